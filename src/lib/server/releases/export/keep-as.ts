/** An export -> a file with a name. */
import { randomUUID } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PRIVATE } from './read-tables.ts';
import type { ExportFile } from './made-file.ts';

/** One for all of the file: a stream makes a new one each time, together as large as the file. */
const PIECE = 1 << 20;

/** Why no file can be kept under this path, as a sentence; null where one can. For asking before it is made. */
export async function whyNotAt(path: string): Promise<string | null> {
	const there = await stat(path).catch(() => null);
	if (there?.isDirectory()) return `${path} is a folder; name the file in it.`;
	if (there && !there.isFile()) return `${path} is no ordinary file; name another.`;
	const folder = dirname(resolve(path));
	const around = await stat(folder).catch(() => null);
	if (!around?.isDirectory()) return `There is no folder ${folder}.`;
	const may = (what: string, mode: number) =>
		access(what, mode).then(
			() => true,
			() => false
		);
	if (!(await may(folder, constants.W_OK | constants.X_OK))) {
		return `You may not write into the folder ${folder}.`;
	}
	return there && !(await may(path, constants.W_OK)) ? `You may not write to ${path}.` : null;
}

/**
 * Writes it to the path, readable by nobody else, and lets go of it. It has a name of its own beside the path
 * until it is whole: what stands there before stays until then, and for good when this fails.
 */
export async function keepAs(
	{ file }: Pick<ExportFile, 'file'>,
	path: string,
	signal?: AbortSignal
): Promise<void> {
	try {
		// Where a link stands, what it leads to is replaced.
		const target = await realpath(path).catch(() => path);
		const draft = `${target}.${randomUUID()}.part`;
		const kept = await open(draft, 'wx', PRIVATE.mode);
		try {
			try {
				const piece = Buffer.allocUnsafe(PIECE);
				for (let read = await file.read(piece); read.bytesRead > 0; read = await file.read(piece)) {
					signal?.throwIfAborted();
					await kept.writeFile(piece.subarray(0, read.bytesRead));
				}
			} finally {
				await kept.close();
			}
			await rename(draft, target);
		} catch (error) {
			await rm(draft, { force: true });
			throw error;
		}
	} finally {
		await file.close();
	}
}
