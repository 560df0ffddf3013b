/** Ratings of change at each visit window, by concern, measure, area and one more dimension. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import {
	RATINGS_OF_CHANGE,
	type RatingClass,
	type RatingOfChange
} from '#lib/domain/ratings-of-change.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';
import { windowOf } from './window-conditions.ts';

/** Of the courses rated in a window: ratings in hundredths, and how many count as improved. */
export const RATING_SUMS = [
	'n',
	'patients',
	'sum',
	'sum_squares',
	'patient_sum_squares',
	'patient_count_squares',
	'patient_cross_products',
	'improved',
	'improved_squares',
	'improved_cross_products'
] as const;
export const RATING_COUNTS = ['due', 'seen', 'dropped', 'not_yet_due'] as const;
/** Courses in each class of the ratings at the chosen week: `fine_1` is the best. */
export const CLASSES = { fine: [1, 2, 3, 4, 5], coarse: [1, 2, 3] } as const;
export type Fineness = keyof typeof CLASSES;
const CLASS_NAMES = Object.entries(CLASSES).flatMap(([kind, numbers]) =>
	numbers.map((number) => `${kind}_${number}`)
);

/**
 * One row for each group: `measure` (concern and measure, as `wrinkles.GAIS_SUBJ`), `area` (null when
 * areas are pooled), `line`, `patients` and `courses` (rated at any time), for each visit window the
 * numbers of RATING_SUMS and RATING_COUNTS, and at the chosen one `fine_1` to `coarse_3`.
 *
 * Untreated sides and courses without a session are left out.
 */
export function ratingSums(cohort: Cohort, question: Question) {
	const { filters } = question;
	const area = panelAreaOf(question);
	const line = lineOf('t', question);
	return cohort
		.selectFrom((eb) =>
			eb
				.selectFrom('trajectory as t')
				.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
				.where(rated(question))
				.where(selected('t', question))
				.select([
					BASE.as('measure'),
					area.as('area'),
					line.as('line'),
					't.clinic_id',
					't.patient_id',
					sql<number>`count(*)`.as('courses'),
					...VISIT_WINDOWS.flatMap((_, index) => ofPatient(index)),
					...classesOfPatient(filters.wk)
				])
				.groupBy([sql`1`, sql`2`, sql`3`, 't.clinic_id', 't.patient_id'])
				.as('p')
		)
		.select([
			'p.measure',
			'p.area',
			'p.line',
			sql<number>`count(*)`.as('patients'),
			sql<number>`sum(p.courses)`.as('courses'),
			...VISIT_WINDOWS.flatMap(({ week }) => overPatients(week)),
			...CLASS_NAMES.map((name) => sql<number>`sum(${sql.ref(`p.${name}`)})`.as(name))
		])
		.groupBy(['p.measure', 'p.area', 'p.line']);
}

/** A rating of any concern counts under its course's: the same scale in two concerns is two things. */
const BASE = sql<string>`(t.concern || '.' || t.measure)`;

function rated({ filters }: Question): RawBuilder<SqlBool> {
	const codes = sql.join(RATINGS_OF_CHANGE.map(({ measure }) => measure));
	const concern = filters.concern ? sql` and t.concern = ${filters.concern}` : sql``;
	return sql`t.control = false and t.sessions_done > 0 and t.measure in (${codes})${concern}`;
}

function ofPatient(index: number) {
	const { week, score, scored, due, seen, dropped, not_yet_due } = windowOf(index, true);
	const count = (condition: RawBuilder<SqlBool>, name: string) =>
		sql<number>`count(*) filter (where ${condition})`.as(`${name}_${week}`);
	return [
		count(scored, 'n'),
		sql<number>`coalesce(sum(${score}), 0)`.as(`s_${week}`),
		sql<number>`coalesce(sum(${score}::bigint * ${score}), 0)`.as(`ss_${week}`),
		count(improvedAt(index), 'improved'),
		count(due, 'due'),
		count(seen, 'seen'),
		count(dropped, 'dropped'),
		count(not_yet_due, 'not_yet_due')
	];
}

