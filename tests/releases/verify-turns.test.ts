import { afterAll, beforeAll, expect, test } from 'vitest';
import { BusyError } from '#lib/server/releases/export/turns.ts';
import { verifiedOnce } from '#lib/server/releases/verify.ts';
import { aSmallRelease, putRelease } from '../support/a-release.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	for (let number = 1; number <= 5; number++) await putRelease(database.db, aSmallRelease(number));
});
afterAll(() => database.close());

test('one release is verified at a time, three wait, and more are told to come back', async () => {
	const { db } = database;
	const asked = [1, 2, 3, 4, 5].map((number) => verifiedOnce(db, number));
	const same = verifiedOnce(db, 1);
	const became = await Promise.allSettled(asked);
	expect(became.map(({ status }) => status)).toEqual([
		...Array.from({ length: 4 }, () => 'fulfilled'),
		'rejected'
	]);
	expect(became[4]).toMatchObject({ reason: expect.any(BusyError) });
	expect((await same)?.releaseNo).toBe(1);
	expect((await verifiedOnce(db, 5))?.releaseNo).toBe(5);
});
