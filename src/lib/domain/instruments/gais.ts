/** Global Aesthetic Improvement Scale. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const gais: Instrument = {
	id: 'GAIS',
	name: 'Global Aesthetic Improvement Scale',
	licence: '',
	measures: [
		measure({
			code: 'GAIS_SUBJ',
			name: 'Global Aesthetic Improvement Scale, by the patient',
			shortName: 'GAIS by the patient 1–5',
			concern: 'any',
			areas: 'any',
			scale: 'ordinal',
			min: 1,
			max: 5,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			hasBaseline: false,
			mcidBasis: 'A rating of change has no minimal difference.',
			responderWords: 'no responder rule on change: a score of 3 or less is improved',
			labels: {
				1: 'very much improved',
				2: 'much improved',
				3: 'improved',
				4: 'no change',
				5: 'worse'
			},
			rangeVerified: 'seen',
			source: 'https://manualslib.fr/manual/363305/Bellus-Medical-Skinpen-Precision.html?page=5',
			notes:
				'Some studies reverse it (5 = very much improved): store the direction per study. Never subtract a baseline.'
		}),
		measure({
			code: 'GAIS_CLIN',
			name: 'Global Aesthetic Improvement Scale, by the clinician',
			shortName: 'GAIS by the clinician 1–5',
			concern: 'any',
			areas: 'any',
			scale: 'ordinal',
			min: 1,
			max: 5,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			hasBaseline: false,
			mcidBasis: 'A rating of change has no minimal difference.',
			responderWords: 'no responder rule on change: a score of 3 or less is improved',
			labels: {
				1: 'very much improved',
				2: 'much improved',
				3: 'improved',
				4: 'no change',
				5: 'worse'
			},
			rangeVerified: 'seen',
			source: 'https://www.ai-bt.com/si.php?db=pubmed&id=35397167',
			notes: 'Two raters averaged gives half points (max 4.5 seen).'
		})
	]
};
