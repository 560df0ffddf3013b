/** Brings a database to this version's schema, forward only, and refuses one that is newer. */
import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from './migrations/index.ts';
import type { Database } from './schema.ts';

/** A database this version cannot work with; the message is one sentence for the operator. */
export class SchemaError extends Error {}

/** The oldest PostgreSQL the statements are tested on. */
const OLDEST_SERVER = 150_000;

/**
 * Migrates to the newest schema; each migration is one transaction and two starts at once wait for
 * each other. Throws SchemaError when the server is too old or the schema is newer than this program.
 */
export async function migrate(db: Kysely<Database>): Promise<void> {
	const version = await sql<{ number: number; name: string }>`
		select current_setting('server_version_num')::int as number,
			current_setting('server_version') as name`.execute(db);
	const server = version.rows[0];
	if (server && server.number < OLDEST_SERVER) {
		throw new SchemaError(`PostgreSQL ${server.name} is too old: Stipple needs 15 or newer.`);
	}
	const applied = await appliedMigrations(db);
	const unknown = applied.filter((name) => !(name in MIGRATIONS));
	if (unknown.length > 0) {
		throw new SchemaError(
			`The database was made by a newer Stipple (it has ${unknown.join(', ')}): update this one.`
		);
	}
	// The migrator reads the whole catalogue first, which on the embedded database takes a second.
	if (isNewest(applied)) return;
	const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
	const { error } = await migrator.migrateToLatest();
	if (error) throw error;
}

/** Whether the schema is exactly the one this program knows. */
export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
	return isNewest(await appliedMigrations(db));
}

const isNewest = (applied: readonly string[]) => applied.join() === Object.keys(MIGRATIONS).join();

async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
	const table = await sql<{ present: boolean }>`
		select to_regclass('kysely_migration') is not null as present`.execute(db);
	if (!table.rows[0]?.present) return [];
	const rows = await sql<{ name: string }>`
		select name from kysely_migration order by name`.execute(db);
	return rows.rows.map((row) => row.name);
}
