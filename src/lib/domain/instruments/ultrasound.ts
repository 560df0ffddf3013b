/** Skin ultrasound. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const ultrasound: Instrument = {
	id: 'ULTRASOUND',
	name: 'Skin ultrasound',
	licence: '',
	measures: [
		measure({
			code: 'US_DERMAL_DENSITY',
			name: 'Ultrasound dermal density',
			shortName: 'Dermal density',
			concern: 'other',
			areas: ['face', 'neck'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'unit', many: 'units' },
			better: 'higher',
			rangeVerified: 'none',
			source: 'as named in the studies read'
		}),
		measure({
			code: 'US_EPIDERMAL_DENSITY',
			name: 'Ultrasound epidermal density',
			shortName: 'Epidermal density',
			concern: 'other',
			areas: ['face', 'neck'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'unit', many: 'units' },
			better: 'higher',
			rangeVerified: 'none',
			source: 'as named in the studies read'
		})
	]
};
