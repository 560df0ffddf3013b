/** Sums of sessions with and without each side effect, per patient, by one dimension. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { lineOf, selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';
import { courseMark, followedBy, SOME_ASKED, treatedCourses } from './treated-courses.ts';

/** What each side effect carries; the query names them `events_erythema` and so on. */
export const TERM_SUMS = ['events', 'patients_with', 'event_squares', 'cross_products'] as const;

/** Courses with nothing on record, and with nothing that is serious or unexpected. */
const FREE_OF = ['free', 'calm'] as const;
export const COURSE_COUNTS = ['courses_asked', ...FREE_OF] as const;

/**
 * One row for each group: `line` (the value of the grouping), `patients` (with an answered session),
 * `courses`, `sessions` done, `sessions_answered`, `courses_asked` (with an answered session) and of
 * them those FREE_OF reports, `answered`: sessions or courses, whichever is counted, `exposure_squares`,
 * `serious` courses (with a serious report, whether a session was named or asked about or not), and for
 * each side effect the numbers of TERM_SUMS. A session has an effect when one of its reports names it,
 * as bad as is asked for; a course when one of its answered sessions has.
 */
export function sideEffectSums(cohort: Cohort, question: Question) {
	const line = lineOf('c', question);
	const { per, least } = question.filters;
	const courses = (mark: RawBuilder<SqlBool>) => sql<number>`count(*) filter (where ${mark})`;
	const answered = sql<number>`sum(k.sessions_asked)`;
	const asked = courses(SOME_ASKED);
	return cohort
		.selectFrom((eb) =>
			treatedCourses(eb)
				.where(selected('c', question))
				.select([
					line.as('line'),
					'c.clinic_id',
					'c.patient_id',
					sql<number>`count(*)`.as('courses'),
					sql<number>`sum(k.sessions)`.as('sessions'),
					answered.as('sessions_answered'),
					asked.as('courses_asked'),
					...FREE_OF.map((mark) => courses(courseMark(mark)).as(mark)),
					(per === 'course' ? asked : answered).as('answered'),
					courses(courseMark('serious')).as('serious'),
					...SIDE_EFFECTS.map(({ term }) => {
						const sessions = followedBy(term, least);
						return (
							per === 'course' ? courses(sql`${sessions} > 0`) : sql<number>`sum(${sessions})`
						).as(`e_${term}`);
					})
				])
				.groupBy([sql`1`, 'c.clinic_id', 'c.patient_id'])
				.as('p')
		)
		.select([
			'p.line',
			sql<number>`count(*) filter (where p.answered > 0)`.as('patients'),
			sql<number>`count(*)`.as('patients_treated'),
			sql<number>`sum(p.courses)`.as('courses'),
			sql<number>`sum(p.sessions)`.as('sessions'),
			sql<number>`sum(p.sessions_answered)`.as('sessions_answered'),
			...COURSE_COUNTS.map((name) => sql<number>`sum(${sql.ref(`p.${name}`)})`.as(name)),
			sql<number>`sum(p.answered)`.as('answered'),
			sql<number>`sum(p.answered * p.answered)`.as('exposure_squares'),
			sql<number>`sum(p.serious)`.as('serious'),
			sql<number>`count(*) filter (where p.serious > 0)`.as('patients_with_serious'),
			...SIDE_EFFECTS.flatMap(({ term }) => overPatients(term))
		])
		.groupBy('p.line');
}

/** The patients of the same courses, whatever the filters say. */
export function sideEffectSignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) {
	const markOf = (mark: string) => courseMark(mark, question.filters);
	const cell = cellOf(atomsOf('c', axes, question), marks.map(markOf)).as('cell');
	const base = sql<string>`''`.as('base');
	return signaturesOf(cohort, (eb) =>
		treatedCourses(eb).select([base, 'c.clinic_id', 'c.patient_id', cell]).as('c')
	);
}

function overPatients(term: string) {
	const events = sql.ref(`p.e_${term}`);
	return [
		sql<number>`sum(${events})`.as(`events_${term}`),
		sql<number>`count(*) filter (where ${events} > 0)`.as(`patients_with_${term}`),
		sql<number>`sum(${events} * ${events})`.as(`event_squares_${term}`),
		sql<number>`sum(${events} * p.answered)`.as(`cross_products_${term}`)
	];
}
