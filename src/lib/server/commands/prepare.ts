/** Opens the database and, when it is new and may have it, fills it with the synthetic demo. */
import { openDatabase, type OpenDatabase, type OpenSettings } from '#db/open.ts';
import { isEmpty, loadDemo } from '../records/demo.ts';

/** As `openDatabase`; a database that holds anything never gets the demo. */
export async function prepareDatabase(
	settings: OpenSettings,
	withDemo: boolean
): Promise<OpenDatabase> {
	const database = await openDatabase(settings);
	try {
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
