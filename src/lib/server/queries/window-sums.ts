/**
 * What a visit window adds up to: the sums that means, ratios and shares with intervals clustered by patient
 * need. Nearly every patient has one series in a group, so they are summed up as if all had; what those with
 * several add to that is summed up beside it, patient by patient.
 */
import { sql, type AliasedRawBuilder, type RawBuilder, type SqlBool } from 'kysely';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import { VISIT, windowOf } from './window-conditions.ts';

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

type Sum =
	(typeof WINDOW_SUMS)[number] | (typeof LOW_SUMS)[number] | (typeof WINDOW_COUNTS)[number];
type Expression = RawBuilder<number>;
type Column = AliasedRawBuilder<number, string>;
type Values = Record<`${'gain' | 'visit'}_${number}`, number | null>;

/** Which sums are asked for at each window. */
const asked = (low: boolean): readonly Sum[] => [
	...WINDOW_SUMS,
	...WINDOW_COUNTS,
	...(low ? LOW_SUMS : [])
];

/** The columns of a group: its patients and courses, then the sums of every window. */
export const sumColumns = (low: boolean): string[] => [
	...COURSES,
	...VISIT_WINDOWS.flatMap(({ week }) => asked(low).map((sum) => `${sum}_${week}`))
];

/**
 * What the sums of a series `t` are made of, worked out once: to be joined to `t` and its `clinic as c` on
 * the left as `w`, where the planner keeps each value instead of writing it out in every sum.
 */
export const windowValues = (): RawBuilder<Values> =>
	sql<Values>`(select ${sql.join(
		VISIT_WINDOWS.flatMap(({ week }, i) => {
			const { gain, visit } = windowOf(i);
			return [
				sql`${gain} as ${sql.ref(`gain_${week}`)}`,
				sql`${visit} as ${sql.ref(`visit_${week}`)}`
			];
		})
	)})`;

/** The values of one window in `w`, and what follows from them. */
function valuesAt(index: number) {
	const { week } = windowOf(index);
	const gain = sql.ref(`w.gain_${week}`);
	const visit = sql.ref(`w.visit_${week}`);
	const scored = sql<SqlBool>`${gain} is not null`;
	const due = sql<SqlBool>`${visit} < ${VISIT.not_yet_due}`;
	const is = (what: keyof typeof VISIT) => sql<SqlBool>`${visit} = ${VISIT[what]}`;
	const scoredOrUnseen = sql<SqlBool>`(${scored} or ${due})`;
	const responded = sql<SqlBool>`${gain} >= t.responder_x100`;
	return { week, gain, scored, due, is, scoredOrUnseen, responded };
}

/** Sums over series `t` with their values `w`, as if each were of another patient. */
export const sumsOfSeries = (low: boolean) => [
	sql<number>`count(t.baseline_x100)`.as('patients'),
	sql<number>`count(t.baseline_x100)`.as('courses'),
	sql<number>`count(*) - count(t.baseline_x100)`.as('without_baseline'),
	...named(low, ofSeries)
];

/**
 * The columns of `sumsOfSeries` without those that say the same again, and for each column which of these
 * it equals: as if each series were of another patient, `patients_4` is `n_4`.
 */
export function distinctOfSeries(low: boolean): Map<string, string> {
	const of = ofSeries(0);
	const firstOf = (sum: Sum) => asked(low).find((other) => of[other] === of[sum]) ?? sum;
	return new Map([
		...COURSES.map((name) => [name, name] as const),
		...VISIT_WINDOWS.flatMap(({ week }) =>
			asked(low).map((sum) => [`${sum}_${week}`, `${firstOf(sum)}_${week}`] as const)
		)
	]);
}

/** What one patient's series `t` with their values `w` add up to. */
export const sumsOfPatient = (low: boolean): Column[] => [
	sql<number>`count(t.baseline_x100)`.as('courses'),
	...VISIT_WINDOWS.flatMap((_, i) => [...ofPatient(i), ...(low ? unseenOfPatient(i) : [])])
];

/** What has to be added to the sums over series for patients `p` who have several. */
export const sumsOfSeveral = (low: boolean) => [
	once(sql`p.courses`).as('patients'),
	sql<number>`0`.as('courses'),
	sql<number>`0`.as('without_baseline'),
	...named(low, ofSeveral)
];

/** The columns to which `sumsOfSeveral` never adds anything. */
export function sameForSeveral(low: boolean): ReadonlySet<string> {
	const same = asked(low).filter((sum) => !(sum in ofSeveral(0)));
	return new Set([
		'courses',
		'without_baseline',
		...VISIT_WINDOWS.flatMap(({ week }) => same.map((sum) => `${sum}_${week}`))
	]);
}

const COURSES = ['patients', 'courses', 'without_baseline'];

function named(low: boolean, sums: (index: number) => Partial<Record<Sum, Expression>>): Column[] {
	return VISIT_WINDOWS.flatMap(({ week }, i) => {
		const all = sums(i);
		return asked(low).map((sum) => (all[sum] ?? sql<number>`0`).as(`${sum}_${week}`));
	});
}

