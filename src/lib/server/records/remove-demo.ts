/** Takes the synthetic demo out of the database: its records, batches and visits, and nothing else. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { CLINIC_TABLES, type Database } from '#db/schema.ts';
import { lockRecords, nextVersion } from './store.ts';

/** What went: the ids of the clinics, how many people and courses, and the version without them. */
export type RemovedDemo = {
	clinics: string[];
	patients: number;
	courses: number;
	version: number;
};

/** Whether the database holds anything of the demo. */
export async function holdsDemo(db: Kysely<Database>): Promise<boolean> {
	const { rows } = await sql<{ holds: boolean }>`
		select exists (select from clinic where synthetic)
			or exists (select from import_batch where kind = 'demo') as holds`.execute(db);
	return rows[0]?.holds ?? false;
}

/** Null, and nothing done, where there is no demo. Real records beside it stay as they are. */
export async function removeDemo(tx: Transaction<Database>): Promise<RemovedDemo | null> {
	await lockRecords(tx);
	if (!(await holdsDemo(tx))) return null;
	const found = await tx
		.selectFrom('clinic')
		.select('clinic_id')
		.where('synthetic', '=', true)
		.orderBy('clinic_id')
		.execute();
	const clinics = found.map(({ clinic_id }) => clinic_id);
	const gone = new Map<string, number>();
	// Children before their parents; the tables are listed parents first.
	for (const table of CLINIC_TABLES.toReversed()) {
		const deleted = await sql`
			delete from ${sql.table(table)} where clinic_id = any (${clinics}::text[])`.execute(tx);
		gone.set(table, Number(deleted.numAffectedRows ?? 0));
	}
	await sql`delete from protocol where batch_id in (select batch_id from import_batch where kind = 'demo')
		and not exists (select from course where course.protocol_id = protocol.protocol_id)`.execute(tx);
	await tx.deleteFrom('import_batch').where('kind', '=', 'demo').execute();
	await tx.deleteFrom('demo_visit').execute();
	const version = await nextVersion(tx);
	await tx.insertInto('data_version').values({ version, reason: 'Demo removed' }).execute();
	return {
		clinics,
		patients: gone.get('patient') ?? 0,
		courses: gone.get('course') ?? 0,
		version
	};
}
