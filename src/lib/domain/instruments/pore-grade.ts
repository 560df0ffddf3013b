/** Pore size grade. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const poreGrade: Instrument = {
	id: 'PORE_GRADE',
	name: 'Pore size grade',
	licence: '',
	measures: [
		measure({
			code: 'PORE_0_4',
			name: 'Pore size grade 0–4',
			shortName: 'Pore grade 0–4',
			concern: 'pores',
			areas: ['face'],
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			rangeVerified: 'seen',
			source: 'https://www.aestheticauthority.com/view/study-examines-microbotox-on-pore-size'
		})
	]
};
