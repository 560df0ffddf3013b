import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyInto, type BulkRow } from '#db/copy-in.server.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await sql`create table noted (words text, number int, exact numeric)`.execute(database.db);
});
afterAll(() => database.close());

const COLUMNS = [
	{ name: 'words', type: 'text' },
	{ name: 'number', type: 'int' },
	{ name: 'exact', type: 'numeric' }
] as const;
const bring = (rows: Iterable<BulkRow>) =>
	database.db.transaction().execute((tx) => copyInto(tx, 'noted', COLUMNS, rows));
const stored = async () =>
	(await sql<Record<string, unknown>>`select * from noted order by number`.execute(database.db))
		.rows;

describe('rows in bulk', () => {
	it('arrive as they were given, whatever stands in them', async () => {
		const words = [
			'',
			'\\N',
			'\\.',
			'a\tb',
			'a\nb\r\n',
			'\\',
			'"a","b"',
			'{a}',
			'é𝄞',
			'null',
			null
		];
		const rows = words.map((text, number): BulkRow => [text, number, number / 8]);
		await bring([...rows, [null, 99, null]]);
		expect(await stored()).toEqual(
			[...rows, [null, 99, null]].map(([words, number, exact]) => ({ words, number, exact }))
		);
	});

	it('are all there when there are many', async () => {
		await sql`truncate noted`.execute(database.db);
		const many = Array.from({ length: 30_000 }, (_, i): BulkRow => [`row ${i}`, i, i / 100]);
		await bring(many);
		expect((await stored()).map(({ words }) => words)).toEqual(many.map(([text]) => text));
	});

	it.each([
		['breaks off', new Error('no more')],
		['holds what the column does not take', null]
	])('leave nothing when a list %s, and the connection goes on', async (_, error) => {
		await sql`truncate noted`.execute(database.db);
		const rows = function* (): Generator<BulkRow> {
			for (let i = 0; i < 20_000; i++) yield ['fine', i, 1];
			if (error) throw error;
			yield ['wrong', 'many', 1];
		};
		await expect(bring(rows())).rejects.toThrow(error?.message ?? /invalid input syntax/);
		expect(await stored()).toEqual([]);
	});
});
