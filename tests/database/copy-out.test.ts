import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#db/connect.server.ts';
import { copying } from '#db/copy-out.server.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await database.db.destroy();
});
afterAll(() => database.close());

test('each statement of an export has the export’s own deadline, not that of a page', async () => {
	const { url, embedded } = database;
	const db = connect(url, { embedded, deadlineMs: 400 });
	const slow = `select pg_sleep(1) is not null as slept`;
	try {
		const read = await copying(db, async ({ run, csv }) => ({
			rows: await run(slow),
			text: await csv(slow, async (rows) => String(Buffer.concat(await Array.fromAsync(rows))))
		}));
		expect(read).toEqual({ rows: [{ slept: true }], text: 't\n' });
	} finally {
		await db.destroy();
	}
});
