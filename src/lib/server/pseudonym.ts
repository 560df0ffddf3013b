/**
 * Pseudonyms: the code that stands for a source id, made with a key that is kept outside the database.
 * The same person imported twice gets the same code; without the key nobody can try out ids.
 */
import { createHmac } from 'node:crypto';

/** A key is missing, too short or open to others; the message is one sentence for the operator. */
export class PseudonymKeyError extends Error {}

export type Pseudonyms = {
	/** Stored with each patient; 0 stands for ids that were study ids already. */
	keyVersion: number;
	/** Tells two keys apart without revealing either; null without a key. */
	fingerprint: string | null;
	/** The code for a source id. Ids of different kinds or clinics never share one. */
	codeFor(kind: 'patient' | 'course' | 'pair' | 'row', clinicId: string, sourceId: string): string;
};

/** A shorter key could be tried out. */
export const LEAST_KEY_BYTES = 32;
/** Without letters that are mistaken for digits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids that are study ids already stay as they are. */
export const STUDY_IDS: Pseudonyms = {
	keyVersion: 0,
	fingerprint: null,
	codeFor: (_kind, _clinicId, sourceId) => sourceId
};

/** HMAC-SHA-256 of kind, clinic and id, of which 130 bits are kept as 26 letters and digits. */
export function keyedPseudonyms(key: Uint8Array, keyVersion = 1): Pseudonyms {
	if (key.length < LEAST_KEY_BYTES) {
		throw new PseudonymKeyError(`The key for pseudonyms needs at least ${LEAST_KEY_BYTES} bytes.`);
	}
	const code = (...parts: string[]) =>
		letters(createHmac('sha256', key).update(JSON.stringify(parts)).digest());
	return {
		keyVersion,
		fingerprint: code('fingerprint').slice(0, 12),
		codeFor: (kind, clinicId, sourceId) => code(kind, clinicId, sourceId)
	};
}

/** Whether an id may be one of our codes. */
export const looksLikeCode = (id: string) => /^[0-9a-hjkmnp-z]{26}$/.test(id);

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
