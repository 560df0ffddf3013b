/**
 * The export bundle of a release or a cohort of it: one ZIP with the rows as CSV, what they mean, what was
 * done to protect people, and the figures that can be computed again from them. The same bytes every time.
 */
import { createHash } from 'node:crypto';
import { open, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { dataPackage } from '#lib/formats/release/data-package.ts';
import { dataDictionary } from '#lib/formats/release/dictionary.ts';
import { stemOf, type ReleaseFacts } from '#lib/formats/release/facts.ts';
import { ANALYSIS_R, figuresJson } from '#lib/formats/release/figures.ts';
import { loadPython, loadR, loadSpss, loadStata } from '#lib/formats/release/loaders.ts';
import { citation, dataCite, filtersJson, privacyJson } from '#lib/formats/release/papers.ts';
import { readme } from '#lib/formats/release/readme.ts';
import { hashOfFile, readTables, type ReadTables } from './read-tables.ts';
import { factsOf, type Exported } from './release.ts';
import { turn } from './turns.ts';
import { writeZip, type Entry } from './zip.ts';

export type ExportOptions = {
	/** Ends the export; what was written is removed. */
	signal?: AbortSignal | undefined;
	/** From 0 to 1, as the work goes on. */
	progress?: ((share: number) => void) | undefined;
};

export type ExportFile = {
	fileName: string;
	mediaType: string;
	/** SHA-256 of the file. */
	hash: string;
	bytes: number;
	/** Rows of all tables in it. */
	rows: number;
	/** Of a file that has no name any more: it is gone when the stream is closed, read or not. */
	stream: Readable;
};

/** Throws ExportError, BusyError, or the signal's reason. Close the stream, or read it to its end. */
export async function exportBundle(
	db: Kysely<Database>,
	exported: Exported,
	options: ExportOptions = {}
): Promise<ExportFile> {
	const { signal, progress } = options;
	return inTurn(signal, async (folder) => {
		const facts = await factsOf(db, exported);
		const read = await readTables(db, facts, {
			folder,
			signal,
			progress: (done, of) => progress?.((done / of) * 0.5)
		});
		const path = join(folder, 'bundle.zip');
		await writeZip(path, withChecksums(stemOf(facts), entriesOf(facts, read)), signal);
		progress?.(1);
		return {
			path,
			fileName: `${stemOf(facts)}.zip`,
			mediaType: 'application/zip',
			rows: read.files.reduce((sum, { rows }) => sum + rows, 0)
		};
	});
}

type Made = { path: string; fileName: string; mediaType: string; rows: number };

/** Makes a file when it is its turn, in a folder that is gone before anybody reads the file. */
export async function inTurn(
	signal: AbortSignal | undefined,
	make: (folder: string) => Promise<Made>
): Promise<ExportFile> {
	const giveBack = await turn(signal);
	const folder = await mkdtemp(join(tmpdir(), 'stipple-export-'));
	try {
		const { path, ...made } = await make(folder);
		const { sha256, bytes } = await hashOfFile(path);
		const file = await open(path);
		// Its name goes at once: a download that is cut leaves nothing behind, whoever cuts it.
		await rm(folder, { recursive: true, force: true });
		return { ...made, hash: sha256, bytes, stream: file.createReadStream() };
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	} finally {
		giveBack();
	}
}

type Hashed = { entry: Entry; sha256: string };

function entriesOf(facts: ReleaseFacts, read: ReadTables): Hashed[] {
	const { files, counts, figures, measures } = read;
	const tables = files.map(({ table }) => table);
	const texts: Record<string, string> = {
		'README.md': readme(facts, counts, files),
		'datapackage.json': dataPackage(facts, files),
		'data-dictionary.csv': dataDictionary(tables, measures),
		'privacy.json': privacyJson(facts, counts),
		'filters.json': filtersJson(facts),
		'CITATION.cff': citation(facts),
		'datacite.json': dataCite(facts, counts),
		'figures.json': figuresJson(figures),
		'analysis.R': ANALYSIS_R,
		'load.R': loadR(tables),
		'load.py': loadPython(tables),
		'load.do': loadStata(tables),
		'load.sps': loadSpss(tables)
	};
	return [
		...Object.entries(texts).map(([name, text]) => ({
			entry: { name, text },
			sha256: createHash('sha256').update(text).digest('hex')
		})),
		...files.map(({ table, path, sha256 }) => ({
			entry: { name: `data/${table.name}.csv`, path },
			sha256
		}))
	];
}

/** All in one folder, with the checksums beside them as `sha256sum -c` reads them. */
function withChecksums(folder: string, entries: readonly Hashed[]): Entry[] {
	const sums = entries.map(({ entry, sha256 }) => `${sha256}  ${entry.name}\n`).join('');
	return [...entries.map(({ entry }) => entry), { name: 'checksums.sha256', text: sums }].map(
		(entry) => ({ ...entry, name: `${folder}/${entry.name}` })
	);
}
