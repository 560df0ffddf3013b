/** VISIA skin camera. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const visia: Instrument = {
	id: 'VISIA',
	name: 'VISIA skin camera',
	licence: '',
	measures: [
		measure({
			code: 'VISIA_PORES_COUNT',
			name: 'VISIA pores, feature count',
			shortName: 'VISIA pores, count',
			concern: 'pores',
			areas: ['face'],
			scale: 'count',
			min: 0,
			step: 1,
			unit: { one: 'pore', many: 'pores' },
			better: 'lower',
			decimals: 1,
			rangeVerified: 'none',
			source: 'https://books.publisso.de/de/journals/iprs/volume11/iprs000165',
			notes:
				'VISIA gives percentile, feature count and absolute score for eight features; head position and make-up matter.'
		}),
		measure({
			code: 'VISIA_PORES_PCTL',
			name: 'VISIA pores, percentile',
			shortName: 'VISIA pores, percentile',
			concern: 'pores',
			areas: ['face'],
			scale: 'percentile',
			min: 0,
			max: 100,
			step: 1,
			unit: { one: 'percentile', many: 'percentiles' },
			better: 'higher',
			decimals: 1,
			rangeVerified: 'seen',
			source: 'https://www.boutikdermatology.com/skinanalysis',
			notes:
				'Rank among people of the same age and skin type. Higher is better. Percentiles are not linear: do not average percent changes.'
		}),
		measure({
			code: 'VISIA_SPOTS_PCTL',
			name: 'VISIA spots / brown spots / UV spots, percentile',
			shortName: 'VISIA spots, percentile',
			concern: 'pigmentation',
			areas: ['face'],
			scale: 'percentile',
			min: 0,
			max: 100,
			step: 1,
			unit: { one: 'percentile', many: 'percentiles' },
			better: 'higher',
			decimals: 1,
			rangeVerified: 'seen',
			source: 'https://www.boutikdermatology.com/skinanalysis',
			notes: 'Exception: for porphyrins lower is better.'
		}),
		measure({
			code: 'VISIA_SPOTS_SCORE',
			name: 'VISIA brown spots, absolute score',
			shortName: 'VISIA brown spots, score',
			concern: 'pigmentation',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'https://www.ncbi.nlm.nih.gov/pubmed/28489798'
		})
	]
};
