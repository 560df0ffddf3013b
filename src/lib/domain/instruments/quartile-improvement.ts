/** Quartile improvement grade. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const quartileImprovement: Instrument = {
	id: 'QUARTILE',
	name: 'Quartile improvement grade',
	licence: '',
	measures: [
		measure({
			code: 'QUARTILE_IMPROVEMENT',
			name: 'Quartile improvement grade',
			shortName: 'Quartile grade 0–4',
			concern: 'any',
			areas: 'any',
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'higher',
			hasBaseline: false,
			mcidBasis: 'A rating of change has no minimal difference.',
			responderWords: 'no responder rule on change: marked or excellent is at least half better',
			labels: {
				0: 'none',
				1: 'minimal, 1–25 %',
				2: 'moderate, 26–50 %',
				3: 'marked, 51–75 %',
				4: 'excellent, 76–100 %'
			},
			rangeVerified: 'cited',
			source: 'https://www.researchgate.net/publication/230721370',
			notes:
				'Words minimal/moderate/marked/excellent seen; cut points are the usual ones. Never average as a percentage without saying so.'
		})
	]
};
