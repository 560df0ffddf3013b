/**
 * Who is in which cells, as numbers: a clinic has many patients and few cells, so that each cell's text is
 * there once. Packed for keeping, and unpacked into one list of what several clinics have.
 */

/** A row of `signaturesOf`. */
export type Row = { base: string; cells: string; patients: number };

/** Patients who are in exactly these cells, each cell as the query wrote it, without its brackets. */
export type InCells = { cells: readonly string[]; patients: number };

/** Of each kind of record. */
export type CellsOfPatients = ReadonlyMap<string, readonly InCells[]>;

/** Of each row one after the other: the base, how many patients, how many cells, and which. */
export type Packed = {
	bases: readonly string[];
	cells: readonly string[];
	rows: Int32Array;
};

/** Packs rows; `cellOf` is what is left of each cell's text. */
export function packed(rows: readonly Row[], cellOf = (text: string) => text): Packed {
	const bases = numbered();
	const cells = numbered();
	const numbers: number[] = [];
	for (const { base, cells: list, patients } of rows) {
		const texts = cellTexts(list);
		numbers.push(bases.numberOf(base), patients, texts.length);
		for (const text of texts) numbers.push(cells.numberOf(text));
	}
	return {
		bases: bases.texts,
		cells: cells.texts.map(cellOf),
		rows: Int32Array.from(numbers)
	};
}

/** What stands around a text in memory, roughly. */
const BYTES_OF_TEXT = 32;

export const bytesOf = ({ bases, cells, rows }: Packed): number =>
	[...bases, ...cells].reduce((sum, { length }) => sum + length + BYTES_OF_TEXT, rows.byteLength);

/** The patients of all parts by the cells they are in; no patient is in two parts. Millions of numbers: a plain loop. */
export function unpacked(parts: readonly Packed[]): CellsOfPatients {
	const all = new Map<string, Map<string, { cells: string[]; patients: number }>>();
	const known = numbered();
	for (const { bases, cells, rows } of parts) {
		const own = cells.map(known.numberOf);
		for (let at = 0; at < rows.length;) {
			const first = at + HEAD;
			const end = first + (rows[at + 2] ?? 0);
			const base = bases[rows[at] ?? 0] ?? '';
			const patients = rows[at + 1] ?? 0;
			let id = '';
			for (let i = first; i < end; i++) id += `,${own[rows[i] ?? 0]}`;
			const of = all.get(base) ?? new Map<string, { cells: string[]; patients: number }>();
			all.set(base, of);
			const found = of.get(id);
			if (found) found.patients += patients;
			else
				of.set(id, {
					cells: Array.from(rows.subarray(first, end), (n) => cells[n] ?? ''),
					patients
				});
			at = end;
		}
	}
	return new Map([...all].map(([base, of]) => [base, [...of.values()]]));
}

/** The base, how many patients, how many cells. */
const HEAD = 3;

/** Numbers texts from 0 on, in the order in which they are met. */
function numbered() {
	const numbers = new Map<string, number>();
	const texts: string[] = [];
	return {
		texts,
		numberOf(text: string): number {
			const found = numbers.get(text);
			if (found !== undefined) return found;
			numbers.set(text, texts.length);
			return texts.push(text) - 1;
		}
	};
}

/**
 * The cells of such a list, each without its brackets. A cell ends with its marks, so that between two of them
 * stands a quotation mark after a digit or another such mark; within a text it stands behind a backslash.
 */
export const cellTexts = (list: string): string[] => list.slice(1, -1).split(/(?<=[01"]")\],\[/);
