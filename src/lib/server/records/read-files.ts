/** The contract's CSV files -> lines. Says what is wrong with a file, its header and each single row. */
import { createHash } from 'node:crypto';
import { columnsOf, TABLE_NAMES, type TableName } from '#lib/domain/contract/tables.ts';
import { readHeader, type Header } from '#lib/domain/contract/header.ts';
import { lineReader } from '#lib/domain/contract/line.ts';
import { readCsvRows, type CsvRow } from '#lib/formats/csv-read.ts';
import { damageOfIds, damageOfNumbers } from './checks/spreadsheet-damage.ts';
import { unmappedColumns } from './checks/unmapped-columns.ts';
import { emptySet, fileOf, refuse, type ImportRow, type ImportSet } from './import-set.ts';

/** A file as it lies on the disk. Only names of the contract are looked at. */
export type SourceFile = { name: string; bytes: Uint8Array };

/** Hash over names and bytes of the contract's files, whatever their order. */
export function hashOfFiles(files: readonly SourceFile[]): string {
	const hash = createHash('sha256');
	for (const table of TABLE_NAMES) {
		const file = files.find(({ name }) => name === fileOf(table));
		if (file) hash.update(`${file.name} ${file.bytes.length}\n`).update(file.bytes);
	}
	return hash.digest('hex');
}

/** Reads every file of the contract. What is not a column of the contract is dropped here. */
export function readFiles(files: readonly SourceFile[]): ImportSet {
	const set = emptySet();
	for (const table of TABLE_NAMES) {
		const file = files.find(({ name }) => name === fileOf(table));
		if (file) readFile(set, table, file);
	}
	return set;
}

function readFile(set: ImportSet, table: TableName, { name, bytes }: SourceFile): void {
	const csv = readCsvRows(bytes, (first) => readingOf(table, name, first));
	if ('refusal' in csv) {
		set.messages.push({ ...csv.refusal, file: name, column: null, value: null });
		return;
	}
	const { header, rows, unmapped, ids, found } = csv.taker;
	for (const problem of header.problems) {
		set.messages.push({ ...problem, file: name, row: csv.header.row, value: null });
	}
	if (isRefused(header)) return;
	// A list of rows of this very table.
	(set.rows[table] as ImportRow[]) = rows;
	set.ignoredColumns.push(...unmapped.labels);
	for (const message of [...unmapped.messages(), ...found.messages, ...ids.messages()]) {
		set.messages.push(message);
	}
}

const isRefused = ({ problems }: Header) => problems.some(({ check }) => check.startsWith('F'));

/** Takes the rows of one file: with what is wrong with them, and with the file as a whole. */
function readingOf(table: TableName, file: string, first: CsvRow) {
	const header = readHeader(table, first.cells);
	const rows: ImportRow[] = [];
	const found: Pick<ImportSet, 'messages'> = { messages: [] };
	const unmapped = unmappedColumns(file, first, header);
	const ids = damageOfIds(table, header, file);
	const read = rowReader(found, table, file, first, header);
	const take = (row: CsvRow) => {
		if (isRefused(header)) return;
		unmapped.see(row);
		ids.see(row);
		rows.push(read(row));
	};
	return { header, rows, unmapped, ids, found, take };
}

function rowReader(
	found: Pick<ImportSet, 'messages'>,
	table: TableName,
	file: string,
	first: CsvRow,
	header: Header
): (row: CsvRow) => ImportRow {
	const read = lineReader(table, header.columns);
	const damage = damageOfNumbers(table, header);
	const placeOf = new Map([...header.columns].map(([place, column]) => [column, place]));
	const width = first.cells.length;
	return ({ row: number, cells }) => {
		const { line, problems } = read(cells);
		// Its line is that of this very table.
		const row = {
			table,
			file,
			row: number,
			line,
			clinicId: null,
			refused: false,
			skipped: false
		} as ImportRow;
		const extra = cells.length > width && cells.slice(width).some((cell) => cell !== '');
		if (cells.length < width || extra) {
			refuse(found, row, 'E1', {
				column: '',
				rule: `the row has ${cells.length} cells, the first row has ${width}`,
				offer: 'Put cells that contain the delimiter in quotes.'
			});
		} else {
			for (const problem of problems) {
				const text = cells[placeOf.get(problem.column) ?? -1] ?? '';
				const shown = isShown(table, problem.column) && problem.check !== 'E6' && text !== '';
				refuse(found, row, problem.check, { ...problem, value: shown ? text : null });
			}
		}
		found.messages.push(...damage(cells, row));
		return row;
	};
}

/** Ids are never shown: they may be the source's own. */
export function isShown(table: TableName, column: string): boolean {
	const found = columnsOf(table).find(({ name }) => name === column);
	return found !== undefined && found.type !== 'id';
}
