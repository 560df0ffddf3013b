/** One side effect after sessions: how bad, when it began, when it had passed. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { episodeMark, firstEpisodes, isEpisodeMark } from './first-episodes.ts';
import { GRADES, RANK, rankOf, type Grade } from './reported-grades.ts';
import { lineOf, selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';
import { ASKED, doneSessions } from './treated-sessions.ts';

/** What is asked for where the address names no side effect. */
export const DEFAULT_TERM = 'erythema';

const termOf = ({ filters }: Question) => sql<string>`${filters.term ?? DEFAULT_TERM}::text`;

/**
 * Rows of two kinds, each with `line`:
 *
 * - `what` is `treated`: one row a group with `patients`, `courses`, `sessions`, `answered` sessions,
 *   `asked` patients (with an answered session) and the answered sessions after which the worst report was
 *   `unknown`, `mild`, `moderate`, `severe`;
 * - `episode`: `patients` whose first episode is alike: `ended` and `day`, `began`, as first-episodes.ts has
 *   them.
 */
export function effectEpisodes(cohort: Cohort, question: Question) {
	const line = lineOf('c', question);
	const none = sql<number>`0`;
	return cohort
		.selectFrom((eb) =>
			gradedSessions(eb, termOf(question))
				.where(selected('c', question))
				.select([
					line.as('line'),
					'c.clinic_id',
					'c.patient_id',
					sql<number>`count(distinct c.course_id)`.as('courses'),
					sql<number>`count(*)`.as('sessions'),
					sql<number>`count(*) filter (where ${ASKED})`.as('answered'),
					...GRADES.map((grade) =>
						sql<number>`count(*) filter (where ${gradeMark(grade)})`.as(grade)
					)
				])
				.groupBy([sql`1`, 'c.clinic_id', 'c.patient_id'])
				.as('p')
		)
		.select([
			'p.line',
			sql<string>`'treated'`.as('what'),
			sql<number>`count(*)`.as('patients'),
			sql<number>`sum(p.courses)`.as('courses'),
			sql<number>`sum(p.sessions)`.as('sessions'),
			sql<number>`sum(p.answered)`.as('answered'),
			sql<number>`count(*) filter (where p.answered > 0)`.as('asked'),
			...GRADES.map((grade) => sql<number>`sum(${sql.ref(`p.${grade}`)})`.as(grade)),
			none.as('ended'),
			none.as('day'),
			none.as('began')
		])
		.groupBy('p.line')
		.unionAll((eb) =>
			eb
				.selectFrom(firstEpisodes(eb, termOf(question)).as('f'))
				.innerJoin('course_profile as c', (join) =>
					join.onRef('c.clinic_id', '=', 'f.clinic_id').onRef('c.course_id', '=', 'f.course_id')
				)
				.where(selected('c', question))
				.select([
					line.as('line'),
					sql<string>`'episode'`.as('what'),
					sql<number>`count(*)`.as('patients'),
					none.as('courses'),
					none.as('sessions'),
					none.as('answered'),
					none.as('asked'),
					...GRADES.map((grade) => none.as(grade)),
					'f.ended',
					'f.day',
					'f.began'
				])
				.groupBy([sql`1`, 'f.ended', 'f.day', 'f.began'])
		);
}

/** Done sessions with the worst report of the term after each (`w`). */
const gradedSessions = (eb: ExpressionBuilder<CohortTables, never>, term: RawBuilder<string>) =>
	doneSessions(eb).leftJoin(
		eb
			.selectFrom('side_effect as e')
			.where('e.severity', '<>', 'none')
			.where('e.session_no', 'is not', null)
			.where(sql<SqlBool>`e.term = ${term}`)
			.select(['e.clinic_id', 'e.course_id', 'e.session_no', sql<number>`max(${RANK})`.as('worst')])
			.groupBy(['e.clinic_id', 'e.course_id', 'e.session_no'])
			.as('w'),
		(join) =>
			join
				.onRef('w.clinic_id', '=', 's.clinic_id')
				.onRef('w.course_id', '=', 's.course_id')
				.onRef('w.session_no', '=', 's.session_no')
	);

const gradeMark = (grade: Grade) => sql<SqlBool>`${ASKED} and w.worst = ${rankOf(grade)}::int`;

/**
 * `asked`, `unasked`; `mild` and the other grades; `had`: asked, and followed by it; `no_` before any of
 * these but the first two: asked, and not so.
 */
function sessionMark(mark: string): RawBuilder<SqlBool> {
	if (isEpisodeMark(mark)) return episodeMark(mark);
	if (mark.startsWith('no_')) {
		return sql`${ASKED} and (${sessionMark(mark.slice('no_'.length))}) is not true`;
	}
	const grade = GRADES.find((name) => name === mark);
	if (grade) return gradeMark(grade);
	if (mark === 'unasked') return sql`(${ASKED}) is not true`;
	return mark === 'had' ? sql`${ASKED} and w.worst is not null` : ASKED;
}

/** The patients of the same sessions, whatever the filters say; each patient's episode at its session. */
export function effectSignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) {
	const term = termOf(question);
	const cell = cellOf(atomsOf('c', axes, question), marks.map(sessionMark)).as('cell');
	return signaturesOf(cohort, (eb) =>
		gradedSessions(eb, term)
			.leftJoin(firstEpisodes(eb, term).as('f'), (join) =>
				join
					.onRef('f.clinic_id', '=', 's.clinic_id')
					.onRef('f.course_id', '=', 's.course_id')
					.onRef('f.session_no', '=', 's.session_no')
			)
			.select([sql<string>`''`.as('base'), 'c.clinic_id', 'c.patient_id', cell])
			.as('c')
	);
}
