/** A bundle's tables as other formats take them: cells as the CSV files have them, some rows at a time. */
import type { Field } from './fields.ts';
import type { BundleTable, TableName } from './tables.ts';

/** Rows in the order of the table's key; every reading begins at the first. */
export type Rows = AsyncIterable<string[][]>;

export type SourceTable = { table: BundleTable; count: number; rows: () => Rows };

export type Source = {
	/** In the order of the files. */
	tables: readonly SourceTable[];
	/** Null for a table that this release does not have. */
	table(name: TableName): SourceTable | null;
};

/** A file in the making: text, or bytes. */
export type Chunks = AsyncIterable<string | Uint8Array>;

export type Value = string | number | boolean | null;

/** What a cell says, in its column's type; null where it is empty. */
export function valueOf({ type }: Field, cell: string): Value {
	if (cell === '') return null;
	if (type === 'string') return cell;
	return type === 'boolean' ? cell === 'true' : Number(cell);
}

/** Rows one by one as objects by column, for formats that look at single columns. */
export async function* records({ table, rows }: SourceTable) {
	const names = table.fields.map(({ name }) => name);
	for await (const batch of rows()) {
		for (const cells of batch) {
			yield Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
		}
	}
}

export type Cells = Record<string, string>;
