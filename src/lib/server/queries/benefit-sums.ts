/**
 * What one visit window says of series together with the depth they were needled at and how long their
 * patients were red: sums, and a row a patient for lines, ranks and curves.
 */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { plannedDepth } from '../read-models/depth-sql.ts';
import { windowAt } from './change-marks.ts';
import { COUNTED, measures, seriesSignatures } from './improvement-sums.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { windowMark } from './window-conditions.ts';

/** Of the series scored in the window: gains in hundredths of the unit, depths in hundredths of a mm. */
export const GAIN_SUMS = [
	'n',
	'sum',
	'sum_squares',
	'patient_sum_squares',
	'patient_count_squares',
	'patient_cross_products',
	'depth_n',
	'depth_sum'
] as const;
/** Series by what became of their visit in the window. */
export const FOLLOW_COUNTS = ['due', 'seen', 'dropped', 'not_yet_due'] as const;

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line`, `patients` and
 * `courses` (with a session and a baseline), `patients_scored` and the numbers of GAIN_SUMS,
 * FOLLOW_COUNTS, and two JSON lists over patients:
 *
 * - `gains`: [patient, series, sum of gains, series of known depth, sum of depths] of those scored;
 * - `reds`: [days, whether it ended] after the first session that was asked about, of those who had one.
 *   Without a report of redness it is 0 days. What is not known to have ended was there until the
 *   course's last session that was asked about; what ended, nobody knows when, had done so by then.
 *
 * A course's depth is that of its first done session, of a range the upper end, else its protocol's.
 */
export function benefitSums(cohort: Cohort, question: Question) {
	const { filters } = question;
	const area = panelAreaOf(question);
	const line = lineOf('t', question);
	return cohort
		.selectFrom((outer) =>
			outer
				.selectFrom('trajectory as t')
				.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
				.leftJoin('protocol', 'protocol.protocol_id', 't.protocol_id')
				.leftJoin('treated_course as k', (join) =>
					join.onRef('k.clinic_id', '=', 't.clinic_id').onRef('k.course_id', '=', 't.course_id')
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
					...ofPatient(filters.wk)
				])
				.groupBy([sql`1`, sql`2`, sql`3`, 't.clinic_id', 't.patient_id'])
				.as('p')
		)
		.select(['p.measure', 'p.area', 'p.line', ...overPatients()])
		.groupBy(['p.measure', 'p.area', 'p.line']);
}

/** The patients of the same series; the marks of windows, and `asked`: with a session asked about. */
export const benefitSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) => seriesSignatures(cohort, question, axes, marks.map(markOf), COUNTED);

const SOME_ASKED = sql<SqlBool>`exists (
	select from treated_course as k where k.clinic_id = t.clinic_id and k.course_id = t.course_id
		and k.sessions_asked > 0
)`;

function markOf(name: string): RawBuilder<SqlBool> {
	if (name === 'asked') return SOME_ASKED;
	if (name === 'unasked') return sql`not (${SOME_ASKED})`;
	return windowMark(name);
}

/** One patient's numbers: a patient may have several series in a group. */
function ofPatient(week: number) {
	const { scored, gain, due, seen, dropped, not_yet_due } = windowAt(week);
	const depth = sql`round(coalesce(k.first_depth_mm, ${plannedDepth('protocol')})::numeric * 100)`;
	const count = (condition: RawBuilder<SqlBool>, name: string) =>
		sql<number>`count(*) filter (where ${condition})`.as(name);
	const first = (value: RawBuilder<unknown>, name: string) =>
		sql<number | null>`(array_agg(${value} order by t.month_end, t.course_id)
			filter (where k.red_days is not null))[1]`.as(name);
	return [
		sql<number>`count(*)`.as('courses'),
		count(scored, 'n'),
		sql<number>`sum(${gain}) filter (where ${scored})`.as('s'),
		sql<number>`sum(${gain}::bigint * ${gain}) filter (where ${scored})`.as('ss'),
		sql<number>`count(${depth}) filter (where ${scored})`.as('dn'),
		sql<number>`sum(${depth}) filter (where ${scored})`.as('d'),
		count(due, 'due'),
		count(seen, 'seen'),
		count(dropped, 'dropped'),
		count(not_yet_due, 'not_yet_due'),
		first(sql`k.red_days`, 'red_days'),
		first(sql`k.red_ended::int`, 'red_ended')
	];
}

function overPatients() {
	const of = (what: string) => sql.ref(`p.${what}`);
	const total = (expression: RawBuilder<unknown>, name: string) =>
		sql<number>`coalesce(sum(${expression}), 0)`.as(name);
	const product = (a: string, b: string) => sql`${of(a)}::numeric * ${of(b)}`;
	return [
		sql<number>`count(*)`.as('patients'),
		total(of('courses'), 'courses'),
		sql<number>`count(*) filter (where p.n > 0)`.as('patients_scored'),
		sql<number>`count(p.red_days)`.as('patients_asked'),
		total(of('n'), 'n'),
		total(of('s'), 'sum'),
		total(of('ss'), 'sum_squares'),
		total(product('s', 's'), 'patient_sum_squares'),
		total(product('n', 'n'), 'patient_count_squares'),
		total(product('n', 's'), 'patient_cross_products'),
		total(of('dn'), 'depth_n'),
		total(of('d'), 'depth_sum'),
		...FOLLOW_COUNTS.map((name) => total(of(name), name)),
		sql<string>`coalesce(jsonb_agg(
			jsonb_build_array(concat_ws(' ', p.clinic_id, p.patient_id), p.n, p.s, p.dn, coalesce(p.d, 0))
			order by p.clinic_id, p.patient_id) filter (where p.n > 0), '[]')::text`.as('gains'),
		sql<string>`coalesce(jsonb_agg(jsonb_build_array(p.red_days, p.red_ended)
			order by p.red_days, p.red_ended) filter (where p.red_days is not null), '[]')::text`.as('reds')
	];
}
