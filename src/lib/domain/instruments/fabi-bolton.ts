/** Fabi–Bolton chest wrinkle scale. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const fabiBolton: Instrument = {
	id: 'FABI_BOLTON',
	name: 'Fabi–Bolton chest wrinkle scale',
	licence: '',
	measures: [
		measure({
			code: 'FABI_BOLTON',
			name: 'Fabi–Bolton chest wrinkle scale',
			shortName: 'Fabi–Bolton 1–5',
			concern: 'wrinkles',
			areas: ['decolletage'],
			scale: 'ordinal',
			min: 1,
			max: 5,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			labels: {
				1: 'absent',
				2: 'shallow',
				3: 'moderately deep',
				4: 'deep, well-defined edges',
				5: 'very deep, redundant folds'
			},
			rangeVerified: 'seen',
			source: 'http://onlinelibrary.wiley.com/doi/10.1111/j.1473-2165.2012.00628.x/abstract',
			notes: 'Pilot validation, 28 volunteers.'
		})
	]
};
