/** Tells the database's planner how the tables have grown. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { CLINIC_TABLES, type Database } from '#db/schema.ts';

/**
 * Counts anew what the planner goes by. After a large change it would take full tables for empty and join
 * them row by row; the embedded database never does this by itself, a server only after a while.
 */
export async function refreshStatistics(db: Kysely<Database>): Promise<void> {
	await sql`analyze ${sql.join(CLINIC_TABLES.map(counted))}`.execute(db);
}

/**
 * The same within the transaction that writes: counts the table anew when the rows just added, or all those
 * added since it was counted, are more than a tenth of it. Without it each of a hundred thousand keys was
 * looked for in all of a table that was last counted with two rows.
 */
export async function refreshWhereGrown(
	tx: Transaction<Database>,
	table: (typeof CLINIC_TABLES)[number] | 'protocol',
	added: number | bigint
): Promise<void> {
	if (added < FEW_ROWS) return;
	const { rows } = await sql<{ grown: boolean }>`
		select ${String(added)}::float8 > 0.1 * greatest(reltuples, 0)
			or pg_relation_size(oid) / current_setting('block_size')::int > 1.1 * relpages as grown
		from pg_class where oid = to_regclass(${table})`.execute(tx);
	if (rows[0]?.grown) await sql`analyze ${counted(table)}`.execute(tx);
}

/** As many are soon looked through in any order. */
const FEW_ROWS = 50;

/**
 * Columns of tables of which the others are never searched for: to count the many sums would take longer than
 * all other tables together, to count two hashes a score as long as all that is asked of scores.
 */
const SEARCHED: Readonly<Record<string, readonly string[]>> = {
	cube_clinic: ['clinic_id', 'measure', 'area_root', 'grouping', 'line'],
	assessment: [
		'clinic_id',
		'course_id',
		'assessed_day',
		'timepoint',
		'measure',
		'value',
		'quality',
		'imputed'
	]
};

const counted = (table: string) => {
	const columns = SEARCHED[table]?.map((column) => sql.ref(column));
	return columns ? sql`${sql.table(table)} (${sql.join(columns)})` : sql.table(table);
};
