/** Whether the files of a bundle are those that were written: all of them, no other, byte by byte. */
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { shorten } from '#lib/domain/refusals.ts';
import { DATASETS } from '#lib/formats/release/dataset-json.ts';
import { REDCAP_FILES, TABLE_FILES } from '#lib/formats/release/forms.ts';
import { Refused } from '../../accounts/refused.ts';
import type { BundleFiles } from './files.ts';
import { textOf, unreadable } from './text.ts';

const CHECKSUMS = 'checksums.sha256';

/** What every bundle holds beside its tables. */
const PAPERS = [
	'README.md',
	'datapackage.json',
	'data-dictionary.csv',
	'privacy.json',
	'filters.json',
	'CITATION.cff',
	'datacite.json',
	'figures.json',
	'analysis.R',
	'load.R',
	'load.py',
	'load.do',
	'load.sps'
];
/** What may stand beside that: tables, and other formats in a folder of their name. */
const MAY = new Set([
	...TABLE_FILES.map((table) => `data/${table}.csv`),
	'xlsx/release.xlsx',
	...TABLE_FILES.map((table) => `parquet/${table}.parquet`),
	...DATASETS.map((dataset) => `dataset-json/${dataset.toLowerCase()}.json`),
	...REDCAP_FILES.map((file) => `redcap/${file}.csv`)
]);

/** Gives each file's SHA-256. Throws Refused for the first file that is missing, unknown or changed. */
export async function checkFiles(files: BundleFiles): Promise<ReadonlyMap<string, string>> {
	if (!files.sizes.has(CHECKSUMS)) {
		throw new Refused(
			`There is no ${CHECKSUMS}, so this is no bundle of a release, or not all of it.`
		);
	}
	const sums = sumsOf(await textOf(files, CHECKSUMS));
	for (const name of files.sizes.keys()) {
		if (name === CHECKSUMS) continue;
		if (!PAPERS.includes(name) && !MAY.has(name)) {
			throw new Refused(
				`${shorten(name)} is a file that no bundle holds. Take it out, or take the bundle anew.`
			);
		}
		if (!sums.has(name)) throw new Refused(`${shorten(name)} has no line in ${CHECKSUMS}.`);
	}
	const missing = [...PAPERS, ...sums.keys()].find((name) => !files.sizes.has(name));
	if (missing !== undefined) {
		throw new Refused(`${shorten(missing)} is missing in the bundle.`);
	}
	for (const [name, sum] of sums) {
		if ((await hashOf(files, name)) !== sum) {
			throw new Refused(
				`${name} is not as it was written: its SHA-256 is not the one in ${CHECKSUMS}.`
			);
		}
	}
	return sums;
}

function sumsOf(text: string): Map<string, string> {
	const sums = new Map<string, string>();
	for (const line of text.split('\n')) {
		if (line === '') continue;
		const [, sum, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
		if (sum === undefined || name === undefined || sums.has(name)) {
			throw new Refused(`${CHECKSUMS} is not as Stipple writes it: “${shorten(line)}”.`);
		}
		sums.set(name, sum);
	}
	return sums;
}

async function hashOf(files: BundleFiles, name: string): Promise<string> {
	const hash = createHash('sha256');
	try {
		await pipeline(await files.read(name), hash);
	} catch (error) {
		throw error instanceof Refused ? error : unreadable(name, error);
	}
	return hash.digest('hex');
}
