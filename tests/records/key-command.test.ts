/** `stipple key` and `stipple patient` as an operator runs them, beside `stipple import`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { asFiles, rightTables } from './files.ts';

const home = mkdtempSync(join(tmpdir(), 'stipple-keys-'));
const files = join(home, 'files');
const keyPath = join(home, 'data', 'pseudonym.key');
let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	mkdirSync(files);
	for (const file of asFiles(rightTables())) writeFileSync(join(files, file.name), file.bytes);
});
afterAll(async () => {
	await database.close();
	rmSync(home, { recursive: true });
});

function stipple(args: string[], { input = '', env = {} as Record<string, string> } = {}) {
	const ran = spawnSync(process.execPath, ['src/stipple.js', ...args], {
		env: {
			...process.env,
			NO_COLOR: '1',
			STIPPLE_PSEUDONYM_KEY: '',
			STIPPLE_PSEUDONYM_KEYS_BEFORE: '',
			DATA_DIR: join(home, 'data'),
			DATABASE_URL: database.embedded ? '' : database.url,
			...env
		},
		input,
		encoding: 'utf8'
	});
	return { code: ran.status, said: ran.stdout, complained: ran.stderr };
}

it.each([
	[['key'], /Usage: key status/],
	[['key', 'turn'], /There is no "turn"/],
	[['patient', 'erase'], /Which clinic/],
	[['patient', 'erase', '--clinic', 'north'], /Whose id/],
	[['patient', 'erase', '--clinic', 'north', '--source-id-stdin', '--study-id', 'x'], /Whose id/]
])('explains a wrong call in one sentence: %j', (args, sentence) => {
	const { code, complained } = stipple(args);
	expect(code).toBe(1);
	expect(complained).toMatch(sentence);
	expect(complained).not.toMatch(/\n\s+at /);
});

it('tells the keys, makes a new one, and moves patients to it with their next import', () => {
	expect(stipple(['key', 'status']).said).toContain('There is no key yet');
	expect(stipple(['key', 'rotate'])).toMatchObject({
		code: 1,
		complained: expect.stringContaining('There is no key yet')
	});
	expect(stipple(['import', files]).code).toBe(0);
	expect(stipple(['key', 'status']).said).toMatch(
		/^Version 1, fingerprint \w{12}: 2 patients; in use\.$/m
	);

	const rotated = stipple(['key', 'rotate']);
	expect(rotated.code).toBe(0);
	expect(rotated.said).toMatch(/Key version 2, fingerprint \w{12}, is the last line/);
	const lines = readFileSync(keyPath, 'utf8').trim().split('\n');
	expect(lines).toHaveLength(2);
	expect(rotated.said).not.toContain(lines[1]);
	expect(statSync(keyPath).mode & 0o077).toBe(0);
	expect(stipple(['key', 'status']).said).toMatch(
		/Version 2, .+: 0 patients; in use\.\nVersion 1, .+: 2 patients; still needed\./
	);

	// The earlier key is not taken away before everybody has moved.
	const first = /Version 1, fingerprint (\w{12})/.exec(stipple(['key', 'status']).said)?.[1] ?? '';
	writeFileSync(keyPath, `${lines[1]}\n`);
	const missing = stipple(['import', files]);
	expect(missing.code).toBe(1);
	expect(missing.complained).toContain(first);
	expect(missing.complained).toMatch(/2 patients .+stored twice.+Put it back/);
	expect(stipple(['key', 'status']).said).toMatch(/Version 1, .+: 2 patients; MISSING/);
	writeFileSync(keyPath, `${lines.join('\n')}\n`);

	const again = stipple(['import', files]);
	expect(again.code).toBe(0);
	expect(again.said).toContain('moved to the newest: 2 patients');
	expect(again.said).toContain('Nothing changed');
	expect(stipple(['key', 'status']).said).toMatch(/Version 1, .+: 0 patients; may be taken out\./);
	writeFileSync(keyPath, `${lines[1]}\n`);
	expect(stipple(['import', files])).toMatchObject({
		code: 0,
		said: expect.stringContaining('Nothing changed')
	});
}, 180_000);

it('takes keys from the settings as well, and says what to set', () => {
	const [older = '', newer = ''] = ['a1b2c3d4e5f6g7h8i9'.repeat(2), 'z9y8x7w6v5u4t3s2r1'.repeat(2)];
	const rotate = stipple(['key', 'rotate'], { env: { STIPPLE_PSEUDONYM_KEY: older } });
	expect(rotate.code).toBe(1);
	expect(rotate.complained).toMatch(/nothing was changed.+STIPPLE_PSEUDONYM_KEYS_BEFORE/);
	expect(rotate.complained).not.toContain(older);
	// Another key than the one patients are stored under.
	const other = stipple(['import', files], { env: { STIPPLE_PSEUDONYM_KEY: newer } });
	expect(other.complained).toMatch(/is missing, and 2 patients.+in STIPPLE_PSEUDONYM_KEYS_BEFORE/);
}, 60_000);

it('erases by an id on standard input, which is written down nowhere', () => {
	const erase = (input: string, ...more: string[]) =>
		stipple(['patient', 'erase', '--clinic', 'north', '--source-id-stdin', ...more], { input });
	expect(erase('MRN9999\n')).toMatchObject({
		code: 1,
		complained: expect.stringContaining('Nothing was changed')
	});
	expect(erase('\n').complained).toContain('Give one id');
	expect(erase('MRN4711\nMRN4712\n').complained).toContain('Give one id');
	const erased = erase('MRN4711\n');
	expect(erased.code).toBe(0);
	expect(erased.said).toMatch(/Erased: patient [0-9A-Z]{8} with 1 course\. Data version 2\./);
	expect(`${erased.said}${erased.complained}`).not.toContain('MRN4711');
	expect(erase('MRN4711').complained).toContain('was erased before');
	const imported = stipple(['import', files]);
	expect(imported).toMatchObject({ code: 0, said: expect.stringContaining('W8: 1 message') });
	expect(stipple(['key', 'status']).said).toContain('1 patient, 1 erased; in use');
	expect(erase('MRN4711', '--restore').said).toContain('is forgotten');
	expect(erase('MRN4711', '--restore').code).toBe(1);
	expect(stipple(['import', files]).said).toContain('Stored as data version 3.');
}, 180_000);
