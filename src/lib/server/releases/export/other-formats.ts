/** The tables of a bundle -> files in other formats, made from its CSV files one after the other. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DATASETS, datasetJson, type Dataset } from '#lib/formats/release/dataset-json.ts';
import type { ReleaseFacts } from '#lib/formats/release/facts.ts';
import type { Extra, SingleForm } from '#lib/formats/release/forms.ts';
import { parquet } from '#lib/formats/release/parquet.ts';
import { redcapDictionary, redcapRecords } from '#lib/formats/release/redcap.ts';
import type { Chunks, Source } from '#lib/formats/release/source.ts';
import { spreadsheetCsv } from '#lib/formats/release/spreadsheet.ts';
import { MOST_ROWS_OF_A_SHEET, workbookParts } from '#lib/formats/release/xlsx.ts';
import { count } from '#lib/domain/format.ts';
import { rowsIn } from './csv-rows.ts';
import { PRIVATE, type TableFile } from './read-tables.ts';
import { ExportError } from './release.ts';
import { writeZip, type Entry } from './zip.ts';

export type MadeFile = { name: string; path: string; sha256: string; bytes: number };

export function sourceOf(files: readonly TableFile[]): Source {
	const tables = files.map(({ table, rows, path }) => ({ table, count: rows, rows: rowsIn(path) }));
	return { tables, table: (name) => tables.find(({ table }) => table.name === name) ?? null };
}

/** The files of a format, in a folder of its name. */
export async function extraFiles(
	extra: Extra,
	facts: ReleaseFacts,
	source: Source,
	folder: string
): Promise<MadeFile[]> {
	const made: MadeFile[] = [];
	const write = async (name: string, chunks: Chunks) =>
		void made.push(await writeFileOf(folder, `${extra}/${name}`, chunks));
	switch (extra) {
		case 'xlsx':
			await write('release.xlsx', xlsx(source, folder));
			break;
		case 'parquet':
			for (const table of source.tables) await write(`${table.table.name}.parquet`, parquet(table));
			break;
		case 'dataset-json':
			for (const dataset of DATASETS) {
				await write(jsonName(dataset), datasetJson(facts, source, dataset));
			}
			break;
		case 'redcap':
			await write('records.csv', redcapRecords(source));
			await write('dictionary.csv', one(redcapDictionary(source)));
	}
	return made;
}

type Alone = { name: string; mediaType: string; chunks: Chunks };

/** One file by itself; a table as CSV is there already. */
export function singleFile(
	form: Exclude<SingleForm, { kind: 'csv' }>,
	facts: ReleaseFacts,
	source: Source,
	folder: string
): Alone {
	const csv = 'text/csv; charset=utf-8';
	switch (form.kind) {
		case 'parquet': {
			const name = `${form.table}.parquet`;
			const chunks = parquet(tableIn(source, form.table));
			return { name, mediaType: 'application/vnd.apache.parquet', chunks };
		}
		case 'spreadsheet': {
			const chunks = spreadsheetCsv(tableIn(source, form.table), form.dialect);
			return { name: `${form.table}.csv`, mediaType: csv, chunks };
		}
		case 'xlsx': {
			const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
			return { name: 'release.xlsx', mediaType, chunks: xlsx(source, folder) };
		}
		case 'dataset-json': {
			const chunks = datasetJson(facts, source, form.dataset);
			return { name: jsonName(form.dataset), mediaType: 'application/json', chunks };
		}
		case 'redcap': {
			const chunks =
				form.file === 'records' ? redcapRecords(source) : one(redcapDictionary(source));
			return { name: `redcap-${form.file}.csv`, mediaType: csv, chunks };
		}
	}
}

const jsonName = (dataset: Dataset) => `${dataset.toLowerCase()}.json`;

function tableIn(source: Source, name: Parameters<Source['table']>[0]) {
	const table = source.table(name);
	if (!table) throw new ExportError(`This release has no table ${name}.`);
	return table;
}

async function* one(text: string): AsyncGenerator<string> {
	yield text;
}

async function* xlsx(source: Source, folder: string): AsyncGenerator<Uint8Array> {
	const long = source.tables.find((table) => table.count > MOST_ROWS_OF_A_SHEET);
	if (long) {
		throw new ExportError(
			`A sheet holds at most ${count(MOST_ROWS_OF_A_SHEET)} rows, and ${long.table.name} has ${count(long.count)}. Please choose CSV or Parquet, or a smaller cohort.`
		);
	}
	const entries: Entry[] = [];
	for (const { name, chunks } of workbookParts(source)) {
		entries.push({ name, path: (await writeFileOf(folder, `workbook/${name}`, chunks)).path });
	}
	const path = join(folder, 'workbook.zip');
	await writeZip(path, entries);
	await rm(join(folder, 'workbook'), { recursive: true });
	yield* createReadStream(path);
	await rm(path);
}

/** Writes the file and its hash at once. */
export async function writeFileOf(folder: string, name: string, chunks: Chunks): Promise<MadeFile> {
	const path = join(folder, name);
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	await writeFile(path, '', PRIVATE);
	const hash = createHash('sha256');
	let bytes = 0;
	await pipeline(
		async function* () {
			for await (const chunk of chunks) {
				const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
				hash.update(buffer);
				bytes += buffer.length;
				yield buffer;
			}
		},
		createWriteStream(path, PRIVATE)
	);
	return { name, path, sha256: hash.digest('hex'), bytes };
}
