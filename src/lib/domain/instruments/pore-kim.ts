/** Kim pore score. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const poreKim: Instrument = {
	id: 'PORE_KIM',
	name: 'Kim pore score',
	licence: '',
	measures: [
		measure({
			code: 'PORE_KIM',
			name: 'Kim pore score',
			shortName: 'Kim pores 0–5',
			concern: 'pores',
			areas: ['face', 'face.cheeks', 'face.nose'],
			scale: 'ordinal',
			min: 0,
			max: 5,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one point or more',
			rangeVerified: 'cited',
			source: 'named in a case report',
			notes: '5 is severe. Bounds not read.'
		})
	]
};
