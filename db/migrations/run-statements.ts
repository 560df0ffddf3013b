/** How a migration runs the statements that stand in its file. */
import { sql, type Kysely } from 'kysely';

/** One after the other; all are fixed text, and no input ever reaches them. */
export async function runStatements(
	db: Kysely<unknown>,
	statements: readonly string[]
): Promise<void> {
	for (const statement of statements) {
		// eslint-disable-next-line no-restricted-syntax -- fixed text of a migration, no input reaches it
		await sql.raw(statement).execute(db);
	}
}
