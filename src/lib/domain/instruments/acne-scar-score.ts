/** Acne scar scores of single studies. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const acneScarScore: Instrument = {
	id: 'ACNE_SCAR',
	name: 'Acne scar scores of single studies',
	licence: '',
	measures: [
		measure({
			code: 'ACNE_SCAR_ASSESS',
			name: 'Acne scar assessment score of one study',
			shortName: 'Acne scar score',
			concern: 'acne_scars',
			areas: ['face'],
			scale: 'continuous',
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			responderWords: 'no responder rule: the scale differs between studies',
			rangeVerified: 'none',
			source: 'https://read.qxmd.com/read/25196684/',
			notes: 'Baseline 11.73 seen; bounds not.'
		}),
		measure({
			code: 'ACNE_SCAR_GRADE',
			name: 'Acne scar grade without a name',
			shortName: 'Acne scar grade',
			concern: 'acne_scars',
			areas: ['face'],
			scale: 'ordinal',
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responderWords: 'no responder rule on points: any improvement counted in the studies',
			rangeVerified: 'none',
			source: 'as named in the studies read'
		})
	]
};
