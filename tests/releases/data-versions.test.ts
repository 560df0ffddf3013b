import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataVersions } from '#lib/server/data-versions.ts';
import { noRecords } from '#lib/server/records/contract-records.ts';
import { storeRecords } from '#lib/server/records/store.ts';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase();
afterAll(() => database.close());

const counts = (given: number, changed = 0) => ({ new: given, changed, unchanged: 0 });

beforeAll(async () => {
	const { db } = database;
	await db
		.insertInto('data_version')
		.values([
			{ version: 1, reason: 'Import' },
			{ version: 2, reason: 'Import' },
			{ version: 3, reason: 'A patient was erased' }
		])
		.execute();
	await db
		.insertInto('import_batch')
		.values([
			{
				batch_id: 'one',
				kind: 'import',
				data_version: 1,
				files_hash: null,
				clinics: ['a'],
				report: { course: counts(1200), assessment: counts(48_000), patient: counts(0) }
			},
			{
				batch_id: 'two',
				kind: 'import',
				data_version: 2,
				files_hash: null,
				clinics: ['a', 'b'],
				report: { assessment: counts(3, 17) }
			}
		])
		.execute();
});

test('each version says what it added and corrected, the latest first', async () => {
	const versions = await dataVersions({ clinics: ['a', 'b'] }, database.db);
	expect(
		versions.map(({ version, reason, added, corrected }) => [version, reason, added, corrected])
	).toEqual([
		[3, 'A patient was erased', [], []],
		[2, 'Import', ['scores 3'], ['scores 17']],
		[1, 'Import', ['courses 1,200', 'scores 48,000'], []]
	]);
});

test('rows of other clinics are not told, also not as part of a sum', async () => {
	const [, second, first] = await dataVersions({ clinics: ['a'] }, database.db);
	expect(first).toMatchObject({ elsewhere: false, added: ['courses 1,200', 'scores 48,000'] });
	expect(second).toMatchObject({
		elsewhere: true,
		reason: 'Records of other clinics',
		added: [],
		corrected: []
	});
});

test('what an import stored is told as the store counted it', async () => {
	const { db } = database;
	const records = noRecords();
	records.clinics.push({ clinic_id: 'n', label: null }, { clinic_id: 'm', label: null });
	await db.transaction().execute((tx) =>
		storeRecords(tx, records, {
			id: 'stored',
			kind: 'import',
			filesHash: null,
			reason: 'Import',
			dataThrough: { n: '2026-01-31', m: '2026-01-31' },
			synthetic: false
		})
	);
	const [latest] = await dataVersions({ clinics: ['n', 'm'] }, db);
	expect(latest).toMatchObject({ version: 4, added: ['clinics 2'], corrected: [] });
});
