/** Response category of single studies. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const responseCategory: Instrument = {
	id: 'RESPONSE',
	name: 'Response category of single studies',
	licence: '',
	measures: [
		measure({
			code: 'RESPONSE_4CAT',
			name: 'Response category: poor, fair, good, excellent',
			shortName: 'Response category',
			concern: 'any',
			areas: 'any',
			scale: 'ordinal',
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'higher',
			hasBaseline: false,
			mcidBasis: 'A rating of change has no minimal difference.',
			responderWords: 'no responder rule on change: good or excellent is a response',
			rangeVerified: 'none',
			source: 'as named in the studies read',
			notes: 'Cut points differ between studies.'
		})
	]
};
