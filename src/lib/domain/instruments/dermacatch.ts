/** Dermacatch. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const dermacatch: Instrument = {
	id: 'DERMACATCH',
	name: 'Dermacatch',
	licence: '',
	measures: [
		measure({
			code: 'DERMACATCH_DELTA',
			name: 'Dermacatch, lesion minus normal skin',
			shortName: 'Dermacatch difference',
			concern: 'pigmentation',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			decimals: 1,
			rangeVerified: 'none',
			source: 'https://scribd.com/document/553392771/FARSHI-2019',
			notes: 'Baseline means 43.7-44.6 seen.'
		})
	]
};
