import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepAs, whyNotAt } from '#lib/server/releases/export/keep-as.ts';

const home = mkdtempSync(join(tmpdir(), 'stipple-keep-'));
afterAll(() => rmSync(home, { recursive: true }));
const at = (name: string) => join(home, name);
const MEBIBYTE = 1 << 20;

test.each([0, 1, MEBIBYTE, 2 * MEBIBYTE + 17])(
	'keeps all %d bytes, for nobody else',
	async (size) => {
		const bytes = Buffer.from(
			Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 9)) % 251)
		);
		writeFileSync(at('made'), bytes);
		const file = await open(at('made'));
		await keepAs({ file }, at(`kept-${size}`));
		expect(readFileSync(at(`kept-${size}`)).equals(bytes)).toBe(true);
		expect(statSync(at(`kept-${size}`)).mode & 0o077).toBe(0);
		expect(file.fd).toBe(-1);
	}
);

test('what cannot be read to its end is not left half, and what stood there before stays', async () => {
	for (const before of [null, 'before']) {
		if (before !== null) writeFileSync(at('half'), before);
		const folder = await open(home);
		await expect(keepAs({ file: folder }, at('half'))).rejects.toThrow('EISDIR');
		expect(existsSync(at('half')) ? readFileSync(at('half'), 'utf8') : null).toBe(before);
	}
	expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('one that is stopped leaves what stood there before', async () => {
	writeFileSync(at('made'), 'new');
	writeFileSync(at('stopped'), 'before');
	const file = await open(at('made'));
	const signal = AbortSignal.abort(new Error('stopped'));
	await expect(keepAs({ file }, at('stopped'), signal)).rejects.toThrow('stopped');
	expect(readFileSync(at('stopped'), 'utf8')).toBe('before');
	expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([]);
	expect(file.fd).toBe(-1);
});

test('where a link stands, what it leads to is replaced', async () => {
	writeFileSync(at('made'), 'new');
	writeFileSync(at('led-to'), 'before');
	symlinkSync(at('led-to'), at('link'));
	await keepAs({ file: await open(at('made')) }, at('link'));
	expect(readFileSync(at('led-to'), 'utf8')).toBe('new');
});

test('where nothing can be written is told before it is tried', async () => {
	mkdirSync(at('taken'));
	expect(await whyNotAt(at('free'))).toBeNull();
	expect(await whyNotAt(at('taken'))).toBe(`${at('taken')} is a folder; name the file in it.`);
	expect(await whyNotAt(at('gone/file'))).toBe(`There is no folder ${at('gone')}.`);
	expect(await whyNotAt('/dev/null')).toBe('/dev/null is no ordinary file; name another.');
	const file = await open(at('made'));
	await expect(keepAs({ file }, at('taken'))).rejects.toThrow();
	expect(statSync(at('taken')).isDirectory()).toBe(true);
	expect(file.fd).toBe(-1);
});
