import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { keyedPseudonyms, shortCode, STUDY_IDS } from '#lib/server/pseudonym.ts';
import { addKey, newKey, readKeys } from '#lib/server/records/key-file.ts';

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
	const read = async (setting: string | undefined, mayCreate: boolean, before: string[] = []) =>
		readKeys({ setting, settingBefore: before, dataDir }, { mayCreate });
	const path = join(dataDir, 'pseudonym.key');

	it('is taken from the setting, which has at least 32 bytes', async () => {
		const [given, ...others] = await read('x'.repeat(32), false);
		expect(given).toHaveLength(32);
		expect(others).toEqual([]);
		await expect(read('x'.repeat(31), false)).rejects.toThrow(/32 bytes/);
		expect(() => keyedPseudonyms(new Uint8Array(31))).toThrow(/32 bytes/);
	});

	it('is not made anew when pseudonyms are stored already', async () => {
		await expect(read(undefined, false)).rejects.toThrow(/put it back/);
	});

	it('is made once, readable by its owner alone', async () => {
		const made = await read(undefined, true);
		expect(made[0]).toHaveLength(32);
		expect(await read(undefined, true)).toEqual(made);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(readFileSync(path, 'utf8').trim()).toHaveLength(43);
	});

	it('gets newer ones behind it, a line each, still for its owner alone', async () => {
		const [first] = await read(undefined, true);
		const second = newKey();
		await addKey(dataDir, second);
		const keys = await read(undefined, false);
		expect(keys.map((one) => Buffer.from(one))).toEqual([first, Buffer.from(second)]);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(existsSync(`${path}.new`)).toBe(false);
		writeFileSync(path, `${readFileSync(path, 'utf8')}\n`.repeat(2));
		await expect(read(undefined, false)).rejects.toThrow(/stands there twice/);
	});

	it('of the setting stands behind those before it', async () => {
		const keys = await read('c'.repeat(32), false, ['a'.repeat(32), 'b'.repeat(32)]);
		expect(keys.map((one) => Buffer.from(one).toString().at(0))).toEqual(['a', 'b', 'c']);
		await expect(read('c'.repeat(32), false, ['a'])).rejects.toThrow(/32 bytes/);
		await expect(read('c'.repeat(32), false, ['c'.repeat(32)])).rejects.toThrow(/twice/);
	});

	it.skipIf(process.platform === 'win32')('that others can read is not used', async () => {
		const place = { setting: undefined, settingBefore: undefined, dataDir: join(home, 'open') };
		await readKeys(place, { mayCreate: true });
		chmodSync(join(place.dataDir, 'pseudonym.key'), 0o644);
		await expect(readKeys(place, { mayCreate: false })).rejects.toThrow(/0600/);
	});
});
