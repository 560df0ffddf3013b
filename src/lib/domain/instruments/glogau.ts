/** Glogau photoageing classification. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const glogau: Instrument = {
	id: 'GLOGAU',
	name: 'Glogau photoageing classification',
	licence: '',
	measures: [
		measure({
			code: 'GLOGAU',
			name: 'Glogau photoageing classification',
			shortName: 'Glogau I–IV',
			concern: 'wrinkles',
			areas: ['face'],
			scale: 'ordinal',
			min: 1,
			max: 4,
			step: 1,
			unit: { one: 'class', many: 'classes' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one class or more',
			labels: {
				1: 'I mild',
				2: 'II wrinkles in motion',
				3: 'III wrinkles at rest',
				4: 'IV only wrinkles'
			},
			rangeVerified: 'seen',
			source: 'https://issuu.com/aestheticsjournal/docs/aesthetics_november_2017/51',
			notes: 'Classifies people more than it measures change.'
		})
	]
};
