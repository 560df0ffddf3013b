/** Opens the database, makes what an earlier version did not keep, and fills a new one with the demo. */
import { openDatabase, type OpenDatabase, type OpenSettings } from '#db/open.ts';
import { buildMissingCubes } from '../read-models/refresh.ts';
import { isEmpty, loadDemo } from '../records/demo.ts';

/**
 * As `openDatabase`; sums that no version made yet are built before anybody asks for them, and a database
 * that holds anything never gets the demo.
 */
export async function prepareDatabase(
	settings: OpenSettings,
	withDemo: boolean
): Promise<OpenDatabase> {
	const database = await openDatabase(settings);
	try {
		await buildMissingCubes(database.db);
		if (withDemo && (await isEmpty(database.db))) {
			settings.say?.('Filling the new database with the synthetic demo cohort ...');
			await loadDemo(database.db);
		}
	} catch (error) {
		await database.close();
		throw error;
	}
	return database;
}
