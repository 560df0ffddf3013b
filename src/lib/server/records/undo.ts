/**
 * Takes an import back: what it added goes, what it wrote over is as it was before, and the read models
 * follow, in one transaction. Refused where anything came later that rests on its rows.
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit, type AuditSource } from '../audit.ts';
import { refreshReadModels } from '../read-models/refresh.ts';
import { inTheWayOf, type Batch, type InTheWay } from './in-the-way.ts';
import { renewWithdrawn, restore, restoreClinics } from './put-back.ts';
import { lockRecords, nextVersion, noteVersion } from './store.ts';
import { STORED_TABLES } from './stored-tables.ts';

/** Why there is a version without an import's rows. */
const IMPORT_UNDONE = 'An import was taken back';

export type ImportListed = {
	/** The data version it made. */
	version: number;
	/** When, ISO 8601. */
	at: string;
	clinics: string[];
	/** The data version that took it back; null where it stands. */
	undoneIn: number | null;
	/** Whether what it wrote over is kept, so that it may be tried. */
	canBeUndone: boolean;
};

/** The imports of files, the latest first. */
export async function importsListed(db: Kysely<Database>): Promise<ImportListed[]> {
	return db
		.selectFrom('import_batch')
		.select(['data_version as version', 'created_at as at', 'clinics'])
		.select(['undone_in as undoneIn', 'can_be_undone as canBeUndone'])
		.where('kind', '=', 'import')
		.orderBy('data_version', 'desc')
		.execute();
}

export type Undone = {
	/** The data version without it. */
	version: number;
	clinics: string[];
	/** By table: rows that went, and rows that are as they were before. */
	tables: Record<string, { removed: number; restored: number }>;
	/** Patients who withdrew their consent in this import: that stands. */
	stayWithdrawn: number;
};

/** It cannot be taken back; the message is one sentence for the operator. */
export class UndoError extends Error {
	readonly inTheWay: readonly InTheWay[];
	constructor(message: string, inTheWay: readonly InTheWay[] = []) {
		super(message);
		this.inTheWay = inTheWay;
	}
}

/** Takes back the import that made this data version. Throws UndoError; the transaction must then end. */
export async function undoImport(
	tx: Transaction<Database>,
	version: number,
	by: AuditSource
): Promise<Undone> {
	await lockRecords(tx);
	const batch = await batchOf(tx, version);
	const inTheWay = await inTheWayOf(tx, batch);
	if (inTheWay.length > 0) {
		throw new UndoError(
			`Data version ${version} cannot be taken back: later imports rest on it. Nothing was changed; take those back first, the latest first.`,
			inTheWay
		);
	}
	const courses = await coursesOf(tx, batch.id);
	const tables: Undone['tables'] = {};
	for (const table of STORED_TABLES) {
		tables[table.name] = { restored: await restore(tx, table, batch.id), removed: 0 };
	}
	await refuseOthersThanKept(tx, batch, tables);
	const stayWithdrawn = await renewWithdrawn(tx, batch.id);
	// Children before their parents; what was written over is of an earlier batch again.
	for (const table of STORED_TABLES.toReversed()) {
		const { numAffectedRows } = await sql`
			delete from ${sql.table(table.name)} where batch_id = ${batch.id}`.execute(tx);
		Object.assign(tables[table.name] ?? {}, { removed: Number(numAffectedRows ?? 0) });
	}
	const clinics = await restoreClinics(tx, batch.id);
	await tx.deleteFrom('row_before').where('batch_id', '=', batch.id).execute();

	const changed = [...new Set([...batch.clinics, ...courses.keys(), ...clinics])].sort();
	const next = await nextVersion(tx);
	await noteVersion(tx, next, IMPORT_UNDONE, changed);
	await tx
		.updateTable('import_batch')
		.set({ undone_in: next, can_be_undone: false })
		.where('batch_id', '=', batch.id)
		.execute();
	await refreshReadModels(tx, [...clinics]);
	for (const clinicId of changed) {
		if (!clinics.has(clinicId))
			await refreshReadModels(tx, [clinicId], [...(courses.get(clinicId) ?? [])].sort());
	}
	const [only, ...others] = changed;
	await audit(tx, {
		...by,
		action: 'import-undone',
		object: batch.id,
		clinic: others.length === 0 ? only : null,
		detail: {
			undone: version,
			dataVersion: next,
			stayWithdrawn,
			...Object.fromEntries(
				Object.entries(tables).map(([table, { removed, restored }]) => [
					table,
					`${removed} removed, ${restored} restored`
				])
			)
		}
	});
	return { version: next, clinics: changed, tables, stayWithdrawn };
}

/** A row that is kept and was not put back would be taken for one that the import added. */
async function refuseOthersThanKept(
	tx: Transaction<Database>,
	{ id, version }: Batch,
	tables: Undone['tables']
): Promise<void> {
	const { rows } = await sql<{ name: string; kept: number }>`
		select table_name as name, count(*)::int as kept from row_before
		where batch_id = ${id} and table_name <> 'clinic' group by 1`.execute(tx);
	for (const { name, kept } of rows) {
		if (tables[name]?.restored === kept) continue;
		throw new UndoError(
			`Data version ${version} cannot be taken back: rows of ${name} that it changed are others now. Nothing was changed.`
		);
	}
}

async function batchOf(tx: Transaction<Database>, version: number): Promise<Batch> {
	const batch = await tx
		.selectFrom('import_batch')
		.selectAll()
		.where('data_version', '=', version)
		.where('kind', '=', 'import')
		.executeTakeFirst();
	if (!batch) throw new UndoError(`No import of files made data version ${version}.`);
	if (batch.undone_in !== null) {
		throw new UndoError(
			`Data version ${version} was taken back before, with data version ${batch.undone_in}.`
		);
	}
	if (!batch.can_be_undone) {
		throw new UndoError(
			`Data version ${version} cannot be taken back: what it wrote over is not kept any more, or never was.`
		);
	}
	return { id: batch.batch_id, version, clinics: batch.clinics };
}

/** Clinic -> the courses that say something else without the import. */
async function coursesOf(
	tx: Transaction<Database>,
	batchId: string
): Promise<Map<string, Set<string>>> {
	const { rows } = await sql<{ clinic_id: string; course_id: string }>`
		select clinic_id, course_id from session where batch_id = ${batchId}
		union select clinic_id, course_id from assessment where batch_id = ${batchId}
		union select clinic_id, course_id from contact where batch_id = ${batchId}
		union select clinic_id, course_id from side_effect
			where batch_id = ${batchId} and course_id is not null
		union select clinic_id, before ->> 'course_id' from row_before
			where batch_id = ${batchId} and table_name = 'side_effect' and before ->> 'course_id' is not null
		union select course.clinic_id, course.course_id from course
			left join patient using (clinic_id, patient_id)
			left join protocol using (protocol_id)
			where ${batchId} in (course.batch_id, patient.batch_id, protocol.batch_id)`.execute(tx);
	const courses = new Map<string, Set<string>>();
	for (const { clinic_id, course_id } of rows) {
		courses.set(clinic_id, (courses.get(clinic_id) ?? new Set<string>()).add(course_id));
	}
	return courses;
}
