/** Post-acne hyperpigmentation index. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const pahpi: Instrument = {
	id: 'PAHPI',
	name: 'Post-acne hyperpigmentation index',
	licence: '',
	measures: [
		measure({
			code: 'PAHPI',
			name: 'Post-acne hyperpigmentation index',
			shortName: 'PAHPI',
			concern: 'pigmentation',
			areas: ['face'],
			scale: 'ordinal',
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'none',
			source:
				'https://www.dermatologyadvisor.com/home/topics/acne/microneedling-to-treat-acne-scars-in-patients-with-dark-skin-color/',
			notes: 'Bounds not read.'
		})
	]
};
