/** Surface profilometry. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const skinRoughness: Instrument = {
	id: 'SKIN_ROUGHNESS',
	name: 'Surface profilometry',
	licence: '',
	measures: [
		measure({
			code: 'SKIN_ROUGHNESS',
			name: 'Surface roughness by profilometry',
			shortName: 'Skin roughness',
			concern: 'texture',
			areas: ['hands', 'face'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'unit', many: 'units' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'as named in the studies read'
		})
	]
};
