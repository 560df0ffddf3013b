/**
 * Which cells the patients of a clinic are in, kept under the data version of that clinic: an import into
 * one clinic asks for that clinic's again and for no other's. Bounded in memory; what is merged is only what
 * one viewer sees, for each clinic is asked for by itself.
 */
import { createHash } from 'node:crypto';
import type { CompiledQuery, Transaction } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from '#db/schema.ts';
import { keptByVersion } from './kept-by-version.ts';
import {
	bytesOf,
	packed,
	unpacked,
	type CellsOfPatients,
	type Packed,
	type Row
} from './packed-signatures.ts';

/** One part of the records, asked for where it is not kept, and the state it is in; `clinic` where it is one's. */
export type Part = {
	query: () => CompiledQuery;
	version: number | null;
	/** Which series of versions that is of. */
	epoch: number;
	clinic?: string;
};

/** How the parts that are a clinic's are asked for in one statement: a third of the time of one after the other. */
export type Together = {
	/** What is asked, whatever the clinic. */
	text: string;
	/** The same of several clinics; each cell begins with the clinic's id. */
	query: (clinics: readonly string[]) => CompiledQuery;
};

const MOST_BYTES = 32 * 1024 * 1024;
const kept = keptByVersion(
	new LRUCache<string, Packed>({
		maxSize: MOST_BYTES,
		sizeCalculation: (part, key) => bytesOf(part) + key.length
	})
);

/** The patients of all parts by the cells they are in; no patient is in two parts. */
export async function patientsByCells(
	tx: Transaction<Database>,
	parts: readonly Part[],
	together: Together | null = null
): Promise<CellsOfPatients> {
	const known = parts.map((part) => {
		const id = idOf(part, together);
		return { part, id, found: kept.get(id) };
	});
	const missing = known.filter(({ found }) => !found);
	const clinics = missing.flatMap(({ part: { clinic } }) => clinic ?? []);
	const atOnce =
		together && missing.length > 1 && clinics.length === missing.length && clinics.every(isPlain)
			? partedByClinic(await read(tx, together.query(clinics)))
			: null;
	const lists: Packed[] = [];
	for (const { part, id, found } of known) {
		const own =
			found ??
			(atOnce ? packedOf(part.clinic ?? '', atOnce) : packed(await read(tx, part.query())));
		if (!found) kept.set(id, own);
		lists.push(own);
	}
	return unpacked(lists);
}

function idOf({ query, version, epoch, clinic }: Part, together: Together | null): string {
	const asked = () => {
		const { sql, parameters } = query();
		return [sql, parameters];
	};
	return createHash('sha256')
		.update(
			JSON.stringify([epoch, version, ...(together && clinic ? [clinic, together.text] : asked())])
		)
		.digest('base64url');
}

async function read(tx: Transaction<Database>, query: CompiledQuery): Promise<Row[]> {
	const { rows } = await tx.executeQuery<Row>(query);
	return rows.map(({ base, cells, patients }) => ({
		base: String(base),
		cells: String(cells),
		patients: Number(patients)
	}));
}

/** Of letters that are themselves in JSON: such an id at the beginning of a list is found by its text. */
const isPlain = (clinic: string) => /^[\w-]+$/.test(clinic);

/** The rows of each clinic: a patient's cells are all of one. */
function partedByClinic(rows: readonly Row[]): Map<string, Row[]> {
	return Map.groupBy(rows, ({ cells }) => {
		const clinic = cells.startsWith('["') ? cells.slice(2, cells.indexOf('"', 2)) : '';
		if (!isPlain(clinic)) throw new Error('Cells of several clinics name none.');
		return clinic;
	});
}

/** A clinic's rows as its own statement gives them: without the clinic, with which each cell begins. */
const packedOf = (clinic: string, rows: ReadonlyMap<string, Row[]>): Packed =>
	packed(rows.get(clinic) ?? [], (cell) => cell.slice(`"${clinic}", `.length));
