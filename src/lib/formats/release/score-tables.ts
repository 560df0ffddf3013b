/** The tables of a bundle that hold scores: as they were given, by what rule they are read, and side by side. */
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import {
	BETTER,
	CONCERN_CODES,
	flag,
	INSTRUMENT_CODES,
	MEASURE_CODES,
	needed,
	number,
	RATERS,
	text,
	TIMEPOINTS,
	whole,
	type Field
} from './fields.ts';
import { clinic, COURSE, course, day, ofCourse, patient, type BundleTable } from './keys.ts';

export const assessments: BundleTable = {
	name: 'assessments',
	title: 'Scores, on the nominal days of their visits',
	fields: [
		clinic,
		course,
		day('assessed_day', 'Day since the first session', {
			...needed,
			derivation: 'Nominal: the target week of the visit times 7; 0 for a baseline.'
		}),
		text('timepoint', 'Point in time', { ...needed, values: TIMEPOINTS }),
		text('visit_label', 'Visit', needed),
		text('instrument_id', 'Instrument', { ...needed, values: INSTRUMENT_CODES }),
		text('measure', 'Measure', { ...needed, values: MEASURE_CODES }),
		number('value', 'Score', {
			...needed,
			unit: 'of the measure',
			derivation: 'The mean of the scores of the day nearest to the week, to two decimals.',
			direction: 'of the measure'
		}),
		text('rater_type', 'Who usually gives scores of this measure', {
			...needed,
			values: RATERS
		})
	],
	key: [...COURSE, 'measure', 'assessed_day'],
	refers: [ofCourse]
};

/** Also of a measure whose scores all lie between the visit windows, so that nothing of the release is lost. */
export const courseMeasures: BundleTable = {
	name: 'course_measures',
	title: 'Measures of a course, and how each is read there',
	fields: [
		clinic,
		course,
		text('measure', 'Measure', { ...needed, values: MEASURE_CODES }),
		text('concern', 'What the measure speaks to in this course', { values: CONCERN_CODES }),
		text('better', 'Which scores are better', { ...needed, values: BETTER }),
		number('responder_at_least', 'Improvement that counts as a response', {
			unit: 'of the measure',
			min: 0,
			derivation: 'By the rule of the clinic or the measure; empty without a rule or a baseline.',
			direction: 'higher is better'
		})
	],
	key: [...COURSE, 'measure'],
	refers: [ofCourse]
};

export const analysisLong = (bands: readonly Field[]): BundleTable => ({
	name: 'analysis_long',
	title: 'Ready for an analysis: a row for each course, measure and visit',
	fields: [
		clinic,
		course,
		patient,
		...bands,
		flag('control', 'An untreated side', needed),
		text('pair_id', 'Links courses compared within one patient'),
		whole('sessions_done', 'Sessions done, at least', needed),
		text('instrument_id', 'Instrument', { ...needed, values: INSTRUMENT_CODES }),
		text('measure', 'Measure', { ...needed, values: MEASURE_CODES }),
		whole('week', 'Target week of the visit', {
			...needed,
			unit: 'wk',
			values: VISIT_WEEKS.map((week) => ({ value: String(week), label: `week ${week}` }))
		}),
		number('baseline', 'Score before the first session', { unit: 'of the measure' }),
		number('value', 'Score at the visit', { ...needed, unit: 'of the measure' }),
		number('change', 'Change since baseline', {
			unit: 'of the measure',
			derivation: 'value - baseline',
			direction: 'of the measure'
		}),
		number('improvement', 'Improvement since baseline', {
			unit: 'of the measure',
			derivation: 'change where a higher score is better, -change where a lower one is',
			direction: 'higher is better'
		}),
		flag('responder', 'Improved enough by the rule of the measure', {
			derivation: 'Empty where the measure has no rule or there is no baseline.'
		})
	],
	key: [...COURSE, 'measure', 'week'],
	refers: [ofCourse]
});
