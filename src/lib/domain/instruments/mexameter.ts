/** Mexameter. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const mexameter: Instrument = {
	id: 'MEXAMETER',
	name: 'Mexameter',
	licence: '',
	measures: [
		measure({
			code: 'MEXAMETER_MI',
			name: 'Mexameter melanin index',
			shortName: 'Mexameter melanin',
			concern: 'pigmentation',
			areas: 'any',
			scale: 'continuous',
			min: 0,
			max: 999,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			decimals: 1,
			rangeVerified: 'cited',
			source: 'https://www.ncbi.nlm.nih.gov/pubmed/28489798',
			notes: 'Use read, range not read.'
		})
	]
};
