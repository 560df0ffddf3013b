/** Courses by the number of sessions done, with what was planned and how far apart they were. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { SESSION_BANDS } from '#lib/domain/bands.ts';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { lineOf, selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';

/** The bands of sessions done, by the name their columns carry: "1-2" is `b_0`. */
export const BAND_COLUMNS = SESSION_BANDS.map((band, i) => ({ ...band, column: `b_${i}` }));

/** Sessions apart by some days, and by a plan that names how many. */
const PACED = sql<SqlBool>`c.interval_days is not null and protocol.planned_interval_days is not null`;
const ENDED = sql<SqlBool>`c.status not in ('planned', 'ongoing') and c.sessions_planned is not null`;
/** What a course may be counted under beside its number of sessions. */
const MARKS: Record<string, RawBuilder<SqlBool>> &
	Record<'ended' | 'complete', RawBuilder<SqlBool>> = {
	ended: ENDED,
	complete: sql`${ENDED} and c.sessions_done >= c.sessions_planned`,
	incomplete: sql`${ENDED} and c.sessions_done < c.sessions_planned`,
	spaced: sql`c.interval_days is not null`,
	paced: PACED
};

/**
 * One row for each group: `line`, `patients`, `courses`, for each band of sessions done the courses
 * and patients in it, sums of sessions done (`done` …), of the courses that have ended with a plan
 * (`ended`, `ended_done`, `ended_planned`, `ended_complete`), of the mean interval in days, and of those
 * whose plan names one (`paced`) of both (`paced_days`, `paced_planned`).
 */
export function sessionSums(cohort: Cohort, question: Question) {
	const line = lineOf('c', question);
	const { ended, complete } = MARKS;
	return cohort
		.selectFrom((eb) =>
			eb
				.selectFrom('course_profile as c')
				.leftJoin('protocol', 'protocol.protocol_id', 'c.protocol_id')
				.where('c.control', '=', false)
				.where('c.sessions_done', '>', 0)
				.where(selected('c', question))
				.select([
					line.as('line'),
					'c.clinic_id',
					'c.patient_id',
					sql<number>`count(*)`.as('courses'),
					sql<number>`sum(c.sessions_done)`.as('done'),
					sql<number>`sum(c.sessions_done * c.sessions_done)`.as('done_squares'),
					sql<number>`count(*) filter (where ${ended})`.as('ended'),
					sql<number>`sum(c.sessions_done) filter (where ${ended})`.as('ended_done'),
					sql<number>`sum(c.sessions_planned) filter (where ${ended})`.as('ended_planned'),
					sql<number>`count(*) filter (where ${complete})`.as('ended_complete'),
					sql<number>`count(c.interval_days)`.as('intervals'),
					sql<number>`sum(c.interval_days)`.as('interval_days'),
					sql<number>`count(*) filter (where ${PACED})`.as('paced'),
					sql<number>`sum(c.interval_days) filter (where ${PACED})`.as('paced_days'),
					sql<number>`sum(protocol.planned_interval_days) filter (where ${PACED})`.as(
						'paced_planned'
					),
					...BAND_COLUMNS.map(({ code, column }) =>
						sql<number>`count(*) filter (where c.sessions_band = ${code})`.as(column)
					)
				])
				.groupBy([sql`1`, 'c.clinic_id', 'c.patient_id'])
				.as('p')
		)
		.select([
			'p.line',
			sql<number>`count(*)`.as('patients'),
			sql<number>`sum(p.courses)`.as('courses'),
			sql<number>`sum(p.done)`.as('done'),
			sql<number>`sum(p.done_squares)`.as('done_squares'),
			sql<number>`sum(p.done * p.done)`.as('patient_done_squares'),
			sql<number>`sum(p.courses * p.courses)`.as('patient_course_squares'),
			sql<number>`sum(p.courses * p.done)`.as('patient_cross_products'),
			sql<number>`count(*) filter (where p.ended > 0)`.as('patients_ended'),
			sql<number>`sum(p.ended)`.as('ended'),
			sql<number>`sum(p.ended_done)`.as('ended_done'),
			sql<number>`sum(p.ended_planned)`.as('ended_planned'),
			sql<number>`sum(p.ended_complete)`.as('ended_complete'),
			sql<number>`count(*) filter (where p.intervals > 0)`.as('patients_interval'),
			sql<number>`sum(p.intervals)`.as('intervals'),
			sql<number>`sum(p.interval_days)`.as('interval_days'),
			sql<number>`count(*) filter (where p.paced > 0)`.as('patients_paced'),
			sql<number>`sum(p.paced)`.as('paced'),
			sql<number>`sum(p.paced_days)`.as('paced_days'),
			sql<number>`sum(p.paced_planned)`.as('paced_planned'),
			...BAND_COLUMNS.flatMap(({ column }) => [
				sql<number>`sum(${sql.ref(`p.${column}`)})`.as(column),
				sql<number>`count(*) filter (where ${sql.ref(`p.${column}`)} > 0)`.as(`patients_${column}`)
			])
		])
		.groupBy('p.line');
}

/** The patients of the same courses, whatever the filters say. */
export const sessionSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) =>
	signaturesOf(cohort, (eb) =>
		eb
			.selectFrom('course_profile as c')
			.leftJoin('protocol', 'protocol.protocol_id', 'c.protocol_id')
			.where('c.control', '=', false)
			.where('c.sessions_done', '>', 0)
			.select([
				sql<string>`''`.as('base'),
				'c.clinic_id',
				'c.patient_id',
				cellOf(
					atomsOf('c', axes, question),
					marks.map((mark) => MARKS[mark] ?? sql<SqlBool>`false`)
				).as('cell')
			])
			.as('c')
	);
