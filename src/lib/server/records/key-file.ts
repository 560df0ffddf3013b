/**
 * Where the keys for pseudonyms are kept: in settings, or in `pseudonym.key` of the data folder, one a
 * line, the newest last. Which of them the database knows is for key-ring.ts.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEAST_KEY_BYTES, PseudonymKeyError } from '../pseudonym.ts';

export type KeyPlace = {
	/** STIPPLE_PSEUDONYM_KEY; with it the file is not looked at. */
	setting: string | undefined;
	/** STIPPLE_PSEUDONYM_KEYS_BEFORE, oldest first. */
	settingBefore: readonly string[] | undefined;
	dataDir: string;
};

/** There is no file with keys. */
export class NoKeyFile extends PseudonymKeyError {}

export const keyFile = (dataDir: string) => join(dataDir, 'pseudonym.key');

/**
 * All keys, oldest first. The file is made when it is missing and `mayCreate` allows it: never once
 * pseudonyms of an older key are stored. Throws PseudonymKeyError.
 */
export async function readKeys(
	place: KeyPlace,
	{ mayCreate }: { mayCreate: boolean }
): Promise<Uint8Array[]> {
	const { setting, settingBefore = [], dataDir } = place;
	if (setting !== undefined && setting !== '') {
		const texts = [...settingBefore, setting];
		return unlike(
			texts.map((text) => keyFromSetting(text)),
			'STIPPLE_PSEUDONYM_KEY and STIPPLE_PSEUDONYM_KEYS_BEFORE'
		);
	}
	const path = keyFile(dataDir);
	if (mayCreate) await createKey(dataDir, path);
	return unlike(
		(await readLines(path)).map((line) => keyFromText(line, path)),
		path
	);
}

/** Adds the key behind the others of the file, which is replaced as a whole or not at all. */
export async function addKey(dataDir: string, key: Uint8Array): Promise<void> {
	const path = keyFile(dataDir);
	const lines = [...(await readLines(path)), Buffer.from(key).toString('base64url')];
	const draft = `${path}.new`;
	const file = await open(draft, 'w', 0o600);
	try {
		await file.chmod(0o600);
		await file.writeFile(lines.map((line) => `${line}\n`).join(''));
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(draft, path);
}

export const newKey = (): Uint8Array => randomBytes(LEAST_KEY_BYTES);

async function readLines(path: string): Promise<string[]> {
	const text = await readFile(path, 'utf8').catch(() => null);
	if (text === null) {
		throw new NoKeyFile(
			`The database holds pseudonyms, but their key is not in ${path}: put it back, or set STIPPLE_PSEUDONYM_KEY.`
		);
	}
	if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
		throw new PseudonymKeyError(
			`Other users of this computer can read ${path}: set its mode to 0600.`
		);
	}
	const lines = text.split('\n').flatMap((line) => line.trim() || []);
	if (lines.length > 0) return lines;
	throw new PseudonymKeyError(`${path} does not hold a key of at least ${LEAST_KEY_BYTES} bytes.`);
}

function keyFromSetting(text: string): Uint8Array {
	const key = new TextEncoder().encode(text);
	if (key.length >= LEAST_KEY_BYTES) return key;
	throw new PseudonymKeyError(
		`STIPPLE_PSEUDONYM_KEY and each of STIPPLE_PSEUDONYM_KEYS_BEFORE need at least ${LEAST_KEY_BYTES} bytes.`
	);
}

function keyFromText(text: string, path: string): Uint8Array {
	const key = Buffer.from(text, 'base64url');
	if (key.length >= LEAST_KEY_BYTES) return key;
	throw new PseudonymKeyError(
		`${path} does not hold a key of at least ${LEAST_KEY_BYTES} bytes in each line.`
	);
}

function unlike(keys: Uint8Array[], where: string): Uint8Array[] {
	const texts = keys.map((key) => Buffer.from(key).toString('base64url'));
	if (new Set(texts).size === texts.length) return keys;
	throw new PseudonymKeyError(`${where}: one key stands there twice. Leave one of the two out.`);
}

async function createKey(dataDir: string, path: string): Promise<void> {
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const key = Buffer.from(newKey()).toString('base64url');
	try {
		await writeFile(path, `${key}\n`, { flag: 'wx', mode: 0o600 });
		await chmod(path, 0o600);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	}
}
