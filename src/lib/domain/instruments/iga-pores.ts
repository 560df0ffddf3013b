/** Investigator global assessment of large pores. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const igaPores: Instrument = {
	id: 'IGA_PORES',
	name: 'Investigator global assessment of large pores',
	licence: '',
	measures: [
		measure({
			code: 'IGA_PORES',
			name: 'Investigator global assessment of large pores',
			shortName: 'IGA pores',
			concern: 'pores',
			areas: ['face'],
			scale: 'ordinal',
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responderWords: 'no responder rule on points: any improvement counted in the study',
			rangeVerified: 'none',
			source: 'https://abcdocz.com/doc/142931/evaluation-of-the-clinical-efficacy-of-fractional',
			notes: 'Bounds not on the page.'
		})
	]
};
