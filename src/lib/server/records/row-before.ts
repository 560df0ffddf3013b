/**
 * What imports wrote over, kept until they are taken back (undo.ts). Rows of tables are kept by the statement
 * that writes over them (upsert.ts); here are clinics, and what must not stay.
 */
import { sql, type Transaction } from 'kysely';
import type { ClinicTable, Database } from '#db/schema.ts';

type Said = Pick<ClinicTable, 'label' | 'visit_weeks' | 'data_through'>;

/** What a clinic said of itself before this batch; null for one that the batch adds. */
export async function keepClinic(
	tx: Transaction<Database>,
	batchId: string,
	clinicId: string,
	before: Said | null
): Promise<void> {
	await tx
		.insertInto('row_before')
		.values({
			clinic_id: clinicId,
			batch_id: batchId,
			table_name: 'clinic',
			row_key: JSON.stringify([clinicId]),
			before: before && {
				label: before.label,
				visit_weeks: before.visit_weeks,
				data_through: before.data_through
			}
		})
		.execute();
}

/**
 * Forgets what was kept of a patient and their courses. An import that gave one of the patient's courses to
 * somebody else cannot be taken back any more.
 */
export async function forgetPatient(
	tx: Transaction<Database>,
	clinicId: string,
	patientId: string,
	courseIds: readonly string[]
): Promise<void> {
	const own = sql`clinic_id = ${clinicId} and before ->> 'patient_id' = ${patientId}`;
	const ofCourses = sql`before ->> 'course_id' = any (${courseIds}::text[])`;
	await sql`update import_batch set can_be_undone = false where batch_id in (
		select batch_id from row_before
		where ${own} and table_name = 'course' and not (${ofCourses}))`.execute(tx);
	await sql`delete from row_before
		where clinic_id = ${clinicId} and (${own} or ${ofCourses})`.execute(tx);
}

/**
 * Forgets all that was kept of these clinics, which go, or whose patients have other codes from now on: no
 * import of theirs can be taken back any more.
 */
export async function forgetClinics(
	tx: Transaction<Database>,
	clinicIds: readonly string[]
): Promise<void> {
	if (clinicIds.length === 0) return;
	await sql`update import_batch set can_be_undone = false
		where clinics && ${clinicIds}::text[]`.execute(tx);
	await sql`delete from row_before where clinic_id = any (${clinicIds}::text[])`.execute(tx);
}
