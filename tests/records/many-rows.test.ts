/** An import of many batches of rows. STIPPLE_TEST_ROWS=100000 measures a large one and prints it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { importFiles } from '#lib/server/records/import.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { dump } from './dump.ts';
import { asFiles, someOptions } from './files.ts';
import { manyTables } from './many-files.ts';

const scores = Number(process.env.STIPPLE_TEST_ROWS ?? 5000);

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await fillDictionaries(database.db);
});
afterAll(() => database.close());

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
