/**
 * A row as the database writes it once it is stored, and the hashes over it: in SQL for rows that are merged
 * there, and the same here for rows that go straight in.
 */
import { hash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { ColumnType, StoredColumn, StoredTable } from './stored-tables.ts';

type Row = Readonly<Record<string, unknown>>;
/** Null where nothing is stored. */
export type Cell = string | null;

/** The first half of a SHA-256, in hexadecimal digits. */
const hashOf = (text: string) => hash('sha256', text, 'hex').slice(0, 32);

/** The hash of a row's content, from the columns of the table in their order. */
export function contentHash({ columns }: StoredTable): RawBuilder<string> {
	const names = sql.join(columns.map((column) => sql.ref(column.name)));
	const digest = sql`encode(sha256(convert_to(row(${names})::text, 'UTF8')), 'hex')`;
	return sql`left(${digest}, 32)`;
}

/** The same hash, of what `storedCells` gives. */
export function hashOfCells(cells: readonly Cell[]): string {
	let text = '';
	for (const cell of cells) {
		text += text === '' ? '(' : ',';
		if (cell !== null) text += IN_QUOTES.test(cell) ? quoted(cell) : cell;
	}
	return hashOf(`${text})`);
}

/** What the text of a row has in quotes, which tell an empty cell from none. */
const IN_QUOTES = /^$|[ \t\n\v\f\r"\\(),]/;
const quoted = (cell: string) => `"${cell.replace(/["\\]/g, '$&$&')}"`;

/**
 * Gives the cells of a new row of the table, as the database writes them: what was not said is the column's
 * fallback, or null.
 */
export function storedCells(table: StoredTable): (row: Row) => Cell[] {
	const readers = table.columns.map((column) =>
		column.name === 'row_key' ? rowKeys(table) : cellOf(column)
	);
	return (row) => readers.map((read) => read(row));
}

function cellOf({ name, type, fallback }: StoredColumn): (row: Row) => Cell {
	const write = AS_TEXT[type];
	const said = type === 'texts' && fallback === '' ? [] : fallback;
	const unsaid = said === undefined ? null : write(said);
	return (row) => {
		const value = row[name] ?? null;
		return value === null ? unsaid : write(value);
	};
}

/** Lists are of codes and whole numbers, which stand in them without quotes. */
const listText = (values: unknown) => `{${String(values)}}`;

const AS_TEXT: Record<ColumnType, (value: unknown) => string> = {
	text: String,
	int: String,
	number: decimalText,
	depth: (value) => Number(value).toFixed(2),
	tenths: (value) => Number(value).toFixed(1),
	texts: listText,
	ints: listText
};

/** A number without an exponent: JavaScript writes one below a millionth. */
function decimalText(value: unknown): string {
	const text = String(value);
	const [digits = '', exponent] = text.split('e-');
	if (exponent === undefined) return text;
	const sign = digits.startsWith('-') ? '-' : '';
	return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${digits.replace(/[-.]/g, '')}`;
}

/** Gives the hash that stands for a row's natural key: 32 hexadecimal digits. */
export function rowKeys(table: StoredTable): (row: Row) => string {
	const parts = (table.naturalKey ?? []).map((name) => {
		const column = table.columns.find((candidate) => candidate.name === name);
		return { name, fallback: column?.fallback ?? null };
	});
	return (row) => hashOf(JSON.stringify(parts.map(({ name, fallback }) => row[name] ?? fallback)));
}
