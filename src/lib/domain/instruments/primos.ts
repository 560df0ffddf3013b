/** PRIMOS profilometry. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const primos: Instrument = {
	id: 'PRIMOS',
	name: 'PRIMOS profilometry',
	licence: '',
	measures: [
		measure({
			code: 'PRIMOS_RA',
			name: 'PRIMOS roughness',
			shortName: 'PRIMOS roughness',
			concern: 'wrinkles',
			areas: ['face', 'face.periorbital'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'µm', many: 'µm' },
			ucum: 'um',
			better: 'lower',
			rangeVerified: 'none',
			source: 'named in device studies'
		})
	]
};
