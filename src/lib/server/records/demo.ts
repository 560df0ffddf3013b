/** Puts the synthetic demo into an empty database, through the same store as every import. */
import type { Kysely } from 'kysely';
import { generateDemo } from '#db/demo/generate.ts';
import type { Database } from '#db/schema.ts';
import { refreshStatistics } from './planner-statistics.ts';
import { storeRecords } from './store.ts';

/** Whether no clinic has any records yet. */
export async function isEmpty(db: Kysely<Database>): Promise<boolean> {
	const clinic = await db.selectFrom('clinic').select('clinic_id').limit(1).executeTakeFirst();
	return clinic === undefined;
}

/** Stores the demo in one transaction. The dictionaries must be filled in before. */
export async function loadDemo(db: Kysely<Database>): Promise<void> {
	const records = generateDemo();
	await db.transaction().execute((tx) =>
		storeRecords(tx, records, {
			id: 'demo',
			kind: 'demo',
			filesHash: null,
			reason: 'Synthetic demo data',
			dataThrough: Object.fromEntries(
				records.clinics.map((clinic) => [clinic.clinic_id, clinic.data_through])
			),
			synthetic: true
		})
	);
	await refreshStatistics(db);
}
