/** A ZIP that has the same bytes whenever, wherever and by whomever it is made. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { PRIVATE } from './read-tables.ts';

/** A file of the archive: from the disk, or as text. */
export type Entry = { name: string } & ({ path: string } | { text: string });

/**
 * Local time is what a ZIP stores: this moment is spelled the same in every zone. Not the first of January,
 * which yazl takes for too early east of Greenwich and spells in UTC.
 */
const fixed = () => ({
	mtime: new Date(1980, 0, 2),
	mode: 0o100644,
	forceDosTimestamp: true,
	compressionLevel: 6
});

/** Writes the archive to `path`, one entry after the other, holding none of them. */
export async function writeZip(
	path: string,
	entries: readonly Entry[],
	signal?: AbortSignal
): Promise<void> {
	const zip = new yazl.ZipFile();
	const broken = new Promise<never>((_, reject) => zip.on('error', reject));
	for (const entry of entries) {
		if ('path' in entry) zip.addFile(entry.path, entry.name, fixed());
		else zip.addBuffer(Buffer.from(entry.text), entry.name, fixed());
	}
	zip.end();
	await Promise.race([
		pipeline(zip.outputStream, createWriteStream(path, PRIVATE), ...(signal ? [{ signal }] : [])),
		broken
	]);
}
