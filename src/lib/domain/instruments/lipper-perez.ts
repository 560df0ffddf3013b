/** Lipper and Perez acne scar score. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const lipperPerez: Instrument = {
	id: 'LIPPER_PEREZ',
	name: 'Lipper and Perez acne scar score',
	licence: '',
	measures: [
		measure({
			code: 'LIPPER_PEREZ',
			name: 'Lipper and Perez score',
			shortName: 'Lipper and Perez',
			concern: 'acne_scars',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'as named in the studies read'
		})
	]
};
