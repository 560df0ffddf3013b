/** Davey striae score. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const davey: Instrument = {
	id: 'DAVEY',
	name: 'Davey striae score',
	licence: '',
	measures: [
		measure({
			code: 'DAVEY',
			name: 'Davey striae score',
			shortName: 'Davey',
			concern: 'stretch_marks',
			areas: ['abdomen'],
			scale: 'ordinal',
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'https://demofadoi.net (PubMed 40106114 mirror)',
			notes: 'Bounds not read.'
		})
	]
};
