/** Physician rhytide grade, not validated. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const raterRhytides: Instrument = {
	id: 'RATER_RHYTIDES',
	name: 'Physician rhytide grade, not validated',
	licence: '',
	measures: [
		measure({
			code: 'RATER_RHYTIDES',
			name: 'Physician rhytide grade, not validated',
			shortName: 'Rhytide grade',
			concern: 'wrinkles',
			areas: 'any',
			scale: 'ordinal',
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responderWords: 'no responder rule: the scale differs between studies',
			rangeVerified: 'none',
			source: 'as named in the studies read',
			notes: 'Bounds must be entered with the data.'
		})
	]
};
