/** The contract's CSV files -> lines. Says what is wrong with a file, its header and each single row. */
import { createHash } from 'node:crypto';
import { columnsOf, TABLE_NAMES, type TableName } from '#lib/domain/contract/tables.ts';
import { readHeader, type Header } from '#lib/domain/contract/header.ts';
import { looksLikeIdentifier, type Identifier } from '#lib/domain/contract/identifiers.ts';
import { lineReader } from '#lib/domain/contract/line.ts';
import { readCsv, type Csv } from '#lib/formats/csv-read.ts';
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
	// A list of rows of this very table.
	(set.rows[table] as ImportRow[]) = readRows(set, table, file.name, csv, header);
	set.messages.push(...damageOfIds(table, csv, header, file.name));
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

function readRows(
	set: ImportSet,
	table: TableName,
	file: string,
	csv: Csv,
	header: Header
): ImportRow[] {
	const read = lineReader(table, header.columns);
	const damage = damageOfNumbers(table, header);
	const placeOf = new Map([...header.columns].map(([place, column]) => [column, place]));
	const width = csv.header.cells.length;
	return csv.rows.map(({ row, cells }) => {
		const { line, problems } = read(cells);
		// Its line is that of this very table.
		const found = {
			table,
			file,
			row,
			line,
			clinicId: null,
			refused: false,
			skipped: false
		} as ImportRow;
		const extra = cells.length > width && cells.slice(width).some((cell) => cell !== '');
		if (cells.length < width || extra) {
			refuse(set, found, 'E1', {
				column: '',
				rule: `the row has ${cells.length} cells, the first row has ${width}`,
				offer: 'Put cells that contain the delimiter in quotes.'
			});
		} else {
			for (const problem of problems) {
				const text = cells[placeOf.get(problem.column) ?? -1] ?? '';
				const shown = isShown(table, problem.column) && problem.check !== 'E6' && text !== '';
				refuse(set, found, problem.check, { ...problem, value: shown ? text : null });
			}
		}
		set.messages.push(...damage(cells, found));
		return found;
	});
}

/** Ids are never shown: they may be the source's own. */
export function isShown(table: TableName, column: string): boolean {
	const found = columnsOf(table).find(({ name }) => name === column);
	return found !== undefined && found.type !== 'id';
}
