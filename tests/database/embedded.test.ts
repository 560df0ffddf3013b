import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { isEmbeddedUrl } from '#db/connect.server.ts';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase();
afterAll(() => database.close());

test('knows the embedded database by its address', () => {
	expect(isEmbeddedUrl(database.url)).toBe(database.embedded);
});

test('thirty statements at once with long lists each get their own answer', async () => {
	const answers = await Promise.all(
		Array.from({ length: 30 }, async (_, index) => {
			const list = Array.from({ length: 20_000 }, (_, position) => position * 30 + index);
			const { rows } = await sql<{ total: number; size: number }>`
				select sum(value)::float8 as total, count(*)::int as size
				from unnest(${list}::int[]) as value`.execute(database.db);
			return { ...rows[0], expected: list.reduce((sum, value) => sum + value, 0) };
		})
	);
	for (const { total, size, expected } of answers) {
		expect(size).toBe(20_000);
		expect(total).toBe(expected);
	}
});

test('numbers come back as numbers and days as text', async () => {
	const { rows } = await sql`select count(*) as people, 1.25::numeric as depth,
		date '2026-02-03' as day`.execute(database.db);
	expect(rows).toEqual([{ people: 1, depth: 1.25, day: '2026-02-03' }]);
});
