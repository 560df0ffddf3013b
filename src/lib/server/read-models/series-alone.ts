/**
 * Keeps `trajectory.alone` and `apart` in step: whether a patient has no other series of a measure in the
 * clinic, and by which values others differ. A refresh of some courses can change both for courses it does
 * not rebuild.
 */
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { columnOf } from '../queries/selection.ts';
import { APART_BY } from '../queries/series-apart.ts';
import { inScope, type Scope } from './scope.ts';

type Row = Record<'clinicId' | 'patientId' | 'measure', RawBuilder<unknown>>;

const ofPatient = ({ clinicId, patientId, measure }: Row) =>
	sql`over (partition by ${clinicId}, ${patientId}, ${measure})`;

/** True for a row that is the only one of its patient and measure among those that are read. */
export const aloneSql = (row: Row): RawBuilder<boolean> =>
	sql<boolean>`count(*) ${ofPatient(row)} = 1`;

/** For a row that is not, the bits of APART_BY in which no other one has its value; where nothing is known all have the same. */
export function apartSql(row: Row, alias: string): RawBuilder<number> {
	const bits = APART_BY.map((dimension, bit) => {
		const value = columnOf(alias, dimension);
		return sql`case when cardinality(array_positions(array_agg(${value}) ${ofPatient(row)}, ${value})) = 1
			then ${1 << bit}::int else 0 end`;
	});
	return sql<number>`case when ${aloneSql(row)} then 0 else ${sql.join(bits, sql` + `)} end`;
}

/** Patients of some of a clinic's courses; null where the scope is whole clinics, and so whole patients. */
export type PatientsInPart = ReadonlySet<string> | null;

/** The patients whose series lie in the scope now. Ask before and after the rows are rebuilt. */
export async function patientsInPart(
	tx: Transaction<Database>,
	scope: Scope
): Promise<PatientsInPart> {
	if (scope === 'all' || scope.courseIds === null) return null;
	const { rows } = await sql<{ patient_id: string }>`
		select distinct patient_id from trajectory where ${inScope('trajectory', scope)}`.execute(tx);
	return new Set(rows.map(({ patient_id }) => patient_id));
}

/** Corrects the series of these patients, in and beside the scope. Nothing to do for whole clinics. */
export async function correctAlone(
	tx: Transaction<Database>,
	scope: Scope,
	patients: PatientsInPart
): Promise<void> {
	if (scope === 'all' || !patients) return;
	const row = { clinicId: sql`clinic_id`, patientId: sql`patient_id`, measure: sql`measure` };
	// Joined by key and only to what differs: quick whatever the database knows of the tables' sizes.
	await sql`
		update trajectory set alone = counted.alone, apart = counted.apart
		from (
			select clinic_id, course_id, measure, alone as stored, apart as stored_apart,
				${aloneSql(row)} as alone, ${apartSql(row, 'trajectory')} as apart
			from trajectory where clinic_id = any (${scope.clinicIds}::text[])
				and patient_id = any (${[...patients]}::text[])
		) as counted
		where (counted.alone, counted.apart) <> (counted.stored, counted.stored_apart)
			and trajectory.clinic_id = counted.clinic_id
			and trajectory.course_id = counted.course_id
			and trajectory.measure = counted.measure`.execute(tx);
}