const count = (condition: RawBuilder<SqlBool>): Expression =>
	sql<number>`count(*) filter (where ${condition})`;
const total = (value: RawBuilder<unknown>): Expression => sql<number>`coalesce(sum(${value}), 0)`;

/**
 * Where a patient has one series, a square of 0 or 1 is itself and the sum of a patient is the series':
 * the database works out once what stands here twice.
 */
function ofSeries(index: number): Record<Sum, Expression> {
	const { gain, scored, due, is, scoredOrUnseen, responded } = valuesAt(index);
	const baseline = sql`t.baseline_x100`;
	const n = sql<number>`count(${gain})`;
	const sum = total(gain);
	const squares = total(sql`${gain}::bigint * ${gain}`);
	const rated = sql<number>`count(t.responder_x100) filter (where ${scored})`;
	const responders = count(responded);
	const all = count(scoredOrUnseen);
	const allRated = sql<number>`count(t.responder_x100) filter (where ${scoredOrUnseen})`;
	return {
		n,
		patients: n,
		sum,
		sum_squares: squares,
		patient_sum_squares: squares,
		patient_count_squares: n,
		patient_cross_products: sum,
		baseline: sql`coalesce(sum(${baseline}) filter (where ${scored}), 0)`,
		baseline_squares: sql`coalesce(
			sum(${baseline}::bigint * ${baseline}) filter (where ${scored}), 0)`,
		baseline_cross_products: total(sql`${baseline}::bigint * ${gain}`),
		responders,
		responder_squares: responders,
		responder_cross_products: responders,
		responder_n: rated,
		responder_patients: rated,
		responder_count_squares: rated,
		due: count(due),
		seen: count(is('seen')),
		dropped: count(is('dropped')),
		not_yet_due: count(is('not_yet_due')),
		low_n: all,
		low_patients: all,
		low_count_squares: all,
		low_cross_products: sum,
		low_responder_n: allRated,
		low_responder_patients: allRated,
		low_responder_count_squares: allRated,
		low_responder_cross_products: responders
	};
}

function ofPatient(index: number) {
	const { week, gain, scored, responded } = valuesAt(index);
	const baseline = sql`t.baseline_x100`;
	return [
		sql<number>`count(${gain})`.as(`n_${week}`),
		sql<number>`sum(${gain})`.as(`s_${week}`),
		sql<number>`sum(${gain}::bigint * ${gain})`.as(`ss_${week}`),
		sql<number>`sum(${baseline}) filter (where ${scored})`.as(`b_${week}`),
		sql<number>`sum(${baseline}::bigint * ${baseline}) filter (where ${scored})`.as(`bb_${week}`),
		sql<number>`sum(${baseline}::bigint * ${gain})`.as(`bs_${week}`),
		sql<number>`count(t.responder_x100) filter (where ${scored})`.as(`rn_${week}`),
		count(responded).as(`r_${week}`)
	];
}

/** With those not seen: they add to how many there are and nothing to what was gained. */
function unseenOfPatient(index: number) {
	const { week, scoredOrUnseen: all } = valuesAt(index);
	return [
		count(all).as(`u_${week}`),
		sql<number>`count(t.responder_x100) filter (where ${all})`.as(`ur_${week}`)
	];
}

/** A patient is one, however many series were counted. */
const once = (n: RawBuilder<unknown>) => sql<number>`-${total(sql`greatest(${n} - 1, 0)`)}`;

/** For each the patient's own, less what their series came to one by one. */
function ofSeveral(index: number): Partial<Record<Sum, Expression>> {
	const { week } = windowOf(index);
	const of = (what: string) => sql`${sql.ref(`p.${what}_${week}`)}`;
	type Value = RawBuilder<unknown>;
	// Products of two totals of scores may pass eight bytes; with a count of series in them none does.
	const product = (a: Value, b: Value, less: Value) => total(sql`${a}::numeric * ${b} - ${less}`);
	const counted = (n: Value, b: Value, less: Value) => total(sql`${n} * ${b} - ${less}`);
	const [n, s, b, r, rn] = [of('n'), of('s'), of('b'), of('r'), of('rn')];
	const [all, allRated] = [of('u'), of('ur')];
	return {
		patients: once(n),
		patient_sum_squares: product(s, s, of('ss')),
		patient_count_squares: counted(n, n, n),
		patient_cross_products: counted(n, s, s),
		baseline_squares: product(b, b, of('bb')),
		baseline_cross_products: product(b, s, of('bs')),
		responder_squares: counted(r, r, r),
		responder_cross_products: counted(r, rn, r),
		responder_patients: once(rn),
		responder_count_squares: counted(rn, rn, rn),
		low_patients: once(all),
		low_count_squares: counted(all, all, all),
		low_cross_products: counted(all, s, s),
		low_responder_patients: once(allRated),
		low_responder_count_squares: counted(allRated, allRated, allRated),
		low_responder_cross_products: counted(allRated, r, r)
	};
}
