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
	sumColumns,
	sumsOfPatient,
	sumsOfSeries,
	sumsOfSeveral,
	WINDOW_COUNTS,
	WINDOW_SUMS
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
 * summed up once for each area, as if each series were of another patient, with what patients of several add.
 */
function sumsOf(within: RawBuilder<SqlBool>, sign: 1 | -1): Expression {
	const key = refs(KEY);
	const names = sumColumns(false);
	const summed = refs(names);
	return sql`
		with series as materialized (
			select t.*, coalesce(${LEADS}, false) as leading, c.data_through
			from trajectory as t join clinic as c on c.clinic_id = t.clinic_id
			where not t.control and t.sessions_done > 0 and ${within}
		), single as (
			select t.clinic_id, t.measure, t.area_root, t.leading, g.grouping, g.line,
				${sql.join(sumsOfSeries(false))}
			from series as t cross join lateral ${GROUPINGS}
				cross join lateral (select t.data_through) as c
			group by 1, 2, 3, 4, 5, 6
		), patient as (
			select t.clinic_id, t.measure, a.area_root, g.grouping, g.line, t.patient_id,
				${sql.join(sumsOfPatient(false))}
			from series as t cross join lateral ${GROUPINGS} cross join lateral ${AREAS}
			where not t.alone
			group by 1, 2, 3, 4, 5, 6
		), part as (
			select t.clinic_id, t.measure, a.area_root, t.grouping, t.line, ${summed}
			from single as t cross join lateral ${AREAS}
			union all
			select ${key}, ${sql.join(sumsOfSeveral(false))} from patient as p group by ${key}
		)
		select ${key}, ${sql.join(names.map((name) => sql`${sign}::int * sum(${sql.ref(name)})`))}
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
