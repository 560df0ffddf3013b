/** E4 and W1: rows of one file that speak of the same fact. */
import { NATURAL_KEYS } from '#lib/domain/contract/natural-keys.ts';
import { columnsOf, TABLE_NAMES } from '#lib/domain/contract/tables.ts';
import { cellsOf } from '../column-text.ts';
import { keyOf, refuse, warn, type ImportRow } from '../import-set.ts';
import type { ImportCheck } from './check.ts';

/** What a blank in a column of a key stands for, where it stands for anything. */
const BLANKS: Readonly<Record<string, string | number>> = { replicate: 1, imputed: 'none' };

/** E4 when they differ: all of them are refused. W1 when they are equal: the later ones are skipped. */
export const sameFactTwice: ImportCheck = ({ set }) => {
	for (const table of TABLE_NAMES) {
		for (const [first, ...others] of sharingKeys(set.rows[table])) {
			const differing = differingColumn(first, others);
			for (const row of [first, ...others]) {
				if (differing !== null) {
					const other = row === first ? others[0] : first;
					refuse(set, row, 'E4', {
						column: differing,
						rule: `differs from row ${other?.row}, which is about the same fact`,
						offer: 'Keep the row that is right.'
					});
				} else if (row !== first) {
					row.skipped = true;
					const rule = `the row says the same as row ${first.row} and is skipped`;
					warn(set, row, 'W1', { column: '', rule, offer: 'Nothing needs to be done.' });
				}
			}
		}
	}
};

/** The rows that have their key in common with another, as one list for each key. */
function sharingKeys(rows: readonly ImportRow[]): Iterable<[ImportRow, ...ImportRow[]]> {
	const firsts = new Map<string, ImportRow>();
	const sharing = new Map<string, [ImportRow, ...ImportRow[]]>();
	for (const row of mayShareKeys(rows)) {
		const key = naturalKey(row);
		const first = firsts.get(key);
		const rows = sharing.get(key);
		if (!first) firsts.set(key, row);
		else if (rows) rows.push(row);
		else sharing.set(key, [first, row]);
	}
	return sharing.values();
}

/**
 * The rows whose key another row may have too, by a number of 32 bits made from each key: the keys of a million
 * rows as texts need more memory than their cells. A few come along that share the number only.
 */
function mayShareKeys(rows: readonly ImportRow[]): ImportRow[] {
	const open = rows.filter(({ refused }) => !refused);
	const numberOf = keyNumbers();
	const numbers = Uint32Array.from(open, numberOf);
	const sorted = numbers.toSorted();
	const twice = new Set(sorted.filter((number, index) => number === sorted[index + 1]));
	return twice.size === 0 ? [] : open.filter((_, index) => twice.has(numbers[index] ?? 0));
}

/** Gives each row a number that rows of the same key have in common. */
function keyNumbers(): (row: ImportRow) => number {
	const numbers = new Map<string, number>();
	const numberOf = (part: string) => {
		const number = numbers.get(part) ?? numbers.size;
		if (number === numbers.size) numbers.set(part, number);
		return number;
	};
	return (row) => {
		const cells = cellsOf(row);
		let mixed = numberOf(row.clinicId ?? '');
		for (const column of NATURAL_KEYS[row.table]) {
			const value = valueOf(cells, column);
			mixed = Math.imul(mixed ^ (typeof value === 'number' ? value : numberOf(value)), 0x85ebca6b);
			mixed ^= mixed >>> 15;
		}
		return mixed;
	};
}

function naturalKey(row: ImportRow): string {
	const cells = cellsOf(row);
	return keyOf(row.clinicId, ...NATURAL_KEYS[row.table].map((column) => valueOf(cells, column)));
}

function valueOf(cells: ReturnType<typeof cellsOf>, column: string): string | number {
	const value = cells[column] ?? BLANKS[column] ?? '';
	return typeof value === 'number' ? value : String(value);
}

/** The first column in which the rows are not all alike. */
function differingColumn(first: ImportRow, others: readonly ImportRow[]): string | null {
	const cells = cellsOf(first);
	const column = columnsOf(first.table).find(({ name }) =>
		others.some((other) => JSON.stringify(cellsOf(other)[name]) !== JSON.stringify(cells[name]))
	);
	return column?.name ?? null;
}
