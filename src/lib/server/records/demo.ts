/** Puts the synthetic demo into an empty database, through the same store as every import. */
import { sql, type Kysely } from 'kysely';
import { generateDemo } from '#db/demo/generate.ts';
import type { Database } from '#db/schema.ts';
import { RELEASE_COLUMN_NAMES, type ReleaseColumnName } from '#lib/domain/release-columns.ts';
import { audit, CONSOLE } from '../audit.ts';
import { makeRelease } from '../releases/make.ts';
import { importDetail } from './import-detail.ts';
import { storeRecords } from './store.ts';

/** How many sessions there were is told before the skin's type: rates of side effects rest on sessions. */
const FIRST: readonly ReleaseColumnName[] = ['area', 'depth', 'sessions', 'type'];
const DEMO_ORDER = [...FIRST, ...RELEASE_COLUMN_NAMES.filter((name) => !FIRST.includes(name))];

/** Whether there was never any record. A database that the demo was removed from is not empty. */
export async function isEmpty(db: Kysely<Database>): Promise<boolean> {
	const { rows } = await sql<{ holds: boolean }>`
		select exists (select from clinic) or exists (select from data_version) as holds`.execute(db);
	return rows[0]?.holds === false;
}

/** Stores the demo in one transaction, then its release. The dictionaries must be filled in before. */
export async function loadDemo(db: Kysely<Database>): Promise<void> {
	const records = generateDemo();
	await db.transaction().execute(async (tx) => {
		const report = await storeRecords(tx, records, {
			id: 'demo',
			kind: 'demo',
			filesHash: null,
			reason: 'Synthetic demo data',
			dataThrough: Object.fromEntries(
				records.clinics.map((clinic) => [clinic.clinic_id, clinic.data_through])
			),
			synthetic: true
		});
		if (report.version === null) return;
		await audit(tx, { ...CONSOLE, action: 'import', object: 'demo', detail: importDetail(report) });
	});
	const clinics = records.clinics.map(({ clinic_id }) => clinic_id);
	await makeRelease(
		db,
		{ id: 'demo', name: 'Demo', clinics },
		{
			title: 'Demo release',
			description: 'All six clinics of the demo. Nobody in it exists.',
			ethicsReference: '',
			requestNo: null,
			choices: { order: DEMO_ORDER, linked: false },
			clinics
		},
		CONSOLE
	);
}
