/**
 * Builds `cube_clinic`: for the groupings that pages open with, the sums of improvement over the patients
 * of a clinic, as `improvementSums` gives them. Rests on `trajectory`, which is rebuilt before it, and on
 * the day up to which the clinic's records are complete: by it a visit is due.
 */
import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import { pairsFor } from '#lib/domain/clinic-choices.ts';
import { leads } from '../queries/improvement-sums.ts';
import { windowOf } from '../queries/window-conditions.ts';
import { WINDOW_COUNTS, WINDOW_SUMS } from '../queries/window-sums.ts';
import { ALL_AREAS, CUBE_GROUPINGS, LEADING_AREAS, NO_GROUPING } from './choose.ts';

/** All of some clinics, or every clinic. */
export type CubeScope = readonly string[] | 'all';

/** Some patients of some clinics. */
type Patients = { clinicIds: readonly string[]; patientIds: readonly string[] };

type Expression = RawBuilder<unknown>;

/** The numbers of a window, under the names that the table gives them. */
const NUMBERS = [...WINDOW_SUMS, ...WINDOW_COUNTS];
const KEY = ['clinic_id', 'measure', 'area_root', 'grouping', 'line'] as const;
const TOTALS = ['patients', 'courses', 'without_baseline'] as const;
const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
const WINDOW_COLUMNS = VISIT_WINDOWS.flatMap((_, i) => NUMBERS.map((name) => `${name}_${i + 1}`));
const SUMMED = [...TOTALS, ...WINDOW_COLUMNS];

/** Deletes and rebuilds the rows of these clinics. */
export async function rebuildCubes(tx: Transaction<Database>, scope: CubeScope): Promise<void> {
	const within = (table: string) =>
		scope === 'all'
			? sql<SqlBool>`true`
			: sql<SqlBool>`${sql.ref(`${table}.clinic_id`)} = any (${scope}::text[])`;
	await sql`delete from cube_clinic where ${within('cube_clinic')}`.execute(tx);
	await sql`${INSERT} ${sumsOf(within('t'), 1)}`.execute(tx);
}

/**
 * Adds what these patients' series add to the sums of their clinic, or takes it away: before their rows
 * of `trajectory` change it is taken away, afterwards added. All numbers are whole, so that nothing drifts.
 */
export async function foldPatients(
	tx: Transaction<Database>,
	{ clinicIds, patientIds }: Patients,
	sign: 1 | -1
): Promise<void> {
	const within = sql<SqlBool>`t.clinic_id = any (${clinicIds}::text[])
		and t.patient_id = any (${patientIds}::text[])`;
	const added = SUMMED.map(
		(name) =>
			sql`${sql.ref(name)} = ${sql.ref(`cube_clinic.${name}`)} + ${sql.ref(`excluded.${name}`)}`
	);
	await sql`${INSERT} ${sumsOf(within, sign)}
		on conflict (${refs(KEY)}) do update set ${sql.join(added)}`.execute(tx);
	if (sign === 1) {
		await sql`delete from cube_clinic where clinic_id = any (${clinicIds}::text[])
			and courses + without_baseline = 0`.execute(tx);
	}
}

const INSERT = sql`insert into cube_clinic (${refs(KEY)}, ${refs(SUMMED)})`;

/**
 * The rows of the series for which the condition on `trajectory as t` holds. Patients with a single series
 * of a measure are summed in one pass, for theirs are sums already; only the others are put together first,
 * area by area and over all areas.
 */
function sumsOf(within: RawBuilder<SqlBool>, sign: 1 | -1): Expression {
	const key = refs(KEY);
	return sql`
		with series as materialized (
			select t.*, coalesce(${LEADS}, false) as leading, c.data_through
			from trajectory as t join clinic as c on c.clinic_id = t.clinic_id
			where not t.control and t.sessions_done > 0 and ${within}
		), single as (
			select t.clinic_id, t.measure, t.area_root, t.leading, g.grouping, g.line,
				${aliased(ofSingles(), SUMMED)}
			from series as t cross join lateral ${GROUPINGS} cross join lateral (select t.data_through) as c
			where t.alone
			group by 1, 2, 3, 4, 5, 6
		), patient as (
			select t.clinic_id, t.measure, a.area_root, g.grouping, g.line, t.patient_id,
				${aliased(ofPatient(), OF_PATIENT)}
			from series as t cross join lateral ${GROUPINGS} cross join lateral ${AREAS}
				cross join lateral (select t.data_through) as c
			where not t.alone
			group by 1, 2, 3, 4, 5, 6
		), part as (
			select t.clinic_id, t.measure, a.area_root, t.grouping, t.line, ${refs(SUMMED)}
			from single as t cross join lateral ${AREAS}
			union all
			select ${key}, ${aliased(overPatients(), SUMMED)} from patient as p group by ${key}
		)
		select ${key}, ${sql.join(SUMMED.map((name) => sql`${sign}::int * sum(${sql.ref(name)})`))}
		from part group by ${key}`;
}

/** Whether the measure leads on the area as published. */
const LEADS = sql`(${sql.join(pairsFor().map(leads), sql` or `)})`;

/** The areas a series counts under. */
const AREAS = sql`(
	select t.area_root union all select ${ALL_AREAS} union all select ${LEADING_AREAS} where t.leading
) as a (area_root)`;

