/** The improvement of every series at one visit, patient by patient: for quantiles, shares and noise. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { windowAt } from './change-marks.ts';
import { COUNTED, measures, seriesSignatures } from './improvement-sums.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { windowMark } from './window-conditions.ts';

/** Courses in the window. */
export const SERIES_COUNTS = ['due', 'seen', 'dropped', 'not_yet_due'] as const;

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line`, `patients` and
 * `courses` (with a session and a baseline), `scored` and `patients_scored`, `patients_ruled` (with a
 * responder rule), `patients_repeated` (read twice on one day), the numbers of SERIES_COUNTS, and as JSON
 * `gains`: lists of [improvement, improvement that makes a responder or null] in hundredths for each
 * series scored of a patient, each with how many patients have the same; `readings`: two readings in
 * hundredths of a patient who was read twice, each pair with how many patients have it.
 *
 * Untreated sides, courses without a session and without a baseline are left out.
 */
export function changeSeries(cohort: Cohort, question: Question) {
	const text = (what: string) => sql<string>`coalesce(max(${sql.ref(`s.${what}`)}), '[]')`.as(what);
	return cohort
		.selectFrom((eb) => gains(eb, question).unionAll(pairs(eb, question)).as('s'))
		.select(['s.measure', 's.area', 's.line', ...summed('s'), text('gains'), text('readings')])
		.groupBy(['s.measure', 's.area', 's.line']);
}

type Tables = ExpressionBuilder<CohortTables, never>;

const NUMBERS = [
	'patients',
	'courses',
	'scored',
	'patients_scored',
	'patients_ruled',
	'patients_repeated',
	...SERIES_COUNTS
];
const summed = (of: string) =>
	NUMBERS.map((name) => sql<number>`coalesce(sum(${sql.ref(`${of}.${name}`)}), 0)`.as(name));
const NO_TEXT = (name: string) => sql<string | null>`null::text`.as(name);

/** The series asked for. */
const wanted = (eb: Tables, question: Question) =>
	eb
		.selectFrom('trajectory as t')
		.where('t.control', '=', false)
		.where(COUNTED)
		.where(measures(question))
		.where(selected('t', question))
		.select(['t.measure', panelAreaOf(question).as('area'), lineOf('t', question).as('line')]);

/** What patients gained: those who gained the same are counted together, in an order of the values alone. */
const gains = (eb: Tables, question: Question) =>
	eb
		.selectFrom((outer) =>
			outer
				.selectFrom((inner) => ofAlone(inner, question).unionAll(ofOthers(inner, question)).as('p'))
				.select(['p.measure', 'p.area', 'p.line', 'p.list', ...summed('p')])
				.groupBy(['p.measure', 'p.area', 'p.line', 'p.list'])
				.as('v')
		)
		.select([
			'v.measure',
			'v.area',
			'v.line',
			...summed('v'),
			sql<string | null>`jsonb_agg(jsonb_build_array(v.list, v.patients_scored) order by v.list)
				filter (where v.list is not null)::text`.as('gains'),
			NO_TEXT('readings')
		])
		.groupBy(['v.measure', 'v.area', 'v.line']);

const count = (condition: RawBuilder<SqlBool>) => sql<number>`count(*) filter (where ${condition})`;

/** Series whose patients have no other: one row for all who gained the same under the same rule. */
function ofAlone(eb: Tables, question: Question) {
	const { gain, ruled, due, seen, dropped, not_yet_due } = windowAt(question.filters.wk);
	return wanted(eb, question)
		.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
		.where('t.alone', '=', true)
		.select([
			sql`case when ${gain} is not null
				then jsonb_build_array(jsonb_build_array(${gain}, t.responder_x100)) end`.as('list'),
			sql<number>`count(*)`.as('patients'),
			sql<number>`count(*)`.as('courses'),
			sql<number>`count(${gain})`.as('scored'),
			sql<number>`count(${gain})`.as('patients_scored'),
			count(ruled).as('patients_ruled'),
			sql<number>`0`.as('patients_repeated'),
			count(due).as('due'),
			count(seen).as('seen'),
			count(dropped).as('dropped'),
			count(not_yet_due).as('not_yet_due')
		])
		.groupBy([sql`1`, sql`2`, sql`3`, gain, 't.responder_x100']);
}

/** All other patients, one row each. */
function ofOthers(eb: Tables, question: Question) {
	const { gain, scored, ruled, due, seen, dropped, not_yet_due } = windowAt(question.filters.wk);
	const some = (condition: RawBuilder<SqlBool>) =>
		sql<number>`coalesce(bool_or(${condition}), false)::int`;
	return wanted(eb, question)
		.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
		.where('t.alone', '=', false)
		.select([
			sql`jsonb_agg(jsonb_build_array(${gain}, t.responder_x100)
				order by ${gain}, t.responder_x100) filter (where ${scored})`.as('list'),
			sql<number>`1`.as('patients'),
			sql<number>`count(*)`.as('courses'),
			count(scored).as('scored'),
			some(scored).as('patients_scored'),
			some(ruled).as('patients_ruled'),
			sql<number>`0`.as('patients_repeated'),
			count(due).as('due'),
			count(seen).as('seen'),
			count(dropped).as('dropped'),
			count(not_yet_due).as('not_yet_due')
		])
		.groupBy([sql`1`, sql`2`, sql`3`, 't.clinic_id', 't.patient_id']);
}

/** Of each patient who was read twice one pair, the first in the order of their values. */
const pairs = (eb: Tables, question: Question) =>
	eb
		.selectFrom((outer) =>
			outer
				.selectFrom((inner) =>
					wanted(inner, question)
						.where(READ_TWICE)
						.select(sql<number[]>`min(array[t.reading_1, t.reading_2])`.as('pair'))
						.groupBy([sql`1`, sql`2`, sql`3`, 't.clinic_id', 't.patient_id'])
						.as('p')
				)
				.select(['p.measure', 'p.area', 'p.line', 'p.pair', sql<number>`count(*)`.as('patients')])
				.groupBy(['p.measure', 'p.area', 'p.line', 'p.pair'])
				.as('v')
		)
		.select([
			'v.measure',
			'v.area',
			'v.line',
			...NUMBERS.map((name) =>
				(name === 'patients_repeated' ? sql<number>`sum(v.patients)` : sql<number>`0`).as(name)
			),
			NO_TEXT('gains'),
			sql<string | null>`jsonb_agg(jsonb_build_array(v.pair, v.patients) order by v.pair)::text`.as(
				'readings'
			)
		])
		.groupBy(['v.measure', 'v.area', 'v.line']);

/** Whether two readings of an unchanged patient are on record: what they differ by is noise. */
const READ_TWICE = sql<SqlBool>`t.reading_1 is not null`;

/** The patients of the figures over time; who was read twice is a mark of its own. */
export const distributionSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) =>
	seriesSignatures(
		cohort,
		question,
		axes,
		marks.map((mark) => (mark === 'repeated' ? READ_TWICE : windowMark(mark))),
		COUNTED
	);
