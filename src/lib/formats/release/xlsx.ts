/** A workbook with a sheet for each table: ids and codes as text, numbers as numbers. */
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node';
import type { Field } from './fields.ts';
import { valueOf, type Source, type SourceTable } from './source.ts';

/** A workbook is made in memory: more rows than this are better read from CSV or Parquet. */
export const MOST_ROWS_OF_A_WORKBOOK = 100_000;

export const rowsOf = ({ tables }: Source) => tables.reduce((sum, { count }) => sum + count, 0);

/** Its bytes carry the time at which they were made: pack them again with a fixed one. */
export async function workbook(source: Source): Promise<Buffer> {
	const sheets = [];
	for (const table of source.tables) {
		sheets.push({ data: await sheet(table), sheet: table.table.name, stickyRowsCount: 1 });
	}
	return writeExcelFile(sheets).toBuffer();
}

async function sheet({ table, rows }: SourceTable): Promise<SheetData> {
	const data: SheetData = [
		table.fields.map(({ name }) => ({ value: name, type: String, fontWeight: 'bold' }))
	];
	for await (const batch of rows()) {
		for (const cells of batch) {
			data.push(table.fields.map((field, index) => cellOf(field, cells[index] ?? '')));
		}
	}
	return data;
}

function cellOf(field: Field, cell: string): Cell {
	const value = valueOf(field, cell);
	if (value === null) return null;
	if (typeof value === 'number') return { value, type: Number };
	return typeof value === 'boolean' ? { value, type: Boolean } : { value, type: String };
}
