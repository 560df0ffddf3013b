/** Tags of bytes, and whether whoever asks has them already (RFC 9110, 8.8.3 and 13.1.2). */
import { createHash } from 'node:crypto';

/** The strong tag of bytes that follow from `parts` alone, for what takes long to make. */
export const tagOf = (parts: readonly unknown[]): string =>
	`"${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}"`;

/** `given` is the If-None-Match of the request: tags with commas between; `*` names no bytes and is not taken. */
export const holds = (given: string | null, tag: string): boolean =>
	(given ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
