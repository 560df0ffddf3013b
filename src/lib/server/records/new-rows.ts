/** Rows of which none can be stored yet go straight into their table: there is nothing to merge them with. */
import type { Transaction } from 'kysely';
import { copyInto, type BulkColumn, type BulkRow } from '#db/copy-in.server.ts';
import type { Database } from '#db/schema.ts';
import { hashOfCells, storedCells } from './row-text.ts';
import type { ColumnType, StoredTable } from './stored-tables.ts';
import type { Touched } from './upsert.ts';

const WRITTEN_AS: Record<ColumnType, BulkColumn['type']> = {
	text: 'text',
	int: 'int',
	number: 'numeric',
	depth: 'numeric',
	tenths: 'numeric',
	texts: 'texts',
	ints: 'ints'
};

/** Adds the rows. Throws when one of their keys is there already, or occurs twice. */
export async function addRows(
	tx: Transaction<Database>,
	table: StoredTable,
	rows: readonly Record<string, unknown>[],
	batchId: string
): Promise<Touched[]> {
	const columns = [
		...table.columns.map(({ name, type }) => ({ name, type: WRITTEN_AS[type] })),
		{ name: 'batch_id', type: 'text' as const },
		{ name: 'content_hash', type: 'text' as const }
	];
	const cellsOf = storedCells(table);
	const clinicPlace = table.columns.findIndex(({ name }) => name === 'clinic_id');
	const touchedPlace = table.columns.findIndex(({ name }) => name === table.touches);
	const count = touchedCounter();
	const written = function* (): Generator<BulkRow> {
		for (const row of rows) {
			const cells = cellsOf(row);
			count.see(cells[clinicPlace] ?? null, cells[touchedPlace] ?? null);
			const contentHash = hashOfCells(cells);
			cells.push(batchId, contentHash);
			yield cells;
		}
	};
	await copyInto(tx, table.name, columns, written());
	return count.touched();
}

/** Counts the rows of each course, patient or protocol; rows of one of them mostly come one after the other. */
function touchedCounter() {
	const touched = new Map<string | null, Map<string | null, Touched>>();
	let last: Touched | null = null;
	const find = (clinicId: string | null, id: string | null): Touched => {
		const ofClinic = touched.get(clinicId) ?? new Map<string | null, Touched>();
		const found = ofClinic.get(id) ?? { clinicId, id, added: 0, changed: 0 };
		touched.set(clinicId, ofClinic.set(id, found));
		return found;
	};
	return {
		see(clinicId: string | null, id: string | null): void {
			if (last?.clinicId !== clinicId || last.id !== id) last = find(clinicId, id);
			last.added++;
		},
		touched: () => [...touched.values()].flatMap((ids) => [...ids.values()])
	};
}
