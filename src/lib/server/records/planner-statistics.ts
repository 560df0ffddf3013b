/** Tells the database's planner how the tables have grown. */
import { sql, type Kysely } from 'kysely';
import { CLINIC_TABLES, type Database } from '#db/schema.ts';

/**
 * Counts anew what the planner goes by. After a large load it would take the tables for empty and join
 * them row by row; the embedded database never does this by itself, a server only after a while.
 */
export async function refreshStatistics(db: Kysely<Database>): Promise<void> {
	await sql`analyze ${sql.join(CLINIC_TABLES.map((table) => sql.table(table)))}`.execute(db);
}
