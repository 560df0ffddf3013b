/** How large a request's body may be, by its address, before anything reads it. */
import type { IncomingMessage } from 'node:http';

/** Forms and small JSON: everything that is not an upload. */
const FORM_BYTES = 64 * 1024;

/** Addresses that take files, with the larger limit of BODY_SIZE_LIMIT. None yet. */
const UPLOADS: readonly RegExp[] = [];

/** `512K` or `50M` as a number of bytes. */
export function bytesOf(size: string): number {
	const unit = { K: 1024, M: 1024 ** 2 }[size.at(-1) ?? ''] ?? 1;
	return Number.parseInt(size, 10) * unit;
}

/** Whether the announced body is larger than the address takes. One without a length is, but for files. */
export function isTooLarge(
	request: Pick<IncomingMessage, 'url' | 'headers'>,
	uploadBytes: number
): boolean {
	const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
	const takesFiles = UPLOADS.some((address) => address.test(path));
	if (request.headers['transfer-encoding'] !== undefined) return !takesFiles;
	const length = Number(request.headers['content-length'] ?? 0);
	return !(length <= (takesFiles ? uploadBytes : FORM_BYTES));
}
