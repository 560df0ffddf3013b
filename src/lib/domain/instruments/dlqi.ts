/** Dermatology Life Quality Index. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const dlqi: Instrument = {
	id: 'DLQI',
	name: 'Dermatology Life Quality Index',
	licence: '',
	measures: [
		measure({
			code: 'DLQI',
			name: 'Dermatology Life Quality Index',
			shortName: 'DLQI 0–30',
			concern: 'quality_of_life',
			areas: 'any',
			scale: 'ordinal',
			min: 0,
			max: 30,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'cited',
			source: 'https://link.springer.com/article/10.1007/s40257-018-0415-0',
			notes: 'Patient level: cannot be split between two sides.'
		})
	]
};