/** The groups a series counts in, one a grouping. */
const GROUPINGS = sql`(values (${NO_GROUPING}, ''), ${sql.join(
	CUBE_GROUPINGS.map(
		(dimension) =>
			sql`(${dimension}, coalesce(${sql.ref(`t.${DIMENSION_FACTS[dimension].column}`)}, ''))`
	)
)}) as g (grouping, line)`;

const aliased = (expressions: readonly Expression[], names: readonly string[]) =>
	sql.join(names.map((name, i) => sql`${expressions[i]} as ${sql.ref(name)}`));

/** The numbers in the order of NUMBERS. */
const inOrder = (numbers: Record<(typeof NUMBERS)[number], Expression>) =>
	NUMBERS.map((name) => numbers[name]);

/** SUMMED over series whose patient has no other: a patient's sums are the series' own. */
function ofSingles(): Expression[] {
	const some = (expression: Expression) => sql`coalesce(sum(${expression}), 0)`;
	return [
		sql`count(t.baseline_x100)`,
		sql`count(t.baseline_x100)`,
		sql`count(*) - count(t.baseline_x100)`,
		...VISIT_WINDOWS.flatMap((_, i) => {
			const { gain, scored, due, seen, dropped, not_yet_due, responded } = windowOf(i);
			const n = sql`count(${gain})`;
			const squares = some(sql`${gain}::bigint * ${gain}`);
			const ruled = sql`count(t.responder_x100) filter (where ${scored})`;
			const responders = sql`count(*) filter (where ${responded})`;
			const baselines = (expression: Expression) =>
				sql`coalesce(sum(${expression}) filter (where ${scored}), 0)`;
			return inOrder({
				n,
				patients: n,
				sum: some(gain),
				sum_squares: squares,
				patient_sum_squares: squares,
				patient_count_squares: n,
				patient_cross_products: some(gain),
				baseline: baselines(sql`t.baseline_x100`),
				baseline_squares: baselines(sql`t.baseline_x100::bigint * t.baseline_x100`),
				baseline_cross_products: some(sql`t.baseline_x100::bigint * ${gain}`),
				responders,
				responder_squares: responders,
				responder_cross_products: responders,
				responder_n: ruled,
				responder_patients: ruled,
				responder_count_squares: ruled,
				due: sql`count(*) filter (where ${due})`,
				seen: sql`count(*) filter (where ${seen})`,
				dropped: sql`count(*) filter (where ${dropped})`,
				not_yet_due: sql`count(*) filter (where ${not_yet_due})`
			});
		})
	];
}

/** What is needed of one patient in a window. */
const PATIENT_NUMBERS = ['n', 's', 'ss', 'b', 'rn', 'r', ...WINDOW_COUNTS] as const;
const OF_PATIENT = [
	'courses',
	'without_baseline',
	...VISIT_WINDOWS.flatMap((_, i) => PATIENT_NUMBERS.map((name) => `${name}_${i + 1}`))
];

/** OF_PATIENT over the series of a patient. */
function ofPatient(): Expression[] {
	return [
		sql`count(t.baseline_x100)`,
		sql`count(*) - count(t.baseline_x100)`,
		...VISIT_WINDOWS.flatMap((_, i) => {
			const { gain, scored, due, seen, dropped, not_yet_due, responded } = windowOf(i);
			return [
				sql`count(${gain})`,
				sql`coalesce(sum(${gain}), 0)`,
				sql`coalesce(sum(${gain}::bigint * ${gain}), 0)`,
				sql`coalesce(sum(t.baseline_x100) filter (where ${scored}), 0)`,
				sql`count(t.responder_x100) filter (where ${scored})`,
				sql`count(*) filter (where ${responded})`,
				...[due, seen, dropped, not_yet_due].map(
					(condition) => sql`count(*) filter (where ${condition})`
				)
			];
		})
	];
}

/** SUMMED over patients who were put together. */
function overPatients(): Expression[] {
	return [
		sql`count(*) filter (where p.courses > 0)`,
		sql`sum(p.courses)`,
		sql`sum(p.without_baseline)`,
		...VISIT_WINDOWS.flatMap((_, i) => {
			const of = (name: (typeof PATIENT_NUMBERS)[number]) => sql.ref(`p.${name}_${i + 1}`);
			const count = (a: Expression, b: Expression) => sql`sum(${a} * ${b})`;
			const product = (a: Expression, b: Expression) => sql`sum(${a}::numeric * ${b})`;
			return inOrder({
				n: sql`sum(${of('n')})`,
				patients: sql`count(*) filter (where ${of('n')} > 0)`,
				sum: sql`sum(${of('s')})`,
				sum_squares: sql`sum(${of('ss')})`,
				patient_sum_squares: product(of('s'), of('s')),
				patient_count_squares: count(of('n'), of('n')),
				patient_cross_products: count(of('n'), of('s')),
				baseline: sql`sum(${of('b')})`,
				baseline_squares: product(of('b'), of('b')),
				baseline_cross_products: product(of('b'), of('s')),
				responders: sql`sum(${of('r')})`,
				responder_squares: count(of('r'), of('r')),
				responder_cross_products: count(of('r'), of('rn')),
				responder_n: sql`sum(${of('rn')})`,
				responder_patients: sql`count(*) filter (where ${of('rn')} > 0)`,
				responder_count_squares: count(of('rn'), of('rn')),
				due: sql`sum(${of('due')})`,
				seen: sql`sum(${of('seen')})`,
				dropped: sql`sum(${of('dropped')})`,
				not_yet_due: sql`sum(${of('not_yet_due')})`
			});
		})
	];
}
