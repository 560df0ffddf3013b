/** Satisfaction of the patient. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const satisfaction: Instrument = {
	id: 'SATISFACTION',
	name: 'Satisfaction of the patient',
	licence: '',
	measures: [
		measure({
			code: 'SATISFACTION_YN',
			name: 'Satisfied yes/no',
			shortName: 'Satisfied yes or no',
			concern: 'satisfaction',
			areas: 'any',
			scale: 'binary',
			min: 0,
			max: 1,
			step: 1,
			unit: { one: 'answer', many: 'answers' },
			better: 'higher',
			hasBaseline: false,
			mcidBasis: 'Asked once: there is no change.',
			responderWords: 'no responder rule on change: the answer yes is counted',
			labels: { 0: 'no', 1: 'yes' },
			rangeVerified: 'none',
			source: 'as named in the studies read',
			notes: 'Question wording must be stored with the figure.'
		}),
		measure({
			code: 'SATISFACTION_3CAT',
			name: 'Satisfaction, three categories',
			shortName: 'Satisfaction 1–3',
			concern: 'satisfaction',
			areas: 'any',
			scale: 'ordinal',
			min: 1,
			max: 3,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'higher',
			hasBaseline: false,
			mcidBasis: 'Asked once: there is no change.',
			responderWords: 'no responder rule on change: somewhat or highly satisfied is counted',
			labels: { 1: 'unsatisfied', 2: 'somewhat satisfied', 3: 'highly satisfied' },
			rangeVerified: 'seen',
			source: 'https://www.researchgate.net/publication/230721370'
		}),
		measure({
			code: 'SATISFACTION_5',
			name: 'Satisfaction, five steps',
			shortName: 'Satisfaction 1–5',
			concern: 'satisfaction',
			areas: 'any',
			scale: 'ordinal',
			min: 1,
			max: 5,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'higher',
			hasBaseline: false,
			mcidBasis: 'Asked once: there is no change.',
			responderWords: 'no responder rule on change: 4 or 5 is counted',
			rangeVerified: 'cited',
			source: 'convention'
		}),
		measure({
			code: 'VAS_SATISFACTION',
			name: 'Satisfaction VAS 0-10',
			shortName: 'Satisfaction VAS 0–10',
			concern: 'satisfaction',
			areas: 'any',
			scale: 'continuous',
			min: 0,
			max: 10,
			step: 0.1,
			unit: { one: 'point', many: 'points' },
			better: 'higher',
			hasBaseline: false,
			mcidBasis: 'Asked once: there is no change.',
			responderWords: 'no responder rule was published',
			rangeVerified: 'cited',
			source: 'as named in the studies read'
		})
	]
};
