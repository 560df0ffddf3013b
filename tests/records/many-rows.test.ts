/** An import of many batches of rows. STIPPLE_TEST_ROWS=100000 measures a large one and prints it. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { importFiles } from '#lib/server/records/import.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { dump } from './dump.ts';
import { asFiles, rightTables, someOptions } from './files.ts';
import { manyTables } from './many-files.ts';

const scores = Number(process.env.STIPPLE_TEST_ROWS ?? 5000);

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await fillDictionaries(database.db);
});
afterAll(() => database.close());

/** How many rows the planner takes each table to have. */
async function countedRows(): Promise<Record<string, number>> {
	const { rows } = await sql<{ table: string; rows: number }>`
		select relname as table, reltuples::int as rows from pg_class
		where relname in ('patient', 'course', 'session', 'assessment', 'course_profile', 'trajectory')
			and relnamespace = current_schema()::regnamespace`.execute(database.db);
	return Object.fromEntries(rows.map(({ table, rows: counted }) => [table, counted]));
}

it('counts tables anew while it still writes: keys are looked up in what was nearly empty before', async () => {
	await importFiles(database.db, asFiles(rightTables()), someOptions());
	await sql`vacuum analyze`.execute(database.db);
	const before = await countedRows();
	expect(Math.max(...Object.values(before))).toBeLessThan(50);
	// Nothing of it stays but the counts, which the database keeps outside transactions.
	const tried = await importFiles(
		database.db,
		asFiles(manyTables(5000)),
		someOptions({ dryRun: true })
	);
	expect(tried.stored).toBe(false);
	const { patients, courses, sessions, assessments } = tried.tables;
	const after = await countedRows();
	expect(after).toMatchObject({
		patient: patients.new + (before.patient ?? 0),
		course: courses.new + (before.course ?? 0),
		session: sessions.new + (before.session ?? 0),
		assessment: assessments.new + (before.assessment ?? 0),
		course_profile: courses.new + (before.course_profile ?? 0)
	});
	expect(after.trajectory).toBeGreaterThanOrEqual(courses.new);
});

it(`stores ${scores} scores with their courses, and nothing the second time`, async () => {
	const files = asFiles(manyTables(scores));
	const begun = performance.now();
	const first = await importFiles(database.db, files, someOptions());
	if (scores > 5000) console.log(`${scores} scores: ${Math.round(performance.now() - begun)} ms`);
	expect(first.messages.filter(({ check }) => !check.startsWith('W'))).toEqual([]);
	expect(first.tables.assessments.new).toBeGreaterThanOrEqual(scores);
	const stored = await dump(database.db, { audit: false });
	const second = await importFiles(database.db, files, someOptions());
	expect(second.tables.assessments.unchanged).toBe(first.tables.assessments.new);
	expect(second.version).toBe(null);
	expect((await dump(database.db, { audit: false })) === stored).toBe(true);
}, 300_000);
