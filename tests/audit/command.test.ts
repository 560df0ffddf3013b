/** `stipple audit verify` as an operator runs it: in a process of its own, on a database of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#db/open.ts';
import { audit, CONSOLE } from '#lib/server/audit.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { asOwnerWithoutTrigger } from './owner.ts';

const home = mkdtempSync(join(tmpdir(), 'stipple-audit-'));
let server: TestDatabase | null = null;
beforeAll(async () => {
	const database = await openTestDatabase();
	if (database.embedded) await database.close();
	else server = database;
});
afterAll(async () => {
	await server?.close();
	rmSync(home, { recursive: true });
});

const settings = () => ({ dataDir: home, databaseUrl: server?.url });

function stipple(...args: string[]) {
	const env = { ...process.env, NO_COLOR: '1', DATA_DIR: home, DATABASE_URL: server?.url ?? '' };
	const ran = spawnSync(process.execPath, ['src/stipple.js', 'audit', ...args], {
		env,
		encoding: 'utf8'
	});
	return { code: ran.status, said: ran.stdout, complained: ran.stderr };
}

it.each([
	[[], /audit verify/],
	[['check'], /There is no "check"/],
	[['verify', '--expect', '3'], /number and the hash/],
	[['verify', '--fast'], /--fast/]
])('explains a wrong call in one sentence: %j', (args, sentence) => {
	const { code, complained } = stipple(...args);
	expect(code).toBe(1);
	expect(complained).toMatch(sentence);
	expect(complained).not.toMatch(/\n\s+at /);
});

it('SR-6.3 says what the hashes show and what they cannot show', () => {
	const { code, said } = stipple('verify', '--help');
	expect(code).toBe(0);
	expect(said).toMatch(/missing at the end.+--expect/s);
});

it('SR-6.3 prints number and last hash, and names the first broken link with exit code 1', async () => {
	expect(stipple('verify')).toMatchObject({ code: 0, said: expect.stringContaining('0 entries.') });
	const opened = await openDatabase(settings());
	for (let entry = 0; entry < 3; entry++) {
		await audit(opened.db, { ...CONSOLE, action: 'import', object: `b${entry}` });
	}
	await opened.close();
	const right = stipple('verify');
	expect(right.code).toBe(0);
	expect(right.said).toMatch(/^3 entries, unbroken, last hash [0-9a-f]{64}$/m);
	const mark = /--expect (3:[0-9a-f]{64})/.exec(right.said)?.[1] ?? '';
	expect(stipple('verify', '--expect', mark).code).toBe(0);

	const again = await openDatabase(settings());
	await asOwnerWithoutTrigger(again.db, sql`delete from audit_entry where entry_no = 3`);
	await again.close();
	expect(stipple('verify').code).toBe(0);
	const shorter = stipple('verify', '--expect', mark);
	expect(shorter.code).toBe(1);
	expect(shorter.said).toContain('Entry 3 is missing (3 were noted). Unbroken before it: 1 to 2.');

	const last = await openDatabase(settings());
	await asOwnerWithoutTrigger(
		last.db,
		sql`update audit_entry set object = 'b9' where entry_no = 2`
	);
	await last.close();
	const changed = stipple('verify');
	expect(changed.code).toBe(1);
	expect(changed.said).toContain('Entry 2 was changed. Unbroken before it: 1 to 1.');
}, 120_000);
