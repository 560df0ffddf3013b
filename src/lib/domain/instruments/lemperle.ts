/** Lemperle wrinkle classification. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const lemperle: Instrument = {
	id: 'LEMPERLE',
	name: 'Lemperle wrinkle classification',
	licence: '',
	measures: [
		measure({
			code: 'LEMPERLE',
			name: 'Lemperle wrinkle classification',
			shortName: 'Lemperle 0–5',
			concern: 'wrinkles',
			areas: ['face', 'neck'],
			scale: 'ordinal',
			min: 0,
			max: 5,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			labels: {
				0: 'none',
				1: 'just perceptible',
				2: 'shallow',
				3: 'moderately deep',
				4: 'deep, well-defined edges',
				5: 'very deep, redundant folds'
			},
			rangeVerified: 'seen',
			source:
				'https://www.ai-bt.com/si.php?db=pubmed&id=35397167 ; https://www.researchgate.net/publication/11643185',
			notes:
				'Live repeat rating identical in 92.7% of 76 wrinkles; photo rating in 89.4% of 130. Often averaged over areas, then the mean is quasi-continuous. The one-grade rule is a convention; the FDA summary of a neck trial uses the scale as its primary outcome.'
		})
	]
};
