/** Whether whoever asks has the bytes already (RFC 9110, 13.1.2). */

/** `given` is the If-None-Match of the request: tags with commas between; `*` names no bytes and is not taken. */
export const holds = (given: string | null, tag: string): boolean =>
	(given ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
