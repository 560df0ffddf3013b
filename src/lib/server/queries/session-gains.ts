/** The improvement of each series around each of its sessions, and which patients have it scored. */
import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { COUNTED, measures, measuresAsked, seriesAtoms } from './improvement-sums.ts';
import { columnOf, selected } from './selection.ts';
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
	const { filters } = question;
	const area = filters.concern ? sql<string | null>`t.area_root` : sql<string | null>`null::text`;
	const line = filters.by ? sql<string | null>`${columnOf('t', filters.by)}` : sql`null::text`;
	return cohort
		.selectFrom((outer) =>
			outer
				.selectFrom('trajectory as t')
				.innerJoin(
					() => laddersOf(outer, question),
					(join) =>
						join
							.onRef('l.clinic_id', '=', 't.clinic_id')
							.onRef('l.course_id', '=', 't.course_id')
							.onRef('l.measure', '=', 't.measure')
				)
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
			.innerJoin(
				() => laddersOf(eb, question),
				(join) =>
					join
						.onRef('l.clinic_id', '=', 't.clinic_id')
						.onRef('l.course_id', '=', 't.course_id')
						.onRef('l.measure', '=', 't.measure')
			)
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

/** The scores of each series after its first, second, … session, in hundredths. */
function laddersOf(eb: ExpressionBuilder<CohortTables, never>, question: Question) {
	const inCourse = sql`(partition by s.clinic_id, s.course_id order by s.session_day, s.session_no)`;
	const { from, to } = AFTER_DAYS;
	return eb
		.selectFrom((outer) =>
			outer
				.selectFrom('trajectory as x')
				.innerJoin(
					(inner) =>
						inner
							.selectFrom('session as s')
							.where('s.performed', '=', 'done')
							.select([
								's.clinic_id',
								's.course_id',
								's.session_day as day',
								sql<number>`row_number() over ${inCourse}`.as('nth'),
								sql<number | null>`lead(s.session_day) over ${inCourse}`.as('next_day')
							])
							.as('g'),
					(join) =>
						join.onRef('g.clinic_id', '=', 'x.clinic_id').onRef('g.course_id', '=', 'x.course_id')
				)
				.leftJoin(
					(inner) =>
						inner
							.selectFrom('assessment as a')
							.where('a.value', 'is not', null)
							.where('a.quality', '<>', 'rejected')
							.where('a.imputed', '=', 'none')
							.where('a.measure', 'in', measuresAsked(question))
							.select([
								'a.clinic_id',
								'a.course_id',
								'a.measure',
								'a.assessed_day as day',
								sql<number>`round(avg(a.value) * 100)::int`.as('value')
							])
							.groupBy(['a.clinic_id', 'a.course_id', 'a.measure', 'a.assessed_day'])
							.as('v'),
					(join) =>
						join
							.onRef('v.clinic_id', '=', 'x.clinic_id')
							.onRef('v.course_id', '=', 'x.course_id')
							.onRef('v.measure', '=', 'x.measure')
							.on(sql<SqlBool>`v.day between g.day + ${from}::int
								and least(g.day + ${to}::int, g.next_day)`)
				)
				.where('x.measure', 'in', measuresAsked(question))
				.where('g.nth', '<=', MOST_SESSIONS)
				.select([
					'x.clinic_id',
					'x.course_id',
					'x.measure',
					'g.nth',
					sql<number | null>`(array_agg(v.value order by v.day desc))[1]`.as('after')
				])
				.groupBy(['x.clinic_id', 'x.course_id', 'x.measure', 'g.nth'])
				.as('k')
		)
		.select([
			'k.clinic_id',
			'k.course_id',
			'k.measure',
			sql<(number | null)[]>`array_agg(k.after order by k.nth)`.as('afters')
		])
		.groupBy(['k.clinic_id', 'k.course_id', 'k.measure'])
		.as('l');
}
