/** The courses of a release as its plan takes them: values at their finest, and what is sensitive. */
import { RECORDED_FLAGS } from '#lib/domain/recorded-flags.ts';
import { NOTHING_SENSITIVE, type ReleaseCourse } from '#lib/privacy/release/course.ts';
import type { CourseRow } from './read.ts';

/** Contraindications, and a side effect that nobody expects. */
export const SENSITIVE_COLUMNS = [
	{ name: 'unexpected', label: 'Unexpected or serious side effect' },
	...RECORDED_FLAGS.map(({ flag, label }) => ({ name: flag, label }))
] as const;

/** One course for the plan. Its concerns are the main one and those it has scores of. */
export const courseAsked = (row: CourseRow): ReleaseCourse => ({
	clinic: row.clinic_id,
	patient: row.patient_id,
	course: row.course_id,
	values: {
		area: row.area,
		depth: row.depth_band,
		protocol: row.protocol_id,
		type: row.skin_band,
		age: row.age_band,
		sessions: row.sessions_band,
		device: row.device,
		sex: row.sex,
		quarter: row.quarter.slice(0, 4),
		clinic: row.clinic_id,
		spacing: row.spacing_band,
		adjunct: row.adjunct,
		smoking: row.smoking
	},
	concerns: [row.concern, ...row.concerns.filter((concern) => concern !== row.concern)],
	control: row.control,
	pair: row.pair_id,
	sensitive: {
		unexpected: yesOrNothing(row.unexpected),
		...Object.fromEntries(
			RECORDED_FLAGS.map(({ flag }) => [flag, yesOrNothing(row[flag] === 'yes')])
		)
	}
});

const yesOrNothing = (yes: boolean) => (yes ? 'yes' : NOTHING_SENSITIVE);
