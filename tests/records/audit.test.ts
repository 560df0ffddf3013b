/** What the audit keeps of an import: an entry in its transaction, or none. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { importFiles } from '#lib/server/records/import.ts';
import { hashOfFiles } from '#lib/server/records/read-files.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { emptyAudit } from '../audit/owner.ts';
import { emptyRecords } from './dump.ts';
import { asFiles, rightTables, someOptions, withCells, type Tables } from './files.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
});
beforeEach(async () => {
	await emptyRecords(database.db);
	await emptyAudit(database.db);
});
afterAll(() => database.close());

const bring = (tables: Tables, options: Parameters<typeof someOptions>[0] = {}) =>
	importFiles(database.db, asFiles(tables), someOptions(options));
const entries = () =>
	database.db.selectFrom('audit_entry').selectAll().orderBy('entry_no').execute();

it('SR-6.1 an import leaves batch, clinics, rows by table and the hash of its files', async () => {
	await bring(rightTables(), {
		by: { actor: 'p-1', role: 'director', requestId: 'r', address: '192.0.2.7' }
	});
	const batch = await database.db.selectFrom('import_batch').selectAll().executeTakeFirstOrThrow();
	const [entry, ...others] = await entries();
	expect(others).toEqual([]);
	expect(entry).toMatchObject({
		actor: 'p-1',
		role: 'director',
		request_id: 'r',
		action: 'import',
		object: batch.batch_id,
		clinic: 'north',
		outcome: 'done',
		detail: {
			clinics: ['north'],
			dataVersion: 1,
			filesHash: hashOfFiles(asFiles(rightTables())),
			goodRowsOnly: false
		}
	});
	expect(entry?.detail.rows).toContain('patient: 2 new, 0 changed');
});

it('SR-6.1 the same files again leave an entry that says that nothing changed', async () => {
	await bring(rightTables());
	await bring(rightTables());
	const [, again] = await entries();
	expect(again).toMatchObject({ actor: 'console', object: null, clinic: null });
	expect(again?.detail).toMatchObject({ dataVersion: null, rows: [], clinics: [] });
});

it('SR-6.1 a dry run and a refused import leave none', async () => {
	await bring(rightTables(), { dryRun: true });
	await bring(withCells('patients', 0, { sex: 'w' }));
	expect(await entries()).toEqual([]);
});

it('SR-6.2 no cell and no source id is in an entry', async () => {
	await bring(rightTables());
	const text = JSON.stringify(await entries());
	for (const word of ['MRN4711', 'North clinic', 'LEMPERLE', 'K1'])
		expect(text).not.toContain(word);
});
