/** Acne Scar Assessment Scale. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const asas: Instrument = {
	id: 'ASAS',
	name: 'Acne Scar Assessment Scale',
	licence: '',
	measures: [
		measure({
			code: 'ASAS',
			name: 'Acne Scar Assessment Scale',
			shortName: 'ASAS 0–4',
			concern: 'acne_scars',
			areas: ['face'],
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			rangeVerified: 'cited',
			source: 'as named in the studies read',
			notes: 'Used in device trials.'
		})
	]
};
