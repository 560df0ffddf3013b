/** What the scores of one visit window rest on: sums over patients, their mean changes, who is missing. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { NOISE, partsOf, windowAt, type Noise } from './change-marks.ts';
import { COUNTED, measures } from './improvement-sums.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';

/** Of the series scored in the window: values in hundredths; squares and products of patients' totals. */
export const CHANGE_SUMS = [
	'n',
	'sum',
	'sum_squares',
	'patient_sum_squares',
	'patient_count_squares',
	'patient_cross_products',
	'baseline',
	'baseline_squares',
	'baseline_cross_products',
	'baseline_value_squares',
	'follow_up',
	'follow_up_value_squares'
] as const;
/** Shares of series: each is one cell with the numbers of SHARE_SUMS, as `improved_events`. */
export const SHARES = ['improved', 'responders', 'detectable'] as const;
export const SHARE_SUMS = [
	'n',
	'patients',
	'events',
	'event_squares',
	'count_squares',
	'cross_products'
] as const;
/** Where those seen and those not seen began: `seen_n`, `seen_patients`, `seen_baseline`. */
export const BASELINES = ['seen', 'unseen'] as const;
export const BASELINE_SUMS = ['n', 'patients', 'baseline'] as const;
/** With those due and not seen counted as unchanged. */
export const CHANGE_LOW_SUMS = [
	'low_n',
	'low_patients',
	'low_count_squares',
	'low_cross_products'
] as const;
export const FLOW_COUNTS = ['recorded', 'with_session', 'with_baseline'] as const;
export const VISIT_COUNTS = ['due', 'seen', 'dropped', 'not_yet_due', 'unplanned'] as const;

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line`, `patients` and
 * `courses` (with a session and a baseline), the numbers of CHANGE_SUMS (`patients_scored` have them),
 * CHANGE_LOW_SUMS, SHARE_SUMS, BASELINE_SUMS, FLOW_COUNTS and VISIT_COUNTS, and `values`: a JSON list of [sum of a
 * patient's improvements in hundredths, of how many series, how many such patients].
 *
 * Untreated sides are left out.
 */
export function changeSums(cohort: Cohort, question: Question, noise = NOISE) {
	const { filters } = question;
	const area = panelAreaOf(question);
	const line = lineOf('t', question);
	const whole = (what: string) => sql<number>`sum(${sql.ref(`v.${what}`)})`.as(what);
	return cohort
		.selectFrom((outer) =>
			outer
				.selectFrom((eb) =>
					eb
						.selectFrom('trajectory as t')
						.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
						.where('t.control', '=', false)
						.where(measures(question))
						.where(selected('t', question))
						.select([
							't.measure',
							area.as('area'),
							line.as('line'),
							't.clinic_id',
							't.patient_id',
							...ofPatient(filters.wk, noise)
						])
						.groupBy([sql`1`, sql`2`, sql`3`, 't.clinic_id', 't.patient_id'])
						.as('p')
				)
				.select(['p.measure', 'p.area', 'p.line', 'p.n', 'p.s', ...overPatients()])
				.groupBy(['p.measure', 'p.area', 'p.line', 'p.n', 'p.s'])
				.as('v')
		)
		.select([
			'v.measure',
			'v.area',
			'v.line',
			...SUMMED.map(whole),
			sql<string>`coalesce(jsonb_agg(jsonb_build_array(v.s, v.n, v.patients_scored)
				order by v.s, v.n) filter (where v.n > 0), '[]')::text`.as('values')
		])
		.groupBy(['v.measure', 'v.area', 'v.line']);
}

/** One patient's numbers: a patient may have several series in a group. */
function ofPatient(week: number, noise: Noise) {
	const window = windowAt(week);
	const parts = partsOf(week, noise);
	const none = sql<SqlBool>`false`;
	const { scored, gain, due, seen, dropped, not_yet_due, ruled, responded } = window;
	const { improved = none, judged = none, detectable = none } = parts;
	const { unplanned = none, unseen = none } = parts;
	const follow = sql`(t.baseline_x100 + t.direction * ${gain})`;
	const count = (condition: RawBuilder<SqlBool>, name: string) =>
		sql<number>`count(*) filter (where ${COUNTED} and ${condition})`.as(name);
	const sum = (value: RawBuilder<unknown>, condition: RawBuilder<SqlBool>, name: string) =>
		sql<number>`sum(${value}) filter (where ${COUNTED} and ${condition})`.as(name);
	const square = (value: RawBuilder<unknown>) => sql`${value}::bigint * ${value}`;
	const baseline = sql`t.baseline_x100`;
	return [
		sql<number>`count(*)`.as('recorded'),
		sql<number>`count(*) filter (where t.sessions_done > 0)`.as('with_session'),
		sql<number>`count(*) filter (where ${COUNTED})`.as('with_baseline'),
		count(scored, 'n'),
		sum(gain, scored, 's'),
		sum(square(gain), scored, 'ss'),
		sum(baseline, scored, 'b'),
		sum(square(baseline), scored, 'bb'),
		sum(follow, scored, 'f'),
		sum(square(follow), scored, 'ff'),
		count(improved, 'improved'),
		count(ruled, 'ruled'),
		count(responded, 'responders'),
		count(judged, 'judged'),
		count(detectable, 'detectable'),
		count(due, 'due'),
		count(seen, 'seen'),
		sum(baseline, seen, 'seen_b'),
		count(unseen, 'unseen'),
		sum(baseline, unseen, 'unseen_b'),
		count(dropped, 'dropped'),
		count(not_yet_due, 'not_yet_due'),
		count(unplanned, 'unplanned')
	];
}

/** How many series of a patient each share is of. */
const OF = { improved: 'n', responders: 'ruled', detectable: 'judged' } as const;

const SUMMED = [
	'patients',
	'courses',
	'patients_scored',
	...CHANGE_SUMS.map((name) => (name === 'n' ? 'scored' : name)),
	...SHARES.flatMap((share) => SHARE_SUMS.map((name) => `${share}_${name}`)),
	...BASELINES.flatMap((part) => BASELINE_SUMS.map((name) => `${part}_${name}`)),
	...CHANGE_LOW_SUMS,
	...FLOW_COUNTS,
	...VISIT_COUNTS
];

/** The sums that means, ratios and shares with clustered intervals need. */
function overPatients() {
	const of = (what: string) => sql.ref(`p.${what}`);
	const total = (expression: RawBuilder<unknown>, name: string) =>
		sql<number>`coalesce(sum(${expression}), 0)`.as(name);
	const product = (a: string, b: string) => sql`${of(a)}::numeric * ${of(b)}`;
	const some = (what: string, name: string) =>
		sql<number>`count(*) filter (where ${of(what)} > 0)`.as(name);
	return [
		some('with_baseline', 'patients'),
		total(of('with_baseline'), 'courses'),
		some('n', 'patients_scored'),
		total(of('n'), 'scored'),
		total(of('s'), 'sum'),
		total(of('ss'), 'sum_squares'),
		total(product('s', 's'), 'patient_sum_squares'),
		total(product('n', 'n'), 'patient_count_squares'),
		total(product('n', 's'), 'patient_cross_products'),
		total(of('b'), 'baseline'),
		total(product('b', 'b'), 'baseline_squares'),
		total(product('b', 's'), 'baseline_cross_products'),
		total(of('bb'), 'baseline_value_squares'),
		total(of('f'), 'follow_up'),
		total(of('ff'), 'follow_up_value_squares'),
		...SHARES.flatMap((share) => [
			total(of(OF[share]), `${share}_n`),
			some(OF[share], `${share}_patients`),
			total(of(share), `${share}_events`),
			total(product(share, share), `${share}_event_squares`),
			total(product(OF[share], OF[share]), `${share}_count_squares`),
			total(product(OF[share], share), `${share}_cross_products`)
		]),
		...BASELINES.flatMap((part) => [
			total(of(part), `${part}_n`),
			some(part, `${part}_patients`),
			total(of(`${part}_b`), `${part}_baseline`)
		]),
		total(sql`(p.n + p.unseen)`, 'low_n'),
		sql<number>`count(*) filter (where p.n + p.unseen > 0)`.as('low_patients'),
		total(sql`(p.n + p.unseen)::numeric * (p.n + p.unseen)`, 'low_count_squares'),
		total(sql`(p.n + p.unseen)::numeric * p.s`, 'low_cross_products'),
		...FLOW_COUNTS.map((count) => total(of(count), count)),
		...VISIT_COUNTS.map((count) => total(of(count), count))
	];
}
