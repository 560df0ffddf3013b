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
import {
	distinctOfSeries,
	sameForSeveral,
	sumsOfPatient,
	sumsOfSeries,
	sumsOfSeveral,
	WINDOW_COUNTS,
	WINDOW_SUMS,
	windowValues
} from '../queries/window-sums.ts';
import { ALL_AREAS, CUBE_GROUPINGS, LEADING_AREAS, NO_GROUPING } from './choose.ts';
import { refreshWhereGrown } from './planner-statistics.ts';

/** All of some clinics, or every clinic. */
export type CubeScope = readonly string[] | 'all';

/** Some patients of some clinics. */
type Patients = { clinicIds: readonly string[]; patientIds: readonly string[] };

type Expression = RawBuilder<unknown>;

const KEY = ['clinic_id', 'measure', 'area_root', 'grouping', 'line'] as const;
const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));

/** The table's own names of the sums, window by window, in the order of `sumColumns`. */
const SUMMED = [
	'patients',
	'courses',
	'without_baseline',
	...VISIT_WINDOWS.flatMap((_, i) =>
		[...WINDOW_SUMS, ...WINDOW_COUNTS].map((name) => `${name}_${i + 1}`)
	)
];

/** Deletes and rebuilds the rows of these clinics. */
export async function rebuildCubes(tx: Transaction<Database>, scope: CubeScope): Promise<void> {
	const within = (table: string) =>
		scope === 'all'
			? sql<SqlBool>`true`
			: sql<SqlBool>`${sql.ref(`${table}.clinic_id`)} = any (${scope}::text[])`;
	await sql`delete from cube_clinic where ${within('cube_clinic')}`.execute(tx);
	const { numAffectedRows = 0n } = await sql`${INSERT} ${sumsOf(within('t'), 1)}`.execute(tx);
	await refreshWhereGrown(tx, 'cube_clinic', numAffectedRows);
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
 * The rows of the series for which the condition on `trajectory as t` holds, area by area and over all areas:
 * summed up once at the finest, as if each series were of another patient, with what patients of several add.
 */
function sumsOf(within: RawBuilder<SqlBool>, sign: 1 | -1): Expression {
	const key = refs(KEY);
	const equal = distinctOfSeries(false);
	const overGroups = [...new Set(equal.values())].map(
		(name) => sql`sum(${addend(name)}) as ${sql.ref(name)}`
	);
	const same = sameForSeveral(false);
	const together = [...equal].map(([name, equalTo]) => {
		const sum = sql.ref(`summed.${equalTo}`);
		const all = same.has(name) ? sum : sql`${sum} + coalesce(${sql.ref(`several.${name}`)}, 0)`;
		return sign === 1 ? all : sql`-(${all})`;
	});
	return sql`
		with series as materialized (
			select t.*, coalesce(${LEADS}, false) as leading, c.data_through
			from trajectory as t join clinic as c on c.clinic_id = t.clinic_id
			where not t.control and t.sessions_done > 0 and ${within}
		), single as (
			select ${FINEST}, ${sql.join(sumsOfSeries(false))}
			from series as t cross join lateral (select t.data_through) as c
				left join lateral ${windowValues()} as w on true
			group by ${FINEST}
		), summed as (
			select t.clinic_id, t.measure, a.area_root, g.grouping, g.line, ${sql.join(overGroups)}
			from single as t cross join lateral ${GROUPINGS} cross join lateral ${AREAS}
			group by 1, 2, 3, 4, 5
		), patient as (
			select t.clinic_id, t.measure, a.area_root, g.grouping, g.line, t.patient_id,
				${sql.join(sumsOfPatient(false))}
			from series as t cross join lateral (select t.data_through) as c
				left join lateral ${windowValues()} as w on true
				cross join lateral ${GROUPINGS} cross join lateral ${AREAS}
			where not t.alone
			group by 1, 2, 3, 4, 5, 6
			having count(*) > 1
		), several as (
			select ${key}, ${sql.join(sumsOfSeveral(false))} from patient as p group by ${key}
		)
		select ${key}, ${sql.join(together)} from summed left join several using (${key})`;
}

/** What a series counts under, as finely as any area or grouping needs it. */
const FINEST = sql.join(
	[
		'clinic_id',
		'measure',
		'area_root',
		'leading',
		...CUBE_GROUPINGS.map((dimension) => DIMENSION_FACTS[dimension].column)
	].map((name) => sql.ref(`t.${name}`))
);

/** Counts as ints, which the database adds without room of their own for each sum. */
const addend = (name: string) =>
	SUMS_OF_VALUES.test(name) ? sql.ref(`t.${name}`) : sql`${sql.ref(`t.${name}`)}::int`;
const SUMS_OF_VALUES = /^(?:sum|baseline)/;

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
