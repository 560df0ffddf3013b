/** Local puffiness grade. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const puffiness: Instrument = {
	id: 'PUFFINESS',
	name: 'Local puffiness grade',
	licence: '',
	measures: [
		measure({
			code: 'PUFFINESS_LOCAL',
			name: 'Local puffiness grade 0–3',
			shortName: 'Puffiness 0–3, local',
			concern: 'puffiness',
			areas: ['face.periorbital'],
			scale: 'ordinal',
			min: 0,
			max: 3,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			labels: { 0: 'none', 1: 'mild', 2: 'moderate', 3: 'severe' },
			rangeVerified: 'none',
			source: 'local',
			notes:
				'Placeholder: no published puffiness scale with needling results was found. Local and not validated.'
		})
	]
};
