import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataVersions } from '#lib/server/data-versions.ts';
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
				report: { courses: counts(1200), assessments: counts(48_000), patients: counts(0) }
			},
			{
				batch_id: 'two',
				kind: 'import',
				data_version: 2,
				files_hash: null,
				clinics: ['a', 'b'],
				report: { assessments: counts(3, 17) }
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
