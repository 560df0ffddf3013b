/** Puts back what an import wrote over, from what was kept of it (row-before.ts). */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DEFAULT_VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import { contentHash } from './row-text.ts';
import { STORED_TABLES, type StoredTable } from './stored-tables.ts';

/** Puts the rows of one table back that the import wrote over. Gives how many. */
export async function restore(
	tx: Transaction<Database>,
	{ name, key, columns }: StoredTable,
	batchId: string
): Promise<number> {
	const set = [...columns.map((column) => column.name), 'batch_id', 'content_hash']
		.filter((column) => !key.includes(column))
		.map((column) => sql`${sql.ref(column)} = ${valueBefore(column)}`);
	const same = key.map((column) => sql`stored.${sql.ref(column)} = was.${sql.ref(column)}`);
	const rows = key.includes('clinic_id')
		? sql`row_before as kept, jsonb_populate_record(null::${sql.table(name)}, kept.before) as was
			where kept.batch_id = ${batchId} and kept.table_name = ${name}
				and kept.clinic_id = stored.clinic_id`
		: sql`jsonb_populate_recordset(null::${sql.table(name)}, ${await keptOf(tx, name, batchId)}::jsonb) as was
			where true`;
	const { numAffectedRows } = await sql`
		update ${sql.table(name)} as stored set ${sql.join(set)} from ${rows}
			and stored.batch_id = ${batchId} and ${sql.join(same, sql` and `)}`.execute(tx);
	return Number(numAffectedRows ?? 0);
}

/** Who withdrew their consent meant it, whatever else the import said: only another import can say otherwise. */
const valueBefore = (column: string) =>
	column === 'research_consent'
		? sql`case when stored.research_consent = 'withdrawn' then 'withdrawn' else was.research_consent end`
		: sql`was.${sql.ref(column)}`;

/** The kept rows of a table that is on every node, as JSON: they are read before they are written with. */
async function keptOf(tx: Transaction<Database>, table: string, batchId: string): Promise<string> {
	const kept = await tx
		.selectFrom('row_before')
		.select('before')
		.where('batch_id', '=', batchId)
		.where('table_name', '=', table)
		.execute();
	return JSON.stringify(kept.map(({ before }) => before));
}

/** Their rows are not what they were, and neither is what tells one from another. Gives how many they are. */
export async function renewWithdrawn(tx: Transaction<Database>, batchId: string): Promise<number> {
	const patients = STORED_TABLES.find(({ name }) => name === 'patient');
	if (!patients) return 0;
	const { numAffectedRows } = await sql`
		update patient set content_hash = ${contentHash(patients)}
		where research_consent = 'withdrawn' and exists (select from row_before as kept
			where kept.clinic_id = patient.clinic_id and kept.batch_id = ${batchId}
				and kept.table_name = 'patient' and kept.before ->> 'patient_id' = patient.patient_id
				and kept.before ->> 'research_consent' <> 'withdrawn')`.execute(tx);
	return Number(numAffectedRows ?? 0);
}

/**
 * Clinics say of themselves what they said before. One that the import added goes, unless people belong to
 * it or something else is said of it: then it stays, and says nothing. Gives all of them.
 */
export async function restoreClinics(
	tx: Transaction<Database>,
	batchId: string
): Promise<Set<string>> {
	const kept = await tx
		.selectFrom('row_before')
		.select(['clinic_id', 'before'])
		.where('batch_id', '=', batchId)
		.where('table_name', '=', 'clinic')
		.execute();
	for (const { clinic_id, before } of kept) {
		if (!before) await removeClinic(tx, clinic_id);
		else
			await sql`update clinic as stored
				set label = was.label, visit_weeks = was.visit_weeks, data_through = was.data_through
				from jsonb_populate_record(null::clinic, ${JSON.stringify(before)}::jsonb) as was
				where stored.clinic_id = ${clinic_id}`.execute(tx);
	}
	return new Set(kept.map(({ clinic_id }) => clinic_id));
}

async function removeClinic(tx: Transaction<Database>, clinicId: string): Promise<void> {
	const { rows } = await sql<{ named: boolean }>`select
		exists (select from patient where clinic_id = ${clinicId})
		or exists (select from erased_patient where clinic_id = ${clinicId})
		or exists (select from release_member where clinic_id = ${clinicId})
		or exists (select from clinic_choice where clinic_id = ${clinicId})
		or exists (select from release where ${clinicId} = any (clinics))
		or exists (select from saved_view where shared_with = ${clinicId})
		or exists (select from person_role where ${clinicId} = any (clinics))
		or exists (select from invitation where position(${JSON.stringify(clinicId)} in roles::text) > 0)
		as named`.execute(tx);
	if (!rows[0]?.named) {
		await tx.deleteFrom('clinic').where('clinic_id', '=', clinicId).execute();
		return;
	}
	await tx
		.updateTable('clinic')
		.set({ label: null, visit_weeks: [...DEFAULT_VISIT_WEEKS] })
		.where('clinic_id', '=', clinicId)
		.execute();
}
