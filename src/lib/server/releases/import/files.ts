/**
 * The files of a bundle, from its ZIP or from the folder that it was unpacked into. Nothing is unpacked to
 * the disk, and what a file claims to hold is held against limits before a byte of it is read.
 */
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';
import { count } from '#lib/domain/format.ts';
import { shorten } from '#lib/domain/refusals.ts';
import { Refused } from '../../accounts/refused.ts';

export type BundleFiles = {
	/** Each file by its path in the bundle, with the bytes it holds. */
	sizes: ReadonlyMap<string, number>;
	/** Throws Refused for a file that is not there. */
	read(name: string): Promise<Readable>;
	close(): void;
};

const MB = 1024 * 1024;

export const BUNDLE_LIMITS = {
	files: 100,
	/** Of all files together, unpacked. */
	bytes: 4096 * MB,
	/** Unpacked bytes for one that is packed; a table of equal rows packs a hundred times smaller. */
	ratio: 250,
	/** Smaller files may pack as well as they like. */
	ratioFrom: MB,
	rows: 20_000_000
};
export type BundleLimits = typeof BUNDLE_LIMITS;

/** Throws Refused, in words, for what cannot be a bundle. Close it when you are done. */
export async function openBundle(path: string, limits = BUNDLE_LIMITS): Promise<BundleFiles> {
	const found = await lstat(path).catch(() => null);
	if (!found) throw new Refused(`There is nothing at ${shorten(path)}.`);
	if (found.isDirectory()) return folder(path, limits);
	if (found.isFile()) return archive(path, limits);
	throw new Refused(`${shorten(path)} is neither a file nor a folder.`);
}

async function folder(path: string, limits: BundleLimits): Promise<BundleFiles> {
	const entries = await readdir(path, { recursive: true, withFileTypes: true });
	const sizes = new Map<string, number>();
	for (const entry of entries) {
		if (entry.isDirectory()) continue;
		const own = join(entry.parentPath, entry.name);
		const name = relative(path, own).split(sep).join('/');
		// A link could lead anywhere.
		if (!entry.isFile()) throw new Refused(`${shorten(name)} is no plain file.`);
		sizes.set(name, (await lstat(own)).size);
		checkSizes(sizes, limits);
	}
	return {
		sizes,
		read: async (name) => {
			if (!sizes.has(name)) throw notThere(name);
			return createReadStream(join(path, name));
		},
		close: () => {}
	};
}

async function archive(path: string, limits: BundleLimits): Promise<BundleFiles> {
	const zip = await opened(path);
	try {
		if (zip.entryCount > limits.files * 2) throw tooMany(limits);
		const entries = await entriesOf(zip, limits);
		const sizes = new Map([...entries].map(([name, entry]) => [name, entry.uncompressedSize]));
		return {
			sizes,
			read: async (name) => {
				const entry = entries.get(name);
				if (!entry) throw notThere(name);
				return zip.openReadStreamPromise(entry).catch((error: unknown) => {
					throw notReadable(error);
				});
			},
			close: () => zip.close()
		};
	} catch (error) {
		zip.close();
		throw error;
	}
}

const opened = (path: string) =>
	new Promise<ZipFile>((resolve, reject) =>
		open(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) =>
			error ? reject(notReadable(error)) : resolve(zip)
		)
	);

const notReadable = (error: unknown) =>
	new Refused(
		`This is no ZIP of a bundle, or it was damaged on its way: ${error instanceof Error ? error.message : String(error)}.`
	);

/** By their names without the one folder that a bundle packs its files into. */
async function entriesOf(zip: ZipFile, limits: BundleLimits): Promise<Map<string, Entry>> {
	const all = new Map<string, Entry>();
	const sizes = new Map<string, number>();
	const next = zip.eachEntry();
	for (;;) {
		const step = await next.next().catch((error: unknown) => {
			throw notReadable(error);
		});
		if (step.done) break;
		const entry = step.value;
		const name = entry.fileName;
		if (name.endsWith('/')) continue;
		if (all.has(name)) throw new Refused(`${shorten(name)} stands twice in the archive.`);
		if (!entry.canDecodeFileData())
			throw new Refused(`${shorten(name)} is packed in a way that Stipple does not read.`);
		all.set(name, entry);
		sizes.set(name, entry.uncompressedSize);
		checkSizes(sizes, limits);
		checkRatio(entry, limits);
	}
	const first = [...all.keys()][0] ?? '';
	const root = first.slice(0, first.indexOf('/') + 1);
	const shared =
		!all.has('datapackage.json') && [...all.keys()].every((name) => name.startsWith(root));
	return shared ? new Map([...all].map(([name, entry]) => [name.slice(root.length), entry])) : all;
}

function checkSizes(sizes: ReadonlyMap<string, number>, limits: BundleLimits): void {
	if (sizes.size > limits.files) throw tooMany(limits);
	const bytes = sizes.values().reduce((sum, size) => sum + size, 0);
	if (bytes > limits.bytes) {
		throw new Refused(
			`A bundle holds at most ${count(Math.floor(limits.bytes / MB))} MB, unpacked; this one holds more.`
		);
	}
}

const tooMany = ({ files }: BundleLimits) =>
	new Refused(`A bundle holds at most ${files} files; this one holds more.`);

function checkRatio(
	{ fileName, compressedSize, uncompressedSize }: Entry,
	limits: BundleLimits
): void {
	if (uncompressedSize < limits.ratioFrom) return;
	if (uncompressedSize <= compressedSize * limits.ratio) return;
	throw new Refused(
		`${shorten(fileName)} claims to be more than ${limits.ratio} times as large unpacked as packed. No bundle is; it is not opened.`
	);
}

const notThere = (name: string) => new Refused(`The bundle has no ${shorten(name)}.`);
