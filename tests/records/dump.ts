/** Everything the database holds, as text: two equal dumps mean that nothing at all has changed. */
import { sql, type Kysely } from 'kysely';
import { CLINIC_TABLES, type Database } from '#db/schema.ts';

/** Every row of every table of the product, in a fixed order; but for the audit, if that is said. */
export async function dump(
	db: Kysely<Database>,
	{ audit = true }: { audit?: boolean } = {}
): Promise<string> {
	const tables = await sql<{ name: string }>`
		select table_name as name from information_schema.tables
		where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
	const parts: string[] = [];
	for (const { name } of tables.rows) {
		if (name === 'audit_entry' && !audit) continue;
		const rows = await sql<{ content: string }>`
			select row.*::text as content from ${sql.table(name)} as row order by 1`.execute(db);
		parts.push(`${name}\n${rows.rows.map(({ content }) => content).join('\n')}`);
	}
	return parts.join('\n\n');
}

/** All records and read models, without what tells when and by which batch they were written. */
export async function contentOf(db: Kysely<Database>): Promise<string[]> {
	const lines: string[] = [];
	for (const table of CLINIC_TABLES) {
		const { rows } = await sql<{ row: string }>`
			select (to_jsonb(t) - 'batch_id' - 'data_version')::text as row
			from ${sql.table(table)} as t order by 1`.execute(db);
		lines.push(...rows.map(({ row }) => `${table} ${row}`));
	}
	return lines;
}

/** Empties all tables that an import writes, and what rests on them. */
export async function emptyRecords(db: Kysely<Database>): Promise<void> {
	await sql`truncate clinic, patient, protocol, course, session, assessment, side_effect, contact,
		import_batch, data_version, course_profile, treated_course, trajectory, cube_clinic, pseudonym_key, erased_patient,
		row_before,
		clinic_choice, saved_view`.execute(db);
}
