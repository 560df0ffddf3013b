/** Sums of the improvement at each visit window, by measure, area and one more dimension. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { pairsFor } from '#lib/domain/clinic-choices.ts';
import type { PrimaryPair } from '#lib/domain/primary-measures.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';
import { windowMark, windowOf } from './window-conditions.ts';

/** The numbers each visit window carries; the query names them `seen_26`, `sum_26` and so on. */
export const WINDOW_SUMS = [
	'n',
	'patients',
	'sum',
	'sum_squares',
	'patient_sum_squares',
	'patient_count_squares',
	'patient_cross_products',
	'baseline',
	'baseline_squares',
	'baseline_cross_products',
	'responders',
	'responder_squares',
	'responder_cross_products',
	'responder_n',
	'responder_patients',
	'responder_count_squares'
] as const;
/** With those not seen taken for unchanged, and those scored: what a mean and a share of all rest on. */
export const LOW_SUMS = [
	'low_n',
	'low_patients',
	'low_count_squares',
	'low_cross_products',
	'low_responder_n',
	'low_responder_patients',
	'low_responder_count_squares',
	'low_responder_cross_products'
] as const;
export const WINDOW_COUNTS = ['due', 'seen', 'dropped', 'not_yet_due'] as const;

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line` (the value of the
 * grouping, null when there is none), `patients`, `courses`, `without_baseline`, and for each visit
 * window the numbers of WINDOW_SUMS (values in hundredths) and WINDOW_COUNTS (courses); where the missing
 * are taken for unchanged those of LOW_SUMS too. For a model `series`: a JSON list a patient of
 * [baseline, improvement at each window or null] in hundredths for each series.
 *
 * Courses without a baseline score, untreated sides and courses without a session are left out.
 */
export function improvementSums(cohort: Cohort, question: Question) {
	const { filters } = question;
	const low = filters.miss === 'low';
	const model = filters.model && filters.concern !== null;
	const area = panelAreaOf(question);
	const line = lineOf('t', question);
	return cohort
		.selectFrom((eb) =>
			eb
				.selectFrom('trajectory as t')
				.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
				.where('t.control', '=', false)
				.where('t.sessions_done', '>', 0)
				.where(measures(question))
				.where(selected('t', question))
				.select([
					't.measure',
					area.as('area'),
					line.as('line'),
					't.clinic_id',
					't.patient_id',
					sql<number>`count(t.baseline_x100)`.as('courses'),
					sql<number>`count(*) - count(t.baseline_x100)`.as('without_baseline'),
					...VISIT_WINDOWS.flatMap((_, i) => ofPatient(i)),
					...(low ? VISIT_WINDOWS.flatMap((_, i) => unseenOfPatient(i)) : []),
					...(model ? [SERIES_OF_PATIENT] : [])
				])
				.groupBy([sql`1`, sql`2`, sql`3`, 't.clinic_id', 't.patient_id'])
				.as('p')
		)
		.select([
			'p.measure',
			'p.area',
			'p.line',
			sql<number>`count(*) filter (where p.courses > 0)`.as('patients'),
			sql<number>`sum(p.courses)`.as('courses'),
			sql<number>`sum(p.without_baseline)`.as('without_baseline'),
			...VISIT_WINDOWS.flatMap((window) => overPatients(window.week)),
			...(low ? VISIT_WINDOWS.flatMap((window) => withUnseen(window.week)) : []),
			...(model ? [SERIES] : [])
		])
		.groupBy(['p.measure', 'p.area', 'p.line']);
}

/** A series that change can be said of. */
export const COUNTED = sql<SqlBool>`t.sessions_done > 0 and t.baseline_x100 is not null`;

/** The patients of the same series, whatever the filters say: those with a session and a baseline. */
export const improvementSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) => seriesSignatures(cohort, question, axes, marks.map(windowMark), COUNTED);

/**
 * The patients of the series of a concern or measure for which `among` holds, and what marks each. The
 * axis `primary` says whether the measure leads on the area, so that what is shown unasked is a part of
 * all its series.
 */
export function seriesSignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly RawBuilder<SqlBool>[],
	among: RawBuilder<SqlBool>
) {
	return signaturesOf(cohort, (eb) =>
		eb
			.selectFrom('trajectory as t')
			.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
			.where('t.control', '=', false)
			.where(among)
			.where('t.measure', 'in', measuresAsked(question))
			.select([
				't.measure as base',
				't.clinic_id',
				't.patient_id',
				cellOf(seriesAtoms(axes, question), marks).as('cell')
			])
			.as('c')
	);
}

/** The values of the axes of a series `t`, with `primary` among them. */
export const seriesAtoms = (
	axes: readonly string[],
	question: Question,
	own: Readonly<Record<string, RawBuilder<unknown>>> = {}
) =>
	atomsOf('t', axes, question, {
		...own,
		primary: sql`case when ${sql.join(pairsFor(question.known.choices).map(leads), sql` or `)}
			then 'yes' else 'no' end`
	});

/** The measure asked for, else every measure that leads somewhere for the concern. */
export const measuresAsked = ({ filters, known }: Question): string[] =>
	filters.measure
		? [filters.measure]
		: pairsFor(known.choices, filters.concern ?? undefined).flatMap(({ measure, companions }) => [
				measure,
				...companions
			]);

/** The measure asked for, else each concern's leading measures where they lead. */
export function measures({ filters, known }: Question): RawBuilder<SqlBool> {
	if (filters.measure) return sql`t.measure = ${filters.measure}`;
	const pairs = pairsFor(known.choices, filters.concern ?? undefined).map(leads);
	return sql`(${sql.join(pairs, sql` or `)})`;
}

export function leads({
	measure,
	companions,
	areaRoots,
	except
}: PrimaryPair): RawBuilder<SqlBool> {
	const codes = sql.join([measure, ...companions]);
	return areaRoots
		? sql<SqlBool>`(t.measure in (${codes}) and t.area_root in (${sql.join(areaRoots)}))`
		: sql<SqlBool>`(t.measure in (${codes}) and t.area_root not in (${sql.join(except)}))`;
}

/** In an order of the values alone, so that the same records give the same model. */
const OF_SERIES = sql`jsonb_build_array(t.baseline_x100, ${sql.join(VISIT_WINDOWS.map((_, i) => windowOf(i).gain))})`;
const SERIES_OF_PATIENT = sql`jsonb_agg(${OF_SERIES} order by ${OF_SERIES})
	filter (where t.baseline_x100 is not null)`.as('series');
const SERIES = sql<string>`coalesce(jsonb_agg(p.series order by p.series)
	filter (where p.courses > 0), '[]')::text`.as('series');

/** One patient's numbers in one window: a patient may have several courses in a group. */
function ofPatient(index: number) {
	const { week, gain, scored, due, seen, dropped, not_yet_due, responded } = windowOf(index);
	const name = (what: string) => `${what}_${week}`;
	return [
		sql<number>`count(${gain})`.as(name('n')),
		sql<number>`sum(${gain})`.as(name('s')),
		sql<number>`sum(${gain}::bigint * ${gain})`.as(name('ss')),
		sql<number>`sum(t.baseline_x100) filter (where ${scored})`.as(name('b')),
		sql<number>`count(t.responder_x100) filter (where ${scored})`.as(name('rn')),
		sql<number>`count(*) filter (where ${responded})`.as(name('r')),
		sql<number>`count(*) filter (where ${due})`.as(name('due')),
		sql<number>`count(*) filter (where ${seen})`.as(name('seen')),
		sql<number>`count(*) filter (where ${dropped})`.as(name('dropped')),
		sql<number>`count(*) filter (where ${not_yet_due})`.as(name('not_yet_due'))
	];
}

/** The sums over patients that means, ratios and shares with clustered intervals need. */
function overPatients(week: number) {
	const of = (what: string) => sql.ref(`p.${what}_${week}`);
	const total = (expression: RawBuilder<unknown>, name: string) =>
		sql<number>`coalesce(sum(${expression}), 0)`.as(`${name}_${week}`);
	const product = (a: string, b: string) => sql`${of(a)}::numeric * ${of(b)}`;
	return [
		total(sql`${of('n')}`, 'n'),
		sql<number>`count(*) filter (where ${of('n')} > 0)`.as(`patients_${week}`),
		total(sql`${of('s')}`, 'sum'),
		total(sql`${of('ss')}`, 'sum_squares'),
		total(product('s', 's'), 'patient_sum_squares'),
		total(product('n', 'n'), 'patient_count_squares'),
		total(product('n', 's'), 'patient_cross_products'),
		total(sql`${of('b')}`, 'baseline'),
		total(product('b', 'b'), 'baseline_squares'),
		total(product('b', 's'), 'baseline_cross_products'),
		total(sql`${of('r')}`, 'responders'),
		total(product('r', 'r'), 'responder_squares'),
		total(product('r', 'rn'), 'responder_cross_products'),
		total(sql`${of('rn')}`, 'responder_n'),
		sql<number>`count(*) filter (where ${of('rn')} > 0)`.as(`responder_patients_${week}`),
		total(product('rn', 'rn'), 'responder_count_squares'),
		...WINDOW_COUNTS.map((count) => total(sql`${of(count)}`, count))
	];
}

/** A patient's series that were due and not seen, and those of them with a responder rule. */
function unseenOfPatient(index: number) {
	const { week, due, scored } = windowOf(index);
	const unseen = sql<SqlBool>`${due} and (${scored}) is not true`;
	return [
		sql<number>`count(*) filter (where ${unseen})`.as(`u_${week}`),
		sql<number>`count(t.responder_x100) filter (where ${unseen})`.as(`ur_${week}`)
	];
}

/** Those not seen add to how many there are and nothing to what was gained. */
function withUnseen(week: number) {
	const of = (what: string) => sql.ref(`p.${what}_${week}`);
	const all = (scored: string, unseen: string, gained: string, name: string) => {
		const n = sql`(${of(scored)} + ${of(unseen)})`;
		return [
			sql<number>`coalesce(sum(${n}), 0)`.as(`${name}_n_${week}`),
			sql<number>`count(*) filter (where ${n} > 0)`.as(`${name}_patients_${week}`),
			sql<number>`coalesce(sum(${n}::numeric * ${n}), 0)`.as(`${name}_count_squares_${week}`),
			sql<number>`coalesce(sum(${n}::numeric * ${of(gained)}), 0)`.as(
				`${name}_cross_products_${week}`
			)
		];
	};
	return [...all('n', 'u', 's', 'low'), ...all('rn', 'ur', 'r', 'low_responder')];
}
