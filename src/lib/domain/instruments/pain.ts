/** Pain during the session. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const pain: Instrument = {
	id: 'PAIN',
	name: 'Pain during the session',
	licence: '',
	measures: [
		measure({
			code: 'PAIN_NRS',
			name: 'Pain during the session, 0–10',
			shortName: 'Pain 0–10',
			concern: 'other',
			areas: 'any',
			scale: 'ordinal',
			min: 0,
			max: 10,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			hasBaseline: false,
			responderWords: 'no responder rule: pain is rated once a session',
			rangeVerified: 'cited',
			source: 'https://link.springer.com/article/10.1007/s40257-018-0415-0',
			notes: 'Means 5.23 (body) and 2.2 (face, RF) seen.'
		})
	]
};
