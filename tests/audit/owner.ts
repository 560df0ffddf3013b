/** What only the owner of the database can do to the audit, and only after taking its trigger away. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '#db/schema.ts';

/** Runs the statements as the owner, with the trigger taken away and put back. */
export async function asOwnerWithoutTrigger(
	db: Kysely<Database>,
	...statements: RawBuilder<unknown>[]
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		await sql`alter table audit_entry disable trigger audit_append_only`.execute(tx);
		for (const statement of statements) await statement.execute(tx);
		await sql`alter table audit_entry enable trigger audit_append_only`.execute(tx);
	});
}

export const emptyAudit = (db: Kysely<Database>) =>
	asOwnerWithoutTrigger(db, sql`truncate audit_entry`);
