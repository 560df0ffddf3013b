/** Optical coherence tomography. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const oct: Instrument = {
	id: 'OCT',
	name: 'Optical coherence tomography',
	licence: '',
	measures: [
		measure({
			code: 'OCT_ATTENUATION',
			name: 'OCT attenuation coefficient',
			shortName: 'OCT attenuation',
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
