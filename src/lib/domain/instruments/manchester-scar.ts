/** Manchester Scar Scale. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const manchesterScar: Instrument = {
	id: 'MSS',
	name: 'Manchester Scar Scale',
	licence: '',
	measures: [
		measure({
			code: 'MSS',
			name: 'Manchester Scar Scale',
			shortName: 'Manchester scar',
			concern: 'acne_scars',
			areas: 'any',
			scale: 'ordinal',
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'named in a striae study',
			notes: 'Named in a study of stretch marks.'
		})
	]
};
