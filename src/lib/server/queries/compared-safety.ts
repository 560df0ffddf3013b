/** Side effects of the groups of a comparison, as tallies of patients: what the models of rates need. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { episodeMark, firstEpisodes, isEpisodeMark } from './first-episodes.ts';
import { lineOf, selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';
import { courseMark, followedBy, treatedCourses } from './treated-courses.ts';

/** The effect whose passing is compared. */
export const RESOLVED_TERM = 'erythema';
const TERM = sql<string>`${RESOLVED_TERM}::text`;

/**
 * Rows of patients who are alike, each with `line`, `what` and `patients`:
 *
 * - `what` is a side effect: `answered` sessions, after `events` of which it was reported;
 * - `serious`: the same, `events` being courses with a serious report, `sessions` those done, `courses`;
 *   every treated patient is in one of these rows;
 * - `gone`, `open`: the patients whose first redness had passed by day `events`, or was last known then.
 */
export function comparedSafety(cohort: Cohort, question: Question) {
	const line = lineOf('c', question);
	const terms = [...SIDE_EFFECTS.map(({ term }) => term), 'serious'];
	const none = sql<number>`0`;
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
					sql<number>`sum(k.sessions_asked)`.as('answered'),
					sql<number>`count(*) filter (where ${courseMark('serious')})`.as('e_serious'),
					...SIDE_EFFECTS.map(({ term }) =>
						sql<number>`sum(${followedBy(term, 'any')})`.as(`e_${term}`)
					)
				])
				.groupBy([sql`1`, 'c.clinic_id', 'c.patient_id'])
				.as('p')
		)
		.innerJoinLateral(
			sql<{ what: string; events: number }>`(values ${sql.join(
				terms.map((term) => sql`(${term}::text, ${sql.ref(`p.e_${term}`)})`)
			)})`.as<'t'>(sql`t(what, events)`),
			(join) => join.onTrue()
		)
		.select([
			'p.line',
			sql<string>`t.what`.as('what'),
			'p.answered',
			sql<number>`t.events`.as('events'),
			sql<number>`count(*)`.as('patients'),
			sql<number>`sum(p.sessions)`.as('sessions'),
			sql<number>`sum(p.courses)`.as('courses')
		])
		.groupBy(['p.line', sql`t.what`, 'p.answered', sql`t.events`])
		.unionAll((eb) =>
			eb
				.selectFrom(firstEpisodes(eb, TERM).as('f'))
				.innerJoin('course_profile as c', (join) =>
					join.onRef('c.clinic_id', '=', 'f.clinic_id').onRef('c.course_id', '=', 'f.course_id')
				)
				.where(selected('c', question))
				.select([
					line.as('line'),
					sql<string>`case when f.ended = 1 then 'gone' else 'open' end`.as('what'),
					none.as('answered'),
					sql<number>`f.day`.as('events'),
					sql<number>`count(*)`.as('patients'),
					none.as('sessions'),
					none.as('courses')
				])
				.groupBy([sql`1`, sql`2`, 'f.day'])
		);
}

/** The patients of the same courses, whatever the filters say; each patient's episode at its course. */
export function comparedSafetySignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) {
	const mark = (name: string): RawBuilder<SqlBool> =>
		isEpisodeMark(name) ? episodeMark(name) : courseMark(name);
	const cell = cellOf(atomsOf('c', axes, question), marks.map(mark)).as('cell');
	const base = sql<string>`''`.as('base');
	return signaturesOf(cohort, (eb) =>
		marks.some(isEpisodeMark)
			? treatedCourses(eb)
					.leftJoin(firstEpisodes(eb, TERM).as('f'), (join) =>
						join.onRef('f.clinic_id', '=', 'k.clinic_id').onRef('f.course_id', '=', 'k.course_id')
					)
					.select([base, 'c.clinic_id', 'c.patient_id', cell])
					.as('c')
			: treatedCourses(eb).select([base, 'c.clinic_id', 'c.patient_id', cell]).as('c')
	);
}
