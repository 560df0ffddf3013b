/** Silicone replica. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const replica: Instrument = {
	id: 'REPLICA',
	name: 'Silicone replica',
	licence: '',
	measures: [
		measure({
			code: 'REPLICA_FFT',
			name: 'Silicone replica irregularity (Fourier transform)',
			shortName: 'Replica irregularity',
			concern: 'texture',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'unit', many: 'units' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'https://pubmed.ncbi.nlm.nih.gov/23216209/'
		})
	]
};
