/** Improvement on a visual analogue scale. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const improvementVas: Instrument = {
	id: 'IMPROVEMENT_VAS',
	name: 'Improvement on a visual analogue scale',
	licence: '',
	measures: [
		measure({
			code: 'VAS_IMPROVEMENT_10',
			name: 'Improvement VAS 0-10',
			shortName: 'Improvement VAS 0–10',
			concern: 'any',
			areas: 'any',
			scale: 'continuous',
			min: 0,
			max: 10,
			step: 0.1,
			unit: { one: 'point', many: 'points' },
			better: 'higher',
			hasBaseline: false,
			mcidBasis: 'A rating of change has no minimal difference.',
			responderWords: 'no responder rule on change: a rating of 5 or more is a response',
			rangeVerified: 'cited',
			source: 'as named in the studies read'
		})
	]
};
