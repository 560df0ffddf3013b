/** Wrinkle Severity Rating Scale. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const wsrs: Instrument = {
	id: 'WSRS',
	name: 'Wrinkle Severity Rating Scale',
	licence: '',
	measures: [
		measure({
			code: 'WSRS',
			name: 'Wrinkle Severity Rating Scale',
			shortName: 'WSRS 1–5',
			concern: 'wrinkles',
			areas: ['face.nasolabial'],
			scale: 'ordinal',
			min: 1,
			max: 5,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			labels: { 1: 'none', 2: 'mild', 3: 'moderate', 4: 'severe', 5: 'extreme' },
			rangeVerified: 'seen',
			source:
				'https://html.scirp.org/file/83835_1.htm ; https://aestheticsjournal.com/feature/wrinkle-severity-scales',
			notes:
				'Made for nasolabial folds; a review warns that only 70% of cases get the same score twice. One trial registry (NCT06158867) uses 0-5 under the same name: store bounds per study.'
		})
	]
};