function overPatients(week: number) {
	const of = (what: string) => sql.ref(`p.${what}_${week}`);
	const total = (value: RawBuilder<unknown>, name: string) =>
		sql<number>`coalesce(sum(${value}), 0)`.as(`${name}_${week}`);
	const product = (a: string, b: string) => sql`${of(a)}::numeric * ${of(b)}`;
	return [
		total(sql`${of('n')}`, 'n'),
		sql<number>`count(*) filter (where ${of('n')} > 0)`.as(`patients_${week}`),
		total(sql`${of('s')}`, 'sum'),
		total(sql`${of('ss')}`, 'sum_squares'),
		total(product('s', 's'), 'patient_sum_squares'),
		total(product('n', 'n'), 'patient_count_squares'),
		total(product('n', 's'), 'patient_cross_products'),
		total(sql`${of('improved')}`, 'improved'),
		total(product('improved', 'improved'), 'improved_squares'),
		total(product('n', 'improved'), 'improved_cross_products'),
		...RATING_COUNTS.map((name) => total(sql`${of(name)}`, name))
	];
}

const classesOfPatient = (week: number) =>
	CLASS_NAMES.map((name) =>
		sql<number>`count(*) filter (where ${classAt(name, indexOf(week))})`.as(name)
	);

const indexOf = (week: number) => VISIT_WINDOWS.findIndex((window) => window.week === week);

/** A condition of each rating, on the series of its measure. */
const ofEach = (condition: (rating: RatingOfChange) => RawBuilder<SqlBool>): RawBuilder<SqlBool> =>
	sql`(${sql.join(
		RATINGS_OF_CHANGE.map(
			(rating) => sql`(t.measure = ${rating.measure} and ${condition(rating)})`
		),
		sql` or `
	)})`;

/** Ratings are stored in hundredths; the last class is what is left. */
function from(
	{ bound }: RatingClass,
	better: RatingOfChange['better'],
	score: RawBuilder<unknown>
) {
	if (Number.isNaN(bound)) return sql<SqlBool>`true`;
	return better === 'lower'
		? sql<SqlBool>`${score} <= ${100 * bound}::int`
		: sql<SqlBool>`${score} >= ${100 * bound}::int`;
}

function improvedAt(index: number): RawBuilder<SqlBool> {
	const { score } = windowOf(index, true);
	return ofEach(({ better, improved }) => from(improved, better, score));
}

/** `fine_2`: rated so well or better, and not so well as the class above. */
function classAt(name: string, index: number): RawBuilder<SqlBool> {
	const [kind, number] = name.split('_');
	const { score, scored } = windowOf(index, true);
	const position = Number(number) - 1;
	return ofEach((rating) => {
		const classes = kind === 'fine' ? rating.fine : rating.coarse;
		const own = classes[position];
		const above = classes[position - 1];
		if (!own) return sql`false`;
		const apart = above ? sql` and not (${from(above, rating.better, score)})` : sql``;
		return sql`${scored} and ${from(own, rating.better, score)}${apart}`;
	});
}

/** The patients of the same courses, whatever the filters say. */
export function ratingSignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) {
	return signaturesOf(cohort, (eb) =>
		eb
			.selectFrom('trajectory as t')
			.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
			.where(rated(question))
			.select([
				BASE.as('base'),
				't.clinic_id',
				't.patient_id',
				cellOf(atomsOf('t', axes, question), marks.map(markOf)).as('cell')
			])
			.as('c')
	);
}

/** `improved_26`, `fine_1_26`, or a condition of the window: `scored_26`. */
function markOf(name: string): RawBuilder<SqlBool> {
	const at = name.lastIndexOf('_');
	const index = indexOf(Number(name.slice(at + 1)));
	const what = name.slice(0, at);
	if (CLASS_NAMES.includes(what)) return classAt(what, index);
	const { scored } = windowOf(index, true);
	if (what === 'improved') return improvedAt(index);
	if (what === 'unimproved') return sql`${scored} and (${improvedAt(index)}) is not true`;
	const conditions: Record<string, unknown> = windowOf(index, true);
	// A guard names only conditions of windowOf; a wrong name is a defect and throws.
	const condition = conditions[what] as RawBuilder<SqlBool> | undefined;
	if (!condition) throw new Error(`no mark ${name}`);
	return condition;
}
