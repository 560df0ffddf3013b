/**
 * Pseudonyms: the code that stands for a source id, made with a key that is kept outside the database.
 * The same person imported twice gets the same code; without the key nobody can try out ids.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The key is missing, too short or open to others; the message is one sentence for the operator. */
export class PseudonymKeyError extends Error {}

export type Pseudonyms = {
	/** Stored with each patient; 0 stands for ids that were study ids already. */
	keyVersion: number;
	/** Tells two keys apart without revealing either; null without a key. */
	fingerprint: string | null;
	/** The code for a source id. Ids of different kinds or clinics never share one. */
	codeFor(kind: 'patient' | 'course' | 'pair' | 'row', clinicId: string, sourceId: string): string;
};

const LEAST_BYTES = 32;
const KEY_VERSION = 1;
/** Without letters that are mistaken for digits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids that are study ids already stay as they are. */
export const STUDY_IDS: Pseudonyms = {
	keyVersion: 0,
	fingerprint: null,
	codeFor: (_kind, _clinicId, sourceId) => sourceId
};

/** HMAC-SHA-256 of kind, clinic and id, of which 130 bits are kept as 26 letters and digits. */
export function keyedPseudonyms(key: Uint8Array): Pseudonyms {
	if (key.length < LEAST_BYTES) {
		throw new PseudonymKeyError(`The key for pseudonyms needs at least ${LEAST_BYTES} bytes.`);
	}
	const code = (...parts: string[]) =>
		letters(createHmac('sha256', key).update(JSON.stringify(parts)).digest());
	return {
		keyVersion: KEY_VERSION,
		fingerprint: code('fingerprint').slice(0, 12),
		codeFor: (kind, clinicId, sourceId) => code(kind, clinicId, sourceId)
	};
}

/** What people read out to each other; the whole code stays the key. */
export const shortCode = (pseudonym: string) => pseudonym.slice(0, 8).toUpperCase();

function letters(digest: Uint8Array): string {
	let text = '';
	for (let bit = 0; bit < 130; bit += 5) {
		const byte = bit >> 3;
		const pair = ((digest[byte] ?? 0) << 8) | (digest[byte + 1] ?? 0);
		text += ALPHABET[(pair >> (11 - (bit & 7))) & 31];
	}
	return text;
}

/**
 * The key from the setting, or else from `pseudonym.key` in the data folder. The file is made when it
 * is missing and `mayCreate` allows it: never once pseudonyms of an older key are stored.
 */
export async function pseudonymKey(options: {
	setting: string | undefined;
	dataDir: string;
	mayCreate: boolean;
}): Promise<Uint8Array> {
	if (options.setting !== undefined && options.setting !== '') {
		const key = new TextEncoder().encode(options.setting);
		if (key.length >= LEAST_BYTES) return key;
		throw new PseudonymKeyError(`STIPPLE_PSEUDONYM_KEY needs at least ${LEAST_BYTES} bytes.`);
	}
	const path = join(options.dataDir, 'pseudonym.key');
	if (options.mayCreate) await createKey(options.dataDir, path);
	const text = await readFile(path, 'utf8').catch(() => null);
	if (text === null) {
		throw new PseudonymKeyError(
			`The database holds pseudonyms, but their key is not in ${path}: put it back, or set STIPPLE_PSEUDONYM_KEY.`
		);
	}
	if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
		throw new PseudonymKeyError(
			`Other users of this computer can read ${path}: set its mode to 0600.`
		);
	}
	return keyFromText(text.trim(), path);
}

function keyFromText(text: string, path: string): Uint8Array {
	const key = Buffer.from(text, 'base64url');
	if (key.length >= LEAST_BYTES) return key;
	throw new PseudonymKeyError(`${path} does not hold a key of at least ${LEAST_BYTES} bytes.`);
}

async function createKey(dataDir: string, path: string): Promise<void> {
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const key = randomBytes(LEAST_BYTES).toString('base64url');
	try {
		await writeFile(path, `${key}\n`, { flag: 'wx', mode: 0o600 });
		await chmod(path, 0o600);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	}
}
