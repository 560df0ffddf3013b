/** Modified Alexiades-Armenakas grades. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const alexiades: Instrument = {
	id: 'ALEXIADES',
	name: 'Modified Alexiades-Armenakas grades',
	licence: '',
	measures: [
		measure({
			code: 'ALEXIADES_LAXITY',
			name: 'Modified Alexiades-Armenakas laxity grade',
			shortName: 'Alexiades laxity 0–4',
			concern: 'laxity',
			areas: ['face', 'neck'],
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 0.5,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			rangeVerified: 'cited',
			source: 'named in device studies',
			notes: 'Use read; bounds not read.'
		}),
		measure({
			code: 'ALEXIADES_TEXTURE',
			name: 'Modified Alexiades-Armenakas texture grade',
			shortName: 'Alexiades texture 0–4',
			concern: 'texture',
			areas: ['face'],
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 0.5,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			rangeVerified: 'cited',
			source: 'named in device studies',
			notes: 'Use read; bounds not read.'
		})
	]
};
