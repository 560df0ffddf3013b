import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#db/open.ts';
import { startProduct, type Started } from '../support/built-server.ts';
import { freePort } from '../support/free-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'stipple-failures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** It ends by itself with exit code 1 and exactly one sentence, which is all there is on standard error. */
async function expectSentence(product: Started, sentence: string | RegExp): Promise<void> {
	const ended = await product.ended;
	expect(product.err().trim()).toMatch(sentence);
	expect(product.err().trim().split('\n')).toHaveLength(1);
	expect(product.err()).not.toMatch(/\bat .*:\d+:\d+/);
	expect(ended).toEqual({ code: 1, signal: null });
}

test('a setting that cannot be used is named', async () => {
	const product = await startProduct({ DATA_DIR: folder, STIPPLE_THRESHOLD: 'three' });
	await expectSentence(
		product,
		'The setting STIPPLE_THRESHOLD must be a whole number from 5 to 100, but is "three".'
	);
});

test('a port in use is named, with what to do', async () => {
	const port = await freePort();
	const other = createServer().listen(port, '127.0.0.1');
	const product = await startProduct({ DATA_DIR: folder, PORT: String(port) });
	await expectSentence(
		product,
		`Stipple cannot listen on 127.0.0.1:${port}: another program uses it. ` +
			'Stop that one, or set PORT to another number.'
	);
	other.close();
});

test('a database that nobody serves is named without its password', async () => {
	const port = await freePort();
	const product = await startProduct({
		DATA_DIR: folder,
		DATABASE_URL: `postgres://stipple:hunter2@127.0.0.1:${port}/outcomes`
	});
	await expectSentence(
		product,
		`The database at 127.0.0.1:${port}/outcomes cannot be used: nothing answers there.`
	);
	expect(product.err() + product.out()).not.toContain('hunter2');
});

test('a replica of no server is named', async () => {
	const product = await startProduct({
		DATA_DIR: folder,
		DATABASE_REPLICA_URL: 'postgres://stipple:hunter2@127.0.0.1/outcomes'
	});
	await expectSentence(
		product,
		'The setting DATABASE_REPLICA_URL needs DATABASE_URL, the server that it is a replica of.'
	);
});

test('a data folder that is none is named', async () => {
	const file = join(folder, 'a-file');
	writeFileSync(file, '');
	const product = await startProduct({ DATA_DIR: file });
	await expectSentence(product, `The data folder ${file} cannot be used: it is not a folder.`);
});

test('a data folder in use is refused, and one from a newer version is left alone', async () => {
	const dataDir = join(folder, 'data');
	const database = await openDatabase({ dataDir });
	await sql`insert into kysely_migration (name, timestamp)
		values ('9999_from_the_future', '2099-01-01')`.execute(database.db);
	const second = await startProduct({ DATA_DIR: dataDir });
	await expectSentence(second, new RegExp(`is in use by process ${process.pid}: stop that one`));
	await database.close();

	const older = await startProduct({ DATA_DIR: dataDir });
	await expectSentence(
		older,
		'The database was made by a newer Stipple (it has 9999_from_the_future): update this one.'
	);
}, 60_000);

test('a misspelt setting is a warning and stops nothing', async () => {
	const product = await startProduct({ DATA_DIR: folder, STIPPLE_DEMMO: '1', PORT: 'x' });
	await product.ended;
	expect(product.err()).toContain(
		'Warning: There is no setting STIPPLE_DEMMO. Did you mean STIPPLE_DEMO?'
	);
});
