/**
 * The export bundle of a release or a cohort of it: one ZIP with the rows as CSV, what they mean, what was
 * done to protect people, and the figures that can be computed again from them. The same bytes every time.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { dataPackage } from '#lib/formats/release/data-package.ts';
import { dataDictionary } from '#lib/formats/release/dictionary.ts';
import { stemOf, type ReleaseFacts } from '#lib/formats/release/facts.ts';
import { ANALYSIS_R, figuresJson } from '#lib/formats/release/figures.ts';
import type { Extra } from '#lib/formats/release/forms.ts';
import { loadPython, loadR, loadSpss, loadStata } from '#lib/formats/release/loaders.ts';
import { citation, dataCite, filtersJson, privacyJson } from '#lib/formats/release/papers.ts';
import { readme } from '#lib/formats/release/readme.ts';
import { madeFile, type ExportFile, type ExportOptions } from './made-file.ts';
import { extraFiles, sourceOf, type MadeFile } from './other-formats.ts';
import { readTables, type ReadTables } from './read-tables.ts';
import type { Exported } from './release.ts';
import { writeZip, type Entry } from './zip.ts';

/**
 * Close the file. `formats` stand in the bundle beside its CSV files. Throws
 * ExportError, BusyError, or the signal's reason.
 */
export async function exportBundle(
	db: Kysely<Database>,
	exported: Exported & { formats?: readonly Extra[] },
	options: ExportOptions
): Promise<ExportFile> {
	const { signal, progress } = options;
	return madeFile(db, exported, options, async (facts, folder) => {
		const read = await readTables(db, facts, {
			folder,
			signal,
			progress: (done, of) => progress?.((done / of) * 0.5)
		});
		const extras: MadeFile[] = [];
		for (const format of exported.formats ?? []) {
			signal?.throwIfAborted();
			extras.push(...(await extraFiles(format, facts, sourceOf(read.files), folder)));
		}
		const path = join(folder, 'bundle.zip');
		await writeZip(path, withChecksums(stemOf(facts), entriesOf(facts, read, extras)), signal);
		progress?.(1);
		const rows = read.files.reduce((sum, table) => sum + table.rows, 0);
		return { path, ending: '.zip', mediaType: 'application/zip', rows };
	});
}

type Hashed = { entry: Entry; sha256: string };

function entriesOf(facts: ReleaseFacts, read: ReadTables, extras: readonly MadeFile[]): Hashed[] {
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
		})),
		...extras.map(({ name, path, sha256 }) => ({ entry: { name, path }, sha256 }))
	];
}

/** All in one folder, with the checksums beside them as `sha256sum -c` reads them. */
function withChecksums(folder: string, entries: readonly Hashed[]): Entry[] {
	const sums = entries.map(({ entry, sha256 }) => `${sha256}  ${entry.name}\n`).join('');
	return [...entries.map(({ entry }) => entry), { name: 'checksums.sha256', text: sums }].map(
		(entry) => ({ ...entry, name: `${folder}/${entry.name}` })
	);
}
