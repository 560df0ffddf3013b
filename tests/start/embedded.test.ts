import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '#db/connect.server.ts';
import { startEmbedded } from '#db/embedded/start.ts';
import { preparedCopy } from '../support/database.ts';

let dataDir = '';
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'stipple-embedded-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = async () => startEmbedded({ dataDir, copy: await preparedCopy() });

test('nobody else on the computer can read the data folder', async () => {
	const embedded = await open();
	expect(statSync(dataDir).mode & 0o777).toBe(0o700);
	await embedded.close();
});

test('SR-8.2 a statement over its deadline is ended, and the next one is answered', async () => {
	const embedded = await open();
	const client = new pg.Client({ connectionString: embedded.url });
	// Its connection goes with the engine that is ended.
	client.on('error', () => {});
	await client.connect();
	await client.query(`insert into data_version (version, reason) values (1, 'kept')`);
	embedded.setDeadline(1_000);
	const began = performance.now();
	await expect(
		client.query('select count(*) from generate_series(1, 2000000000)')
	).rejects.toThrow();
	expect(performance.now() - began).toBeLessThan(8_000);

	const db = connect(embedded.url, { embedded: true });
	const reasons = async () => {
		const rows = await db.selectFrom('data_version').select('reason').execute();
		return rows.map((row) => row.reason);
	};
	// The engine may still be on its way back.
	await expect.poll(() => reasons().catch(() => []), { timeout: 10_000 }).toEqual(['kept']);
	await db.destroy();
	await embedded.close();
});

test('SR-8.5 while a long statement runs, the process goes on answering', async () => {
	const embedded = await open();
	const db = connect(embedded.url, { embedded: true, deadlineMs: 20_000 });
	let ticks = 0;
	const clock = setInterval(() => (ticks += 1), 20);
	await sql`select count(*) from generate_series(1, 6000000)`.execute(db);
	clearInterval(clock);
	expect(ticks).toBeGreaterThan(5);
	await db.destroy();
	await embedded.close();
});

test('SR-8.4 what was acknowledged is there after kill -9, round after round', async () => {
	let acknowledged = 0;
	for (let round = 1; round <= 5; round += 1) {
		acknowledged = await writeUntilKilled(acknowledged, 150 + round * 60);
	}
	const embedded = await open();
	const db = connect(embedded.url, { embedded: true });
	const rows = await db.selectFrom('data_version').select('version').orderBy('version').execute();
	expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
	// Every number up to the last one, none half or twice.
	expect(rows.map((row) => row.version)).toEqual(rows.map((_, index) => index + 1));
	await db.destroy();
	await embedded.close();
}, 90_000);

/** A process that numbers on in the table and is killed in the middle; gives the last acknowledged number. */
async function writeUntilKilled(last: number, afterMs: number): Promise<number> {
	const source = `
		import { connect } from '#db/connect.server.ts';
		import { startEmbedded } from '#db/embedded/start.ts';
		const embedded = await startEmbedded(${JSON.stringify({ dataDir, copy: await preparedCopy() })});
		const db = connect(embedded.url, { embedded: true });
		const { top } = await db.selectFrom('data_version')
			.select((eb) => eb.fn.coalesce(eb.fn.max('version'), eb.lit(0)).as('top'))
			.executeTakeFirstOrThrow();
		for (let version = top + 1; ; version += 1) {
			await db.insertInto('data_version').values({ version, reason: 'round' }).execute();
			console.log(version);
		}`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
	await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
	setTimeout(() => child.kill('SIGKILL'), afterMs);
	await once(child, 'close');
	const numbers = said.split('\n').slice(0, -1).map(Number);
	return numbers.at(-1) ?? last;
}
