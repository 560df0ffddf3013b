/** An export -> a file with a name. */
import { open, rm } from 'node:fs/promises';
import { PRIVATE } from './read-tables.ts';
import type { ExportFile } from './made-file.ts';

/** One for all of the file: a stream makes a new one each time, together as large as the file. */
const PIECE = 1 << 20;

/** Writes it to the path, readable by nobody else, and lets go of it. A file that fails half-way is removed. */
export async function keepAs({ file }: Pick<ExportFile, 'file'>, path: string): Promise<void> {
	try {
		const kept = await open(path, 'w', PRIVATE.mode);
		try {
			const piece = Buffer.allocUnsafe(PIECE);
			for (let read = await file.read(piece); read.bytesRead > 0; read = await file.read(piece)) {
				await kept.writeFile(piece.subarray(0, read.bytesRead));
			}
		} catch (error) {
			await rm(path, { force: true });
			throw error;
		} finally {
			await kept.close();
		}
	} finally {
		await file.close();
	}
}
