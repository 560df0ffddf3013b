import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { keyedPseudonyms, pseudonymKey, shortCode, STUDY_IDS } from '#lib/server/pseudonym.ts';

const home = mkdtempSync(join(tmpdir(), 'stipple-key-'));
afterAll(() => rmSync(home, { recursive: true }));

const key = (byte: number) => new Uint8Array(32).fill(byte);
const { codeFor } = keyedPseudonyms(key(1));

describe('a pseudonym', () => {
	it('is the same for the same person, and another in another clinic or with another key', () => {
		const code = codeFor('patient', 'north', '4711');
		expect(codeFor('patient', 'north', '4711')).toBe(code);
		const others = [
			codeFor('patient', 'south', '4711'),
			codeFor('patient', 'north', '4712'),
			codeFor('course', 'north', '4711'),
			keyedPseudonyms(key(2)).codeFor('patient', 'north', '4711')
		];
		expect(new Set([code, ...others]).size).toBe(5);
	});

	it('keeps 130 bits and is an id of the contract', () => {
		fc.assert(
			fc.property(fc.string(), (id) => {
				expect(codeFor('patient', 'north', id)).toMatch(/^[0-9a-z]{26}$/);
			})
		);
		expect(26 * Math.log2(32)).toBeGreaterThanOrEqual(128);
		expect(shortCode('abcdefghijklm')).toBe('ABCDEFGH');
	});

	it('does not confuse where the clinic ends and the id begins', () => {
		expect(codeFor('patient', 'a', 'b","c')).not.toBe(codeFor('patient', 'a","b', 'c'));
	});

	it('is not made for a study id', () => {
		expect(STUDY_IDS.codeFor('patient', 'north', 'S-001')).toBe('S-001');
	});
});

describe('the key', () => {
	const dataDir = join(home, 'data');
	const read = (setting: string | undefined, mayCreate: boolean) =>
		pseudonymKey({ setting, dataDir, mayCreate });

	it('is taken from the setting, which has at least 32 bytes', async () => {
		expect(await read('x'.repeat(32), false)).toHaveLength(32);
		await expect(read('x'.repeat(31), false)).rejects.toThrow(/32 bytes/);
		expect(() => keyedPseudonyms(new Uint8Array(31))).toThrow(/32 bytes/);
	});

	it('is not made anew when pseudonyms are stored already', async () => {
		await expect(read(undefined, false)).rejects.toThrow(/put it back/);
	});

	it('is made once, readable by its owner alone', async () => {
		const made = await read(undefined, true);
		expect(made).toHaveLength(32);
		expect(await read(undefined, true)).toEqual(made);
		const path = join(dataDir, 'pseudonym.key');
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(readFileSync(path, 'utf8').trim()).toHaveLength(43);
	});

	it.skipIf(process.platform === 'win32')('that others can read is not used', async () => {
		const open = join(home, 'open');
		await pseudonymKey({ setting: undefined, dataDir: open, mayCreate: true });
		rmSync(join(open, 'pseudonym.key'));
		writeFileSync(join(open, 'pseudonym.key'), 'x'.repeat(43), { mode: 0o644 });
		await expect(
			pseudonymKey({ setting: undefined, dataDir: open, mayCreate: false })
		).rejects.toThrow(/0600/);
	});
});
