import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KyselyPlugin } from 'kysely';
import { factsNow } from '#lib/server/facts.ts';
import { epochNow, keptByVersion } from '#lib/server/kept-by-version.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { aViewer } from './clinic.ts';
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
	expect(await factsNow(database.db)).toEqual({
		dataVersion: 0,
		epoch: epochNow(),
		threshold: 5,
		demoOnly: false
	});
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

const made = (version: number, created_at: string) =>
	database.db.insertInto('data_version').values({ version, reason: 'test', created_at }).execute();

test('a version that was made anew since it was seen is no longer what was kept under it', async () => {
	const { db } = database;
	const kept = keptByVersion(new Map([['answer', 1]]));
	await made(1, '2026-01-01T10:00:00Z');
	await factsNow(db);
	await factsNow(db);
	expect(kept.size).toBe(1);
	await db.deleteFrom('data_version').execute();
	await made(1, '2026-01-01T10:00:01Z');
	expect((await factsNow(db)).dataVersion).toBe(1);
	expect(kept.size).toBe(0);
});

test('so is one below a number that was leapt past, whether versions or releases leapt', async () => {
	const { db } = database;
	const release = (release_no: number, made_at: string) =>
		db
			.insertInto('release')
			.values({
				release_no,
				title: 'Made',
				description: '',
				ethics_reference: '',
				made_at,
				made_by: 'console',
				request_no: null,
				clinics: [],
				data_version: 1,
				synthetic: false,
				choices: {},
				report: {},
				hash: 'h'
			})
			.execute();
	await made(2, '2026-01-02T10:00:00Z');
	await release(1, '2026-01-02T11:00:00Z');
	const { epoch } = await factsNow(db);
	await made(3, '2026-01-03T10:00:00Z');
	await release(2, '2026-01-03T11:00:00Z');
	expect((await factsNow(db)).epoch).toBe(epoch);

	// As from the backup of the second, with two more made while nobody asked.
	await db.deleteFrom('data_version').where('version', '=', 3).execute();
	await made(3, '2026-01-04T10:00:00Z');
	await made(4, '2026-01-05T10:00:00Z');
	const kept = keptByVersion(new Map([['answer', 1]]));
	expect(await factsNow(db)).toMatchObject({ dataVersion: 4, epoch: epoch + 1 });
	expect(kept.size).toBe(0);

	await db.deleteFrom('release').where('release_no', '=', 2).execute();
	await release(2, '2026-01-04T11:00:00Z');
	await release(3, '2026-01-05T11:00:00Z');
	expect((await factsNow(db)).epoch).toBe(epoch + 2);
	expect((await factsNow(db)).epoch).toBe(epoch + 2);
});

test('what was begun before is not kept for those who ask after', async () => {
	const { db } = database;
	const viewer = aViewer({ clinics: ['c1'] });
	const { promise: held, resolve: go } = Promise.withResolvers<void>();
	const reads: string[] = [];
	const asks = (name: string, until: Promise<void>) =>
		knowledgeOf(db, viewer, async (_, work) => {
			reads.push(name);
			await until;
			return work(db);
		});
	const first = asks('before', held);
	await expect.poll(() => reads).toEqual(['before']);
	const { dataVersion, epoch } = await factsNow(db);
	await db.deleteFrom('data_version').where('version', '=', dataVersion).execute();
	await made(dataVersion, '2026-02-01T10:00:00Z');
	expect((await factsNow(db)).epoch).toBe(epoch + 1);
	go();
	expect((await first).epoch).toBe(epoch);
	expect((await asks('after', held)).epoch).toBe(epoch + 1);
	expect(reads).toEqual(['before', 'after']);
	await asks('again', held);
	expect(reads).toEqual(['before', 'after']);
});
