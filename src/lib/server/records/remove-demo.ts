/** Takes the synthetic demo out of the database: its records, batches, releases and visits, and nothing else. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { CLINIC_TABLES, type Database } from '#db/schema.ts';
import { forgetClinics } from './row-before.ts';
import { lockRecords, nextVersion, noteVersion } from './store.ts';

/** What went: the ids of the clinics, how many people and courses, and the version without them. */
export type RemovedDemo = {
	clinics: string[];
	patients: number;
	courses: number;
	version: number;
};

/** Why there is a version without the demo. */
export const DEMO_REMOVED = 'Demo removed';

/** Who asked for a release in a visit that is over. */
const A_VISITOR = 'a visitor of the demo';

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
	await forgetClinics(tx, clinics);
	// Children before their parents; the tables are listed parents first.
	for (const table of CLINIC_TABLES.toReversed()) {
		const deleted = await sql`
			delete from ${sql.table(table)} where clinic_id = any (${clinics}::text[])`.execute(tx);
		gone.set(table, Number(deleted.numAffectedRows ?? 0));
	}
	await sql`delete from protocol where batch_id in (select batch_id from import_batch where kind = 'demo')
		and not exists (select from course where course.protocol_id = protocol.protocol_id)`.execute(tx);
	await tx.deleteFrom('import_batch').where('kind', '=', 'demo').execute();
	await sql`update data_version
		set clinics = array(select unnest(clinics) except select unnest(${clinics}::text[]))
		where clinics && ${clinics}::text[]`.execute(tx);
	// What rests on a release goes with it; requests that one answered, and those of visitors, do not.
	const made = await tx
		.deleteFrom('release')
		.where('synthetic', '=', true)
		.returning('request_no')
		.execute();
	const answered = made.flatMap(({ request_no }) => request_no ?? []);
	await sql`delete from release_request
		where request_no = any (${answered}::int[]) or visit_hash is not null
			or asked_by = ${A_VISITOR}`.execute(tx);
	await tx.deleteFrom('demo_visit').execute();
	const version = await nextVersion(tx);
	await noteVersion(tx, version, DEMO_REMOVED, []);
	return {
		clinics,
		patients: gone.get('patient') ?? 0,
		courses: gone.get('course') ?? 0,
		version
	};
}
