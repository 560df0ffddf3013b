import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KyselyPlugin } from 'kysely';
import { factsNow } from '#lib/server/facts.ts';
import { keptByVersion } from '#lib/server/kept-by-version.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
});
afterAll(() => database.close());

/** The database, and how many questions it was asked. */
function counted() {
	let asked = 0;
	const plugin: KyselyPlugin = {
		transformQuery: ({ node }) => {
			asked += 1;
			return node;
		},
		transformResult: async ({ result }) => result
	};
	return { db: database.db.withPlugin(plugin), asked: () => asked };
}

test('an empty database has no version, the threshold of the settings and no demo', async () => {
	expect(await factsNow(database.db)).toEqual({ dataVersion: 0, threshold: 5, demoOnly: false });
});

test('a change acts on whoever asks after it', async () => {
	const { db } = database;
	const raise = (value: string) =>
		db
			.insertInto('installation_setting')
			.values({ name: 'threshold', value, updated_by: 'a test' })
			.onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
			.execute();
	for (const value of ['7', '9', '8']) {
		// Some ask while it changes; they may see either.
		const meanwhile = [factsNow(db), factsNow(db)];
		await raise(value);
		expect((await factsNow(db)).threshold).toBe(Number(value));
		await Promise.all(meanwhile);
	}
	await raise('nonsense');
	expect((await factsNow(db)).threshold).toBe(5);
});

test('many who ask at once share a question that began after each of them asked', async () => {
	const { db, asked } = counted();
	const first = factsNow(db);
	// By now the first question is on its way: these may not take its answer.
	await new Promise(setImmediate);
	const others = Array.from({ length: 100 }, () => factsNow(db));
	await Promise.all([first, ...others]);
	expect(asked()).toBe(2);
	await factsNow(db);
	expect(asked()).toBe(3);
});

test('a question that fails is the failure of those who joined it alone', async () => {
	const { db } = database;
	await db.schema.alterTable('import_batch').renameTo('elsewhere').execute();
	const failing = [factsNow(db), factsNow(db)];
	for (const one of failing) await expect(one).rejects.toThrow(/import_batch/);
	await db.schema.alterTable('elsewhere').renameTo('import_batch').execute();
	expect((await factsNow(db)).demoOnly).toBe(false);
});

test('a version that was made anew since it was seen is no longer what was kept under it', async () => {
	const { db } = database;
	const made = (created_at: string) =>
		db.insertInto('data_version').values({ version: 1, reason: 'test', created_at }).execute();
	const kept = keptByVersion(new Map([['answer', 1]]));
	await made('2026-01-01T10:00:00Z');
	await factsNow(db);
	await factsNow(db);
	expect(kept.size).toBe(1);
	await db.deleteFrom('data_version').execute();
	await made('2026-01-01T10:00:01Z');
	expect((await factsNow(db)).dataVersion).toBe(1);
	expect(kept.size).toBe(0);
});
