/** Siblings that add up to a told cell: what is missing from them must be many patients in two parts or more. */
import type { Cell, Line } from './lattice.ts';

/** What is decided of a cell, as it is kept; none where nobody is counted in it. */
export const NONE = 0;
export const SHOWN = 1;
export const SMALL = 2;
export const SECOND = 3;

/** The verdicts of one guard by the index of the cell, and what its counts are. */
export type Held = {
	verdicts: Uint8Array;
	/** Patients of each signature. */
	weights: readonly number[];
	threshold: number;
	marks: readonly number[];
};

/**
 * Hides one more sibling when the hidden ones of the line would follow from the rest. True when it
 * did, so that the caller looks at all lines again.
 *
 * A hidden cell that is alone on another line equals the told cell above it, so it is known: it
 * protects nobody. Others are taken first, and enough of them must be hidden where there are any.
 */
export function holdTogether({ parent, members }: Line, held: Held): boolean {
	const { verdicts } = held;
	if (verdicts[parent.index] !== SHOWN) return false;
	const isShown = (cell: Cell) => verdicts[cell.index] === SHOWN;
	for (const mark of held.marks) {
		const people = members.filter(
			(cell) => (cell.patients[mark] ?? 0) > 0 && verdicts[cell.index] !== NONE
		);
		const hidden = people.filter((cell) => !isShown(cell));
		if (hidden.length === 0 || hidden.length === people.length) continue;
		const unknown = (cell: Cell) => !isAlone(cell, mark, held);
		const kept = hidden.filter(unknown);
		const free = people.filter(isShown);
		const next = enough(hidden, mark, held)
			? kept.length > 0 && !enough(kept, mark, held)
				? smallest(free.filter(unknown), mark)
				: null
			: (smallest(free.filter(unknown), mark) ?? smallest(free, mark));
		if (!next) continue;
		verdicts[next.index] = SECOND;
		return true;
	}
	return false;
}

/** At least two cells, and the threshold of distinct patients in them. */
function enough(cells: readonly Cell[], mark: number, { weights, threshold }: Held): boolean {
	if (cells.length < 2) return false;
	if (cells.some((cell) => (cell.patients[mark] ?? 0) >= threshold)) return true;
	const holders = new Set(cells.flatMap((cell) => cell.holders[mark] ?? []));
	let patients = 0;
	for (const holder of holders) patients += weights[holder] ?? 0;
	return patients >= threshold;
}

/** Whether the cell is all there is of a told cell above it. */
function isAlone(cell: Cell, mark: number, { verdicts }: Held): boolean {
	return cell.parents.some(
		(parent, axis) =>
			parent &&
			verdicts[parent.index] === SHOWN &&
			parent.parts[axis]?.filter((part) => (part.patients[mark] ?? 0) > 0).length === 1
	);
}

/** The fewest patients; of equals the first. */
function smallest(cells: readonly Cell[], mark: number): Cell | null {
	const count = (cell: Cell) => cell.patients[mark] ?? 0;
	return cells.reduce<Cell | null>(
		(least, cell) => (least === null || count(cell) < count(least) ? cell : least),
		null
	);
}
