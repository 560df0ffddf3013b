/** Fitzpatrick wrinkling and elastosis scale. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const fitzpatrickWrinkle: Instrument = {
	id: 'FITZ_WRINKLE',
	name: 'Fitzpatrick wrinkling and elastosis scale',
	licence: '',
	measures: [
		measure({
			code: 'FITZ_WRINKLE',
			name: 'Fitzpatrick wrinkling and elastosis scale',
			shortName: 'Fitzpatrick wrinkles 1–9',
			concern: 'wrinkles',
			areas: ['face.periorbital', 'face.perioral', 'neck'],
			scale: 'ordinal',
			min: 1,
			max: 9,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one point or more',
			labels: {
				1: 'class 1, fine',
				2: 'class 1, fine',
				3: 'class 1, fine',
				4: 'class 2',
				5: 'class 2',
				6: 'class 2',
				7: 'class 3, fine to deep',
				8: 'class 3, fine to deep',
				9: 'class 3, fine to deep'
			},
			rangeVerified: 'seen',
			source: 'https://crick.ai/trials/NCT05082766',
			notes:
				'Inclusion rule of the neck trial NCT03803059: >= 4. The one-point rule is a convention.'
		})
	]
};
