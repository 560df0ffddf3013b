/**
 * Keeps `trajectory.alone` in step: whether a patient has no other series of a measure in the clinic. A
 * refresh of some courses can change it for courses it does not rebuild.
 */
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { inScope, type Scope } from './scope.ts';

/** True for a row that is the only one of its patient and measure among those that are read. */
export function aloneSql(
	row: Record<'clinicId' | 'patientId' | 'measure', RawBuilder<unknown>>
): RawBuilder<boolean> {
	return sql<boolean>`count(*) over (
		partition by ${row.clinicId}, ${row.patientId}, ${row.measure}) = 1`;
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
		update trajectory set alone = counted.alone
		from (
			select clinic_id, course_id, measure, alone as stored, ${aloneSql(row)} as alone
			from trajectory where clinic_id = any (${scope.clinicIds}::text[])
				and patient_id = any (${[...patients]}::text[])
		) as counted
		where counted.alone <> counted.stored and trajectory.clinic_id = counted.clinic_id
			and trajectory.course_id = counted.course_id
			and trajectory.measure = counted.measure`.execute(tx);
}
