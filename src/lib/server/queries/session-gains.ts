/** The improvement of each series around each of its sessions, and which patients have it scored. */
import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { COUNTED, measures, measuresAsked, seriesAtoms } from './improvement-sums.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { cellOf, signaturesOf } from './signatures.ts';

/** Sessions beyond are left out: hardly anybody has them. */
export const MOST_SESSIONS = 8;

/** A score counts as after a session between these days, and before the next session. */
export const AFTER_DAYS = { from: 14, to: 56 } as const;

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line`, `patients` and
 * `courses` (with a session and a baseline), and `ladders`: a JSON list over series of [patient,
 * improvement after the first session, after the second, …] in hundredths of the unit, null where
 * there is no score.
 *
 * After a session is the last score from day 14 to day 56 behind it, on the day of the next session at
 * the latest: what was scored on that day was scored before it. Scores of one day count as their mean.
 */
export function sessionGains(cohort: Cohort, question: Question) {
	const area = panelAreaOf(question);
	const line = lineOf('t', question);
	return cohort
		.selectFrom((outer) =>
			outer
				.selectFrom('trajectory as t')
				.innerJoinLateral(laddersOf, (join) => join.onTrue())
				.where('t.control', '=', false)
				.where(COUNTED)
				.where(measures(question))
				.where(selected('t', question))
				.select([
					't.measure',
					area.as('area'),
					line.as('line'),
					't.clinic_id',
					't.patient_id',
					't.course_id',
					sql<string>`(select jsonb_agg(t.direction * (after - t.baseline_x100) order by nth)
						from unnest(l.afters) with ordinality as step (after, nth))`.as('steps')
				])
				.as('p')
		)
		.select([
			'p.measure',
			'p.area',
			'p.line',
			sql<number>`count(distinct (p.clinic_id, p.patient_id))`.as('patients'),
			sql<number>`count(*)`.as('courses'),
			sql<string>`jsonb_agg(
				jsonb_build_array(concat_ws(' ', p.clinic_id, p.patient_id), p.steps)
				order by p.clinic_id, p.patient_id, p.course_id)::text`.as('ladders')
		])
		.groupBy(['p.measure', 'p.area', 'p.line']);
}

/**
 * The patients of the same series. The mark `gain_3`: scored before and after the third session;
 * `no_gain_3`: had it and was not.
 */
export const gainSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) =>
	signaturesOf(cohort, (eb) =>
		eb
			.selectFrom('trajectory as t')
			.innerJoinLateral(laddersOf, (join) => join.onTrue())
			.where('t.control', '=', false)
			.where(COUNTED)
			.where('t.measure', 'in', measuresAsked(question))
			.select([
				't.measure as base',
				't.clinic_id',
				't.patient_id',
				cellOf(seriesAtoms(axes, question), marks.map(markOf)).as('cell')
			])
			.as('c')
	);

function markOf(name: string) {
	const nth = Number(name.slice(name.lastIndexOf('_') + 1));
	const scored = sql<SqlBool>`l.afters[${nth}::int] is not null
		and (${nth}::int = 1 or l.afters[${nth - 1}::int] is not null)`;
	return name.startsWith('no_')
		? sql<SqlBool>`cardinality(l.afters) >= ${nth}::int and not (${scored})`
		: scored;
}

/** The scores of the series `t` after its first, second, … session, in hundredths. */
function laddersOf(eb: ExpressionBuilder<CohortTables & { t: CohortTables['trajectory'] }, 't'>) {
	const { from, to } = AFTER_DAYS;
	const inOrder = sql`(order by s.session_day, s.session_no)`;
	// Looked up by the series' key: quick whatever the database knows of the table's size.
	const after = sql<number | null>`(
		select round(avg(a.value) * 100)::int from assessment as a
		where a.clinic_id = t.clinic_id and a.course_id = t.course_id and a.measure = t.measure
			and a.value is not null and a.quality <> 'rejected' and a.imputed = 'none'
			and a.assessed_day between g.day + ${from}::int and least(g.day + ${to}::int, g.next_day)
		group by a.assessed_day order by a.assessed_day desc limit 1
	)`;
	return eb
		.selectFrom((outer) =>
			outer
				.selectFrom('session as s')
				.whereRef('s.clinic_id', '=', 't.clinic_id')
				.whereRef('s.course_id', '=', 't.course_id')
				.where('s.performed', '=', 'done')
				.select([
					's.session_day as day',
					sql<number>`row_number() over ${inOrder}`.as('nth'),
					sql<number | null>`lead(s.session_day) over ${inOrder}`.as('next_day')
				])
				.as('g')
		)
		.where('g.nth', '<=', MOST_SESSIONS)
		.select(sql<(number | null)[]>`array_agg(${after} order by g.nth)`.as('afters'))
		.as('l');
}
