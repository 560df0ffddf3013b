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

/** One part of the records, asked for where it is not kept, and the state it is in; `clinic` where it is one's. */
export type Part = { query: () => CompiledQuery; version: number | null; clinic?: string };

/** How the parts that are a clinic's are asked for in one statement: a third of the time of one after the other. */
export type Together = {
	/** What is asked, whatever the clinic. */
	text: string;
	/** The same of several clinics; each cell begins with the clinic's id. */
	query: (clinics: readonly string[]) => CompiledQuery;
};

/** The texts are of one byte a letter. */
const MOST_BYTES = 64 * 1024 * 1024;
const kept = new LRUCache<string, string>({
	maxSize: MOST_BYTES,
	sizeCalculation: (text, key) => text.length + key.length
});

/** The patients of all parts by the cells they are in; no patient is in two parts. */
export async function patientsByCells(
	tx: Transaction<Database>,
	parts: readonly Part[],
	together: Together | null = null
): Promise<CellsOfPatients> {
	const all = new Map<string, Map<string, number>>();
	for (const rows of await rowsOf(tx, parts, together)) {
		for (const [base, cells, patients] of rows) {
			const of = all.get(base) ?? new Map<string, number>();
			all.set(base, of);
			of.set(cells, (of.get(cells) ?? 0) + patients);
		}
	}
	return all;
}

type Kept = [base: string, cells: string, patients: number][];

/** Of each part, in their order. */
async function rowsOf(
	tx: Transaction<Database>,
	parts: readonly Part[],
	together: Together | null
): Promise<Kept[]> {
	const known = parts.map((part) => {
		const id = idOf(part, together);
		const text = kept.get(id);
		// What was written below.
		return { part, id, rows: text === undefined ? null : (JSON.parse(text) as Kept) };
	});
	const missing = known.filter(({ rows }) => rows === null);
	const clinics = missing.flatMap(({ part: { clinic } }) => clinic ?? []);
	const atOnce =
		together && missing.length > 1 && clinics.length === missing.length && clinics.every(isPlain)
			? await read(tx, together.query(clinics))
			: null;
	const byClinic = atOnce && partedByClinic(atOnce);
	const lists: Kept[] = [];
	for (const { part, id, rows } of known) {
		const list =
			rows ?? (byClinic ? (byClinic.get(part.clinic ?? '') ?? []) : await read(tx, part.query()));
		if (rows === null) kept.set(id, JSON.stringify(list));
		lists.push(list);
	}
	return lists;
}

function idOf({ query, version, clinic }: Part, together: Together | null): string {
	const asked = () => {
		const { sql, parameters } = query();
		return [sql, parameters];
	};
	return createHash('sha256')
		.update(JSON.stringify([version, ...(together && clinic ? [clinic, together.text] : asked())]))
		.digest('base64url');
}

async function read(tx: Transaction<Database>, query: CompiledQuery): Promise<Kept> {
	const { rows } = await tx.executeQuery<Row>(query);
	return rows.map(({ base, cells, patients }): Kept[number] => [
		String(base),
		String(cells),
		Number(patients)
	]);
}

/** Of letters that are themselves in JSON: such an id at the beginning of a list is found by its text. */
const isPlain = (clinic: string) => /^[\w-]+$/.test(clinic);

/** Each clinic's rows as its own statement gives them: a patient's cells are all of one clinic. */
function partedByClinic(rows: Kept): Map<string, Kept> {
	const parted = new Map<string, Kept>();
	for (const [base, cells, patients] of rows) {
		const clinic = /^\["([\w-]+)", /.exec(cells)?.[1];
		if (clinic === undefined) throw new Error('Cells of several clinics name none.');
		const list = parted.get(clinic) ?? [];
		parted.set(clinic, list);
		// Within a text a quotation mark stands behind a backslash, so that this is the beginning of a cell.
		list.push([base, cells.replaceAll(`["${clinic}", `, '['), patients]);
	}
	return parted;
}
