/** Self-rated percentage improvement. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const patientPercent: Instrument = {
	id: 'PATIENT_PCT',
	name: 'Self-rated percentage improvement',
	licence: '',
	measures: [
		measure({
			code: 'PATIENT_PCT',
			name: 'Self-rated percentage improvement',
			shortName: 'Self-rated improvement',
			concern: 'any',
			areas: 'any',
			scale: 'percent',
			min: 0,
			max: 100,
			step: 1,
			unit: { one: 'per cent', many: 'per cent' },
			ucum: '%',
			better: 'higher',
			hasBaseline: false,
			mcidBasis: 'A rating of change has no minimal difference.',
			responderWords: 'no responder rule on change: 25 % or 50 % and more are both in print',
			decimals: 1,
			rangeVerified: 'cited',
			source: 'as named in the studies read'
		})
	]
};
