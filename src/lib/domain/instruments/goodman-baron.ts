/** Goodman and Baron acne scar grading. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const goodmanBaron: Instrument = {
	id: 'GB',
	name: 'Goodman and Baron acne scar grading',
	licence: '',
	measures: [
		measure({
			code: 'GB_QUANT',
			name: 'Goodman and Baron, quantitative score',
			shortName: 'Goodman–Baron 0–84',
			concern: 'acne_scars',
			areas: ['face'],
			scale: 'ordinal',
			min: 0,
			max: 84,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			mcidBasis:
				'None was found. Two raters were within 4 points in 19 of 21 photographs: smaller changes are inside their noise.',
			responder: { kind: 'points', atLeast: 4 },
			responderWords: 'better by 4 points or more',
			rangeVerified: 'cited',
			source: 'https://scribd.com/document/644522128/goodmanquantitative',
			notes:
				'Points by type of scar and count. The responder rule of 4 points is that agreement between raters, not a minimal important difference.'
		}),
		measure({
			code: 'GB_QUAL',
			name: 'Goodman and Baron, qualitative grade',
			shortName: 'Goodman–Baron 1–4',
			concern: 'acne_scars',
			areas: ['face', 'back'],
			scale: 'ordinal',
			min: 1,
			max: 4,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			labels: { 1: 'mild', 2: '2', 3: '3', 4: 'severe' },
			rangeVerified: 'seen',
			source: 'https://meddatax.com/clinical-trials/NCT02646917/results',
			notes:
				'Most used scar scale in the studies found. "> 1 grade" and ">= 1 grade" are both in print: keep the rule with the figure.'
		})
	]
};
