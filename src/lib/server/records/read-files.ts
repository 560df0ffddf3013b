/** The contract's CSV files -> lines. Says what is wrong with a file, its header and each single row. */
import { createHash } from 'node:crypto';
import { columnsOf, TABLE_NAMES, type TableName } from '#lib/domain/contract/tables.ts';
import { readHeader, type Header } from '#lib/domain/contract/header.ts';
import { looksLikeIdentifier, type Identifier } from '#lib/domain/contract/identifiers.ts';
import { parseLine } from '#lib/domain/contract/line.ts';
import { readCsv, type Csv, type CsvRow } from '#lib/formats/csv-read.ts';
import { damageOfIds, damageOfNumbers } from './checks/spreadsheet-damage.ts';
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

function readFile(set: ImportSet, table: TableName, file: SourceFile): void {
	const csv = readCsv(file.bytes);
	if ('refusal' in csv) {
		set.messages.push({ ...csv.refusal, file: file.name, column: null, value: null });
		return;
	}
	const header = readHeader(table, csv.header.cells);
	for (const problem of header.problems) {
		set.messages.push({ ...problem, file: file.name, row: csv.header.row, value: null });
	}
	const refused = header.problems.some(({ check }) => check.startsWith('F'));
	if (refused) return;
	dropUnmapped(set, file.name, csv, header);
	const rows = csv.rows.map((row) => readRow(set, table, file.name, row, csv.header.cells, header));
	set.messages.push(...damageOfIds(table, csv, header, file.name));
	// A list of rows of this very table.
	(set.rows[table] as ImportRow[]).push(...rows.filter((row) => row !== null));
}

/** Names the columns that are left out, and refuses those that give people away. */
function dropUnmapped(set: ImportSet, file: string, csv: Csv, header: Header): void {
	for (const place of header.unmapped) {
		const name = csv.header.cells[place] ?? '';
		const known = header.problems.some(({ column }) => column === name.trim().slice(0, 40));
		const found = firstIdentifier(csv, place);
		if (found && !known) {
			set.messages.push({
				check: 'E6',
				file,
				row: found.row,
				column: columnLabel(name, place),
				rule: `holds ${found.kind}, and is no column of the contract`,
				offer: 'Remove the column from the file.',
				value: null
			});
		}
		set.ignoredColumns.push(`${file}: ${columnLabel(name, place)}`);
	}
}

/** One e-mail address or phone number gives a column away; names only when at least half look so. */
function firstIdentifier(csv: Csv, place: number): { row: number; kind: Identifier } | null {
	const filled = csv.rows.filter(({ cells }) => (cells[place] ?? '') !== '');
	const found = filled.flatMap(({ row, cells }) => {
		const kind = looksLikeIdentifier(cells[place] ?? '');
		return kind === null ? [] : [{ row, kind }];
	});
	const certain = found.find(({ kind }) => kind !== 'a full name');
	return certain ?? (found.length * 2 >= filled.length ? (found[0] ?? null) : null);
}

/** The name, unless it might be a value because the first row holds no names. */
const columnLabel = (name: string, place: number) =>
	/^[\p{L}][\p{L}\p{N} _.-]{0,39}$/u.test(name.trim()) && looksLikeIdentifier(name) === null
		? name.trim()
		: `column ${place + 1}`;

function readRow(
	set: ImportSet,
	table: TableName,
	file: string,
	{ row, cells }: CsvRow,
	names: readonly string[],
	header: Header
): ImportRow | null {
	const texts: Record<string, string> = {};
	for (const [place, column] of header.columns) texts[column] = cells[place] ?? '';
	const { line, problems } = parseLine(table, texts);
	const read = { table, file, row, line, clinicId: null, refused: false, skipped: false };
	const extra = cells.slice(names.length).some((cell) => cell !== '');
	if (cells.length < names.length || extra) {
		refuse(set, read, 'E1', {
			column: '',
			rule: `the row has ${cells.length} cells, the first row has ${names.length}`,
			offer: 'Put cells that contain the delimiter in quotes.'
		});
	} else {
		for (const problem of problems) {
			const value = isShown(table, problem.column) ? (texts[problem.column] ?? null) : null;
			refuse(set, read, problem.check, {
				...problem,
				value: problem.check === 'E6' || value === '' ? null : value
			});
		}
	}
	set.messages.push(...damageOfNumbers(table, texts, read));
	return read;
}

/** Ids are never shown: they may be the source's own. */
export function isShown(table: TableName, column: string): boolean {
	const found = columnsOf(table).find(({ name }) => name === column);
	return found !== undefined && found.type !== 'id';
}
