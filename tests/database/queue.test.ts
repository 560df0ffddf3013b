import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, QueueFullError } from '#db/connect.server.ts';
import { isUnavailable } from '#lib/server/connection.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
});
afterAll(() => database.close());

const noted = async () =>
	(await database.db.selectFrom('installation_setting').select('name').execute()).length;

test('SR-8.2 beyond a bound nobody waits for the database: refused at once, and nothing is stored', async () => {
	const { db, embedded } = database;
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	const holders = Array.from({ length: embedded ? 1 : 8 }, () =>
		db.connection().execute(async (one) => {
			await sql`select 1`.execute(one);
			await held;
		})
	);
	const waiting = Array.from({ length: 400 }, () => sql`select 1`.execute(db));
	const note = db
		.insertInto('installation_setting')
		.values({ name: 'one too many', value: '1', updated_by: 'a test' })
		.execute();
	const refused: unknown = await note.catch((error: unknown) => error);
	expect(refused).toBeInstanceOf(QueueFullError);
	expect(isUnavailable(refused)).toBe(true);
	await expect(db.transaction().execute(async () => {})).rejects.toBeInstanceOf(QueueFullError);

	letGo();
	await Promise.all([...holders, ...waiting]);
	expect(await noted()).toBe(0);
});

test('SR-8.2 a question over its deadline is given up, and its connection serves the next', async () => {
	if (database.embedded) return; // the embedded engine is ended from outside: tests/start/embedded.test.ts
	const db = connect(database.url, { embedded: false, deadlineMs: 500 });
	const slow = Array.from({ length: 8 }, () => sql`select pg_sleep(30)`.execute(db));
	for (const one of await Promise.allSettled(slow)) {
		expect(one.status).toBe('rejected');
		expect(one.status === 'rejected' && isUnavailable(one.reason)).toBe(true);
	}
	const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db);
	expect(rows).toEqual([{ one: 1 }]);
	await expect
		.poll(async () => {
			const running = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
				where query like 'select pg_sleep%' and state = 'active'`.execute(database.db);
			return running.rows[0]?.n;
		})
		.toBe(0);
	await db.destroy();
});
