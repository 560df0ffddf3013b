/** Who stood in a release is found again after the key of pseudonyms was changed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RELEASE_COLUMN_NAMES } from '#lib/domain/release-columns.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { moveCodes } from '#lib/server/records/rekey-tables.ts';
import { makeRelease } from '#lib/server/releases/make.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aTreatedClinic, patients } from '../gate/clinic.ts';
import { nextState } from './serving.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await aTreatedClinic(database.db, 'c1', patients(20, 'a', { scores: { 12: 2 } }));
});
afterAll(() => database.close());

const make = (title: string) =>
	makeRelease(
		database.db,
		{ id: 'console', name: 'Console', clinics: ['c1'] },
		{
			title,
			description: '',
			ethicsReference: '',
			requestNo: null,
			choices: { order: RELEASE_COLUMN_NAMES, linked: false },
			clinics: ['c1']
		},
		CONSOLE
	);

test('nobody counts as new or gone because of another code', async () => {
	await make('Before');
	const moved = (what: string, many: number) =>
		Array.from({ length: many }, (_, i) => ({
			clinicId: 'c1',
			from: `${what}${i}`,
			to: `other-${what}${i}`
		}));
	await database.db.transaction().execute(async (tx) => {
		await moveCodes(tx, { patients: moved('a', 5), courses: moved('k', 5), pairs: [] }, 2);
		await nextState(tx);
	});
	const { report } = await make('After');
	expect(report).toMatchObject({ patients: 20, comparedWith: [1] });
	expect(report.leftOut.waiting).toBe(0);
});
