import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepAs } from '#lib/server/releases/export/keep-as.ts';

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

test('what cannot be read to its end is not left half', async () => {
	const folder = await open(home);
	await expect(keepAs({ file: folder }, at('half'))).rejects.toThrow('EISDIR');
	expect(existsSync(at('half'))).toBe(false);
});

test('where nothing can be written, what is there stays', async () => {
	writeFileSync(at('again'), 'x');
	mkdirSync(at('taken'));
	const file = await open(at('again'));
	await expect(keepAs({ file }, at('taken'))).rejects.toThrow('EISDIR');
	expect(statSync(at('taken')).isDirectory()).toBe(true);
	expect(file.fd).toBe(-1);
});
