/** The embedded database for `npm run dev`: migrated, filled in, and left open for the server. */
import { openDatabase } from '../open.ts';

export async function openForDevelopment(
	dataDir: string
): Promise<{ url: string; close(): Promise<void> }> {
	const database = await openDatabase({ dataDir });
	// The server's own connection is the only one from here on.
	await database.db.destroy();
	return database;
}
