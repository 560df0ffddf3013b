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
const MOST_BYTES = 32 * 1024 * 1024;
const kept = keptByVersion(
	new LRUCache<string, string>({
		maxSize: MOST_BYTES,
		sizeCalculation: (text, key) => text.length + key.length
	})
);

/** The patients of all parts by the cells they are in; no patient is in two parts. */
export async function patientsByCells(
	tx: Transaction<Database>,
	parts: readonly Part[],
	together: Together | null = null
): Promise<CellsOfPatients> {
	const all = new Map<string, Map<string, number>>();
	for (const rows of await rowsOf(tx, parts, together)) {
		for (const { base, cells, patients } of rows) {
			const of = all.get(base) ?? new Map<string, number>();
			all.set(base, of);
			of.set(cells, (of.get(cells) ?? 0) + patients);
		}
	}
	return all;
}

/** Of each part, in their order. */
async function rowsOf(
	tx: Transaction<Database>,
	parts: readonly Part[],
	together: Together | null
): Promise<Row[][]> {
	const known = parts.map((part) => {
		const id = idOf(part, together);
		const text = kept.get(id);
		return { part, id, rows: text === undefined ? null : rowsIn(text) };
	});
	const missing = known.filter(({ rows }) => rows === null);
	const clinics = missing.flatMap(({ part: { clinic } }) => clinic ?? []);
	const atOnce =
		together && missing.length > 1 && clinics.length === missing.length && clinics.every(isPlain)
			? await read(tx, together.query(clinics))
			: null;
	const byClinic = atOnce && partedByClinic(atOnce);
	const lists: Row[][] = [];
	for (const { part, id, rows } of known) {
		const list =
			rows ?? (byClinic ? (byClinic.get(part.clinic ?? '') ?? []) : await read(tx, part.query()));
		if (rows === null) kept.set(id, textOf(list));
		lists.push(list);
	}
	return lists;
}

/** A line a row, which is neither written nor read as JSON: that takes longer, and twice as much memory. */
const textOf = (rows: readonly Row[]): string =>
	rows
		.map(({ base, cells, patients }) => `${patients}\t${JSON.stringify(base)}\t${cells}`)
		.join('\n');

/** What textOf wrote: cells are JSON, in which neither a tab nor the end of a line stands as it is. */
function rowsIn(text: string): Row[] {
	if (text === '') return [];
	const bases = new Map<string, string>();
	return text.split('\n').map((line) => {
		const [patients = '', base = '', cells = ''] = line.split('\t');
		const known = bases.get(base) ?? String(JSON.parse(base));
		bases.set(base, known);
		return { base: known, cells, patients: Number(patients) };
	});
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

/** Each clinic's rows as its own statement gives them: a patient's cells are all of one clinic. */
function partedByClinic(rows: readonly Row[]): Map<string, Row[]> {
	const parted = new Map<string, Row[]>();
	for (const { base, cells, patients } of rows) {
		const clinic = cells.startsWith('["') ? cells.slice(2, cells.indexOf('"', 2)) : '';
		if (!isPlain(clinic)) throw new Error('Cells of several clinics name none.');
		const list = parted.get(clinic) ?? [];
		parted.set(clinic, list);
		// Within a text a quotation mark stands behind a backslash, so that this is the beginning of a cell.
		list.push({ base, cells: cells.replaceAll(`["${clinic}", `, '['), patients });
	}
	return parted;
}
