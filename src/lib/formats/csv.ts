/** CSV out: RFC 4180, the same bytes every time, safe to open in a spreadsheet. */
import type { Table } from '#lib/charts/figure.ts';

export const csv = {
	id: 'csv',
	label: 'CSV',
	mediaType: 'text/csv; charset=utf-8',
	write: writeCsv
};

const END = '\r\n';

/**
 * The table with a header row. `about` stands before it, a line each, marked with # so that R
 * (`comment.char = "#"`) and pandas (`comment='#'`) pass over it. An empty cell is a missing number.
 */
export function writeCsv(table: Table, about: readonly string[] = []): string {
	const lines = [
		...about.map((line) => cell(`# ${oneLine(line)}`)),
		table.columns.map((column) => cell(column.key)).join(',')
	];
	return lines.join(END) + END + csvRows(table.rows);
}

/** Rows alone, for a file that is written while its rows are read. */
export const csvRows = (rows: Table['rows']) =>
	rows.map((row) => row.map(cell).join(',') + END).join('');

/** Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay as they are. */
function cell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const safe = neutral(value);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With an apostrophe in front where a spreadsheet would run the text as a formula. */
export const neutral = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

/** The text that `neutral` was given. */
export const asWritten = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '');

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
