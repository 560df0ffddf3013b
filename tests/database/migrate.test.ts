import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { isMigrated, migrate, SchemaError } from '#db/migrate.ts';
import { MIGRATIONS } from '#db/migrations/index.ts';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());

test('a migrated database is known as one, and migrating again changes nothing', async () => {
	expect(await isMigrated(db)).toBe(true);
	await migrate(db);
	const { rows } = await sql<{ name: string }>`
		select name from kysely_migration order by name`.execute(db);
	expect(rows.map((row) => row.name)).toEqual(Object.keys(MIGRATIONS));
});

test('the migrations are listed in the order of their numbers', () => {
	const names = Object.keys(MIGRATIONS);
	expect(names).toEqual([...names].sort());
	for (const name of names) expect(name).toMatch(/^\d{4}_[a-z_]+$/);
	// Two of one number would run in another order where one of them has run already.
	expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, i) => i + 1));
});

test('SR-8.6 a database made by a newer version is refused in one sentence and left alone', async () => {
	await sql`insert into kysely_migration (name, timestamp)
		values ('9999_from_the_future', '2099-01-01')`.execute(db);
	const refused = migrate(db);
	await expect(refused).rejects.toThrow(SchemaError);
	await expect(refused).rejects.toThrow(/newer Stipple .*9999_from_the_future/);
	expect(await isMigrated(db)).toBe(false);
	await sql`delete from kysely_migration where name = '9999_from_the_future'`.execute(db);
	expect(await isMigrated(db)).toBe(true);
});
