/** Reads and writes a column of a row whatever its table, for steps that treat all tables alike. */
import type { CellValue } from '#lib/domain/contract/cell.ts';
import type { ImportRow } from './import-set.ts';

/** The cells by name; every line is such an object. */
export const cellsOf = (row: ImportRow) => row.line as unknown as Record<string, CellValue>;

/** The text in a column; null when the table has no such column, or the cell is blank or a number. */
export function columnText(row: ImportRow, column: string): string | null {
	const value = cellsOf(row)[column];
	return typeof value === 'string' ? value : null;
}
