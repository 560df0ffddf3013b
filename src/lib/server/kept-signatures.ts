/**
 * Which cells the patients of a clinic are in, kept under the data version of that clinic: an import into
 * one clinic asks for that clinic's again and for no other's. Bounded in memory; what is merged is only what
 * one viewer sees, for each clinic is asked for by itself.
 */
import { createHash } from 'node:crypto';
import type { CompiledQuery, Transaction } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from '#db/schema.ts';

/** Of a kind of record: how many patients are in exactly these cells. */
export type CellsOfPatients = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A row of `signaturesOf`. */
type Row = { base: string; cells: string; patients: number };

/** One part of the records, asked for where it is not kept, and the state it is in. */
export type Part = { query: () => CompiledQuery; version: number | null };

/** The texts are of one byte a letter. */
const MOST_BYTES = 64 * 1024 * 1024;
const kept = new LRUCache<string, string>({
	maxSize: MOST_BYTES,
	sizeCalculation: (text, key) => text.length + key.length
});

/** The patients of all parts by the cells they are in; no patient is in two parts. */
export async function patientsByCells(
	tx: Transaction<Database>,
	parts: readonly Part[]
): Promise<CellsOfPatients> {
	const all = new Map<string, Map<string, number>>();
	for (const part of parts) {
		for (const [base, cells, patients] of await rowsOf(tx, part)) {
			const of = all.get(base) ?? new Map<string, number>();
			all.set(base, of);
			of.set(cells, (of.get(cells) ?? 0) + patients);
		}
	}
	return all;
}

type Kept = [base: string, cells: string, patients: number][];

async function rowsOf(tx: Transaction<Database>, part: Part): Promise<Kept> {
	const query = part.query();
	const id = createHash('sha256')
		.update(JSON.stringify([part.version, query.sql, query.parameters]))
		.digest('base64url');
	const found = kept.get(id);
	// What was written below.
	if (found !== undefined) return JSON.parse(found) as Kept;
	const { rows } = await tx.executeQuery<Row>(query);
	const list = rows.map(({ base, cells, patients }): Kept[number] => [
		String(base),
		String(cells),
		Number(patients)
	]);
	kept.set(id, JSON.stringify(list));
	return list;
}
