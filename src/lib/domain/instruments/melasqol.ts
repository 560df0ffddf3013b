/** Melasma quality of life. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const melasqol: Instrument = {
	id: 'MELASQOL',
	name: 'Melasma quality of life',
	licence: '',
	measures: [
		measure({
			code: 'MELASQOL',
			name: 'Melasma quality of life',
			shortName: 'MELASQOL 7–70',
			concern: 'quality_of_life',
			areas: ['face'],
			scale: 'ordinal',
			min: 7,
			max: 70,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'cited',
			source: 'named in a melasma study',
			notes: 'Bounds not read. Minimum is not 0: percent change from 0 misleads.'
		})
	]
};
