/** Tells the database's planner how the tables have grown. */
import { sql, type Kysely } from 'kysely';
import { CLINIC_TABLES, type Database } from '#db/schema.ts';

/**
 * Counts anew what the planner goes by. After a large load it would take the tables for empty and join
 * them row by row; the embedded database never does this by itself, a server only after a while.
 */
export async function refreshStatistics(db: Kysely<Database>): Promise<void> {
	const tables = CLINIC_TABLES.map((table) =>
		table === 'cube_clinic' ? CUBE_BY_ITS_KEY : sql.table(table)
	);
	await sql`analyze ${sql.join(tables)}`.execute(db);
}

/** Its many sums are never searched for, and would take longer than all other tables together. */
const CUBE_BY_ITS_KEY = sql`cube_clinic (clinic_id, measure, area_root, grouping, line)`;
