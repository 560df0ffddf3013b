/** A table as a spreadsheet of this country opens it: a byte-order mark, its delimiter, its decimal mark. */
import { neutral } from '../csv.ts';
import type { Field } from './fields.ts';
import type { SourceTable } from './source.ts';

export type Dialect = { delimiter: ',' | ';'; decimal: '.' | ',' };

const MARK = '\uFEFF';
/** A spreadsheet takes the code 3-5 for a day in May: its label stands there instead. */
const LIKE_A_DATE = /^\d{1,2}-\d{1,2}$/;

export async function* spreadsheetCsv(
	{ table, rows }: SourceTable,
	dialect: Dialect
): AsyncGenerator<string> {
	const write = table.fields.map((field) => writer(field, dialect));
	const line = (cells: readonly string[]) => `${cells.join(dialect.delimiter)}\r\n`;
	yield MARK + line(table.fields.map(({ name }) => name));
	for await (const batch of rows()) {
		yield batch
			.map((cells) => line(cells.map((cell, index) => write[index]?.(cell) ?? '')))
			.join('');
	}
}

function writer({ type, values }: Field, { delimiter, decimal }: Dialect) {
	const special = new RegExp(`["\\r\\n${delimiter}]`);
	const quoted = (text: string) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
	if (type === 'number') return (cell: string) => quoted(cell.replace('.', decimal));
	if (type !== 'string') return (cell: string) => cell;
	const labels = new Map(
		(values ?? [])
			.filter(({ value }) => LIKE_A_DATE.test(value))
			.map(({ value, label }) => [value, label])
	);
	return (cell: string) => quoted(neutral(labels.get(cell) ?? cell));
}
