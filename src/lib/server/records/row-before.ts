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

/** The rows of these protocols as they are, by id: read before they are written over, see `keepProtocols`. */
export async function protocolsBefore(
	tx: Transaction<Database>,
	ids: readonly string[]
): Promise<ReadonlyMap<string, Record<string, unknown>>> {
	const { rows } = await sql<{ id: string; before: Record<string, unknown> }>`
		select protocol_id as id, to_jsonb(protocol) as before from protocol
		where protocol_id = any (${ids}::text[])`.execute(tx);
	return new Map(rows.map(({ id, before }) => [id, before]));
}

/** Keeps those of them that this batch wrote over. Protocols are on every node of a spread database, these rows on one. */
export async function keepProtocols(
	tx: Transaction<Database>,
	batchId: string,
	before: ReadonlyMap<string, Record<string, unknown>>
): Promise<void> {
	const changed = await tx
		.selectFrom('protocol')
		.select('protocol_id')
		.where('batch_id', '=', batchId)
		.where(sql<boolean>`protocol_id = any (${[...before.keys()]}::text[])`)
		.execute();
	if (changed.length === 0) return;
	const kept = changed.map(({ protocol_id }) => ({
		clinic_id: OF_NO_CLINIC,
		batch_id: batchId,
		table_name: 'protocol',
		row_key: JSON.stringify([protocol_id]),
		before: before.get(protocol_id) ?? null
	}));
	await tx.insertInto('row_before').values(kept).execute();
}

/** What stands for the clinic of a protocol. */
const OF_NO_CLINIC = '';

/** Forgets what was kept of a patient and their courses. */
export async function forgetPatient(
	tx: Transaction<Database>,
	clinicId: string,
	patientId: string,
	courseIds: readonly string[]
): Promise<void> {
	await sql`delete from row_before where clinic_id = ${clinicId}
		and (before ->> 'patient_id' = ${patientId} or before ->> 'course_id' = any (${courseIds}::text[]))`.execute(
		tx
	);
}

/**
 * Forgets all that was kept of these clinics, which go, or whose patients have other codes from now on. No
 * import of theirs can be taken back any more, and none whose rows one of these wrote over; nothing that they
 * wrote over is kept.
 */
export async function forgetClinics(
	tx: Transaction<Database>,
	clinicIds: readonly string[]
): Promise<void> {
	if (clinicIds.length === 0) return;
	const ofClinics = await sql<{ id: string }>`
		select batch_id as id from import_batch where clinics && ${clinicIds}::text[]`.execute(tx);
	const lost = new Set(ofClinics.rows.map(({ id }) => id));
	for (let found = [...lost]; found.length > 0;) {
		const { rows } = await sql<{ id: string }>`
			select distinct before ->> 'batch_id' as id from row_before
			where batch_id = any (${found}::text[]) and before ->> 'batch_id' is not null`.execute(tx);
		found = rows.flatMap(({ id }) => (lost.has(id) ? [] : [id]));
		for (const id of found) lost.add(id);
	}
	await sql`update import_batch set can_be_undone = false
		where batch_id = any (${[...lost]}::text[])`.execute(tx);
	await sql`delete from row_before where batch_id = any (${[...lost]}::text[])`.execute(tx);
}
