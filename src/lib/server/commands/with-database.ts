/** A command's work on the database that the settings name. */
import type { Kysely } from 'kysely';
import { openDatabase, type OpenSettings } from '#db/open.ts';
import type { Database } from '#db/schema.ts';
import { settings } from '../settings.ts';
import { say } from './arguments.ts';

/** What the work gives; the database is closed after it, whatever became of it. Throws as opening it does. */
export async function withDatabase<Given>(
	work: (db: Kysely<Database>) => Promise<Given>,
	options: Pick<OpenSettings, 'deadlineMs'> = {}
): Promise<Given> {
	const { databaseUrl, dataDir } = settings();
	const { db, close } = await openDatabase({ databaseUrl, dataDir, say, ...options });
	try {
		return await work(db);
	} finally {
		await close();
	}
}
