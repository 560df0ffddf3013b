/** ECCA, clinical evaluation of acne scars. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const ecca: Instrument = {
	id: 'ECCA',
	name: 'ECCA, clinical evaluation of acne scars',
	licence: '',
	measures: [
		measure({
			code: 'ECCA',
			name: 'ECCA, clinical evaluation of acne scars',
			shortName: 'ECCA 0–540',
			concern: 'acne_scars',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			max: 540,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			decimals: 1,
			rangeVerified: 'cited',
			source: 'https://link.springer.com/article/10.1007/s40257-017-0321-x'
		})
	]
};
