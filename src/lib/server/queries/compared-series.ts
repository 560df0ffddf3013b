/**
 * The groups of a comparison: sums of the improvement at each visit window, and for models one row a
 * patient at the chosen one.
 */
import { sql, type RawBuilder } from 'kysely';
import { pairsFor } from '#lib/domain/clinic-choices.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { COUNTED, leads, measures } from './improvement-sums.ts';
import { lineOf, selected } from './selection.ts';
import { seriesOn } from './series-on-clock.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';
import { windowMark, windowOf } from './window-conditions.ts';

/** The numbers each visit window carries, named `sum_26` and so on: values in hundredths. */
export const CURVE_SUMS = [
	'n',
	'patients',
	'sum',
	'sum_squares',
	'patient_sum_squares',
	'patient_count_squares',
	'patient_cross_products'
] as const;
/** Courses of each visit window. */
export const FOLLOW_UP = ['due', 'seen', 'dropped', 'not_yet_due'] as const;

/** What is known of a patient's first series in the group, in the order of a record's list. */
export const KNOWN_BEFORE = [
	'age_band',
	'skin_band',
	'sex',
	'smoking',
	'severity_band',
	'area',
	'quarter',
	'clinic_id',
	'operator_code'
] as const;

/**
 * One row for each measure and value of the grouping: `measure`, `line`, `patients` and `courses` (with
 * a session and a baseline), for each visit window the numbers of CURVE_SUMS and FOLLOW_UP, and
 * `records`: a JSON list with an entry for each patient scored at the chosen week. An entry is the
 * patient, how many series, sums of their improvements and baselines in hundredths (baselines turned so
 * that higher is better), and a list of KNOWN_BEFORE.
 *
 * Untreated sides are left out.
 */
export function comparedSeries(cohort: Cohort, question: Question) {
	const { filters } = question;
	const line = lineOf('t', question);
	const { wk } = filters;
	// A table of what the groups are made of is about the chosen week alone.
	const windows = filters.by ? VISIT_WINDOWS.filter(({ week }) => week === wk) : VISIT_WINDOWS;
	return cohort
		.selectFrom((eb) =>
			eb
				.selectFrom(seriesOn(filters.clock))
				.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
				.where('t.control', '=', false)
				.where(COUNTED)
				.where(measures(question))
				.where(selected('t', question))
				.select([
					't.measure',
					line.as('line'),
					't.clinic_id',
					't.patient_id',
					sql<number>`count(*)`.as('courses'),
					...windows.flatMap((window) => ofPatient(VISIT_WINDOWS.indexOf(window))),
					...recordOf(VISIT_WINDOWS.findIndex(({ week }) => week === wk))
				])
				.groupBy([sql`1`, sql`2`, 't.clinic_id', 't.patient_id'])
				.as('p')
		)
		.select([
			'p.measure',
			'p.line',
			sql<number>`count(*)`.as('patients'),
			sql<number>`sum(p.courses)`.as('courses'),
			...windows.flatMap(({ week }) => overPatients(week)),
			filters.by
				? sql<string>`'[]'::text`.as('records')
				: sql<string>`coalesce(jsonb_agg(jsonb_build_array(p.clinic_id || '/' || p.patient_id,
					${sql.ref(`p.n_${wk}`)}, ${sql.ref(`p.s_${wk}`)}, p.baselines, p.known)
					order by p.clinic_id, p.patient_id)
					filter (where ${sql.ref(`p.n_${wk}`)} > 0), '[]')::text`.as('records')
		])
		.groupBy(['p.measure', 'p.line']);
}

/** One patient's numbers in one window: a patient may have several courses in a group. */
function ofPatient(index: number) {
	const { week, gain, due, seen, dropped, not_yet_due } = windowOf(index);
	const name = (what: string) => `${what}_${week}`;
	return [
		sql<number>`count(${gain})`.as(name('n')),
		sql<number>`sum(${gain})`.as(name('s')),
		sql<number>`sum(${gain}::bigint * ${gain})`.as(name('ss')),
		sql<number>`count(*) filter (where ${due})`.as(name('due')),
		sql<number>`count(*) filter (where ${seen})`.as(name('seen')),
		sql<number>`count(*) filter (where ${dropped})`.as(name('dropped')),
		sql<number>`count(*) filter (where ${not_yet_due})`.as(name('not_yet_due'))
	];
}

/** What models need of the patient's series scored in the window. */
function recordOf(index: number) {
	const { scored } = windowOf(index);
	const known = sql.join(KNOWN_BEFORE.map((column) => sql.ref(`t.${column}`)));
	return [
		sql<number>`sum(t.direction * t.baseline_x100) filter (where ${scored})`.as('baselines'),
		sql<string>`(array_agg(jsonb_build_array(${known}) order by t.quarter, t.course_id)
			filter (where ${scored}))[1]`.as('known')
	];
}

/** The sums over patients that means with clustered intervals need. */
function overPatients(week: number) {
	const of = (what: string) => sql.ref(`p.${what}_${week}`);
	const total = (expression: RawBuilder<unknown>, name: string) =>
		sql<number>`coalesce(sum(${expression}), 0)`.as(`${name}_${week}`);
	const product = (a: string, b: string) => sql`${of(a)}::numeric * ${of(b)}`;
	return [
		total(of('n'), 'n'),
		sql<number>`count(*) filter (where ${of('n')} > 0)`.as(`patients_${week}`),
		total(of('s'), 'sum'),
		total(of('ss'), 'sum_squares'),
		total(product('s', 's'), 'patient_sum_squares'),
		total(product('n', 'n'), 'patient_count_squares'),
		total(product('n', 's'), 'patient_cross_products'),
		...FOLLOW_UP.map((count) => total(of(count), count))
	];
}

/** The patients of the same series, whatever the filters say: those with a session and a baseline. */
export function comparedSignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) {
	const { filters, known } = question;
	const asked = filters.measure
		? [filters.measure]
		: pairsFor(known.choices, filters.concern ?? undefined).flatMap(({ measure, companions }) => [
				measure,
				...companions
			]);
	const primary = sql`case when ${sql.join(pairsFor(known.choices).map(leads), sql` or `)}
		then 'yes' else 'no' end`;
	return signaturesOf(cohort, (eb) =>
		eb
			.selectFrom(seriesOn(filters.clock))
			.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
			.where('t.control', '=', false)
			.where(COUNTED)
			.where('t.measure', 'in', asked)
			.select([
				't.measure as base',
				't.clinic_id',
				't.patient_id',
				cellOf(atomsOf('t', axes, question, { primary }), marks.map(windowMark)).as('cell')
			])
			.as('c')
	);
}
