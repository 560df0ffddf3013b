/**
 * All cells that patients can be told apart by: every combination of values of a few dimensions, each
 * value with what is coarser than it, and the patients in each. Counts only; what may be shown is
 * decided by `disclosure.ts`.
 */

/** A value of a dimension as recorded; null is "not recorded", a value of its own. */
export type Atom = string | null;

/** Patients who belong to exactly the same cells; `marks` are positions of subsets, as "scored at week 12". */
export type Signature = {
	cells: readonly { atoms: readonly Atom[]; marks: readonly number[] }[];
	patients: number;
};

/** One dimension: from an atom to its values, the coarsest first (year, quarter). */
export type Axis = { name: string; levels: (atom: Atom) => readonly Atom[] };

/** For each dimension the way down to one value: { quarter: ['2025', '2025-Q3'] }. Left out: all. */
export type Address = Readonly<Record<string, readonly Atom[]>>;

/** Everybody in a cell; the marks of the signatures follow from 1 on. */
export const EVERYBODY = 0;

export type Cell = {
	/** The place among all cells: cells of the same records have the same order. */
	at: number;
	/** One node an axis; 0 is all. */
	nodes: readonly number[];
	/** By mark: how many patients, and the signatures they are in. */
	patients: number[];
	holders: number[][];
	/** The same with one axis one level up, by axis; null where the axis is at all. */
	parents: (Cell | null)[];
	/** Its parts one level down, by axis. */
	parts: Cell[][];
};

/** Siblings: the parts of one cell along one axis. */
export type Line = { parent: Cell; members: Cell[] };

type Node = { parent: number; depth: number; path: readonly Atom[] };

export type Lattice = {
	axes: readonly { name: string; nodes: readonly Node[]; ids: ReadonlyMap<string, number> }[];
	/** The cells in which there is somebody, by place. */
	cells: ReadonlyMap<number, Cell>;
	/** Cells told apart to the same depth on every axis, with their lines; the coarsest first. */
	tables: readonly { cells: Cell[]; lines: Line[] }[];
	/** Patients of each signature. */
	weights: readonly number[];
};

/**
 * Sorts the signatures into cells. Neither their order nor that of the axes makes a difference. Who has
 * the mark `beside` in a cell stands beside everybody there: counted under the other marks alone.
 */
export function latticeOf(
	signatures: readonly Signature[],
	given: readonly Axis[],
	beside: number | null = null
): Lattice {
	const order = given
		.map((_, i) => i)
		.toSorted((a, b) => compare(nameAt(given, a), nameAt(given, b)));
	const axes = order.map((i) => nodesOf(signatures, i, given[i] ?? NO_AXIS));
	const cells = new Map<number, Cell>();
	signatures.forEach((signature, holder) => {
		for (const [at, marks] of placesOf(signature, order, given, axes, beside)) {
			const cell = cells.get(at) ?? newCell(at, axes);
			cells.set(at, cell);
			for (const mark of marks) {
				cell.patients[mark] = (cell.patients[mark] ?? 0) + signature.patients;
				(cell.holders[mark] ??= []).push(holder);
			}
		}
	});
	const sorted = [...cells.values()].toSorted((a, b) => a.at - b.at);
	for (const cell of sorted) {
		cell.parents = cell.nodes.map((node, i) =>
			node === 0 ? null : (cells.get(placeOf(raised(cell.nodes, i, axes), axes)) ?? null)
		);
		cell.parents.forEach((parent, i) => parent?.parts[i]?.push(cell));
	}
	return {
		axes,
		cells: new Map(sorted.map((cell) => [cell.at, cell])),
		tables: tablesOf(sorted, axes),
		weights: signatures.map((signature) => signature.patients)
	};
}

const NO_AXIS: Axis = { name: '', levels: (atom) => [atom] };
const nameAt = (axes: readonly Axis[], i: number) => axes[i]?.name ?? '';
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A text for each value of an axis; null differs from every word. */
export const pathId = (path: readonly Atom[]) => JSON.stringify(path);

function nodesOf(signatures: readonly Signature[], i: number, axis: Axis): Lattice['axes'][number] {
	const paths = new Map<string, readonly Atom[]>();
	for (const { cells } of signatures) {
		for (const { atoms } of cells) {
			const whole = axis.levels(atoms[i] ?? null);
			for (let depth = 1; depth <= whole.length; depth++) {
				const path = whole.slice(0, depth);
				paths.set(pathId(path), path);
			}
		}
	}
	const sorted = [...paths].toSorted(([a], [b]) => compare(a, b));
	const ids = new Map([['[]', 0], ...sorted.map(([id], n): [string, number] => [id, n + 1])]);
	const nodes = sorted.map(([, path]) => ({
		parent: ids.get(pathId(path.slice(0, -1))) ?? 0,
		depth: path.length,
		path
	}));
	return { name: axis.name, nodes: [{ parent: -1, depth: 0, path: [] }, ...nodes], ids };
}

/** Every cell the signature is in, from all down to the finest, with the marks it has there. */
function placesOf(
	{ cells }: Signature,
	order: readonly number[],
	given: readonly Axis[],
	axes: Lattice['axes'],
	beside: number | null
): Map<number, Set<number>> {
	const places = new Map<number, Set<number>>();
	for (const { atoms, marks } of cells) {
		let found = [0];
		axes.forEach((axis, n) => {
			const i = order[n] ?? 0;
			const whole = (given[i] ?? NO_AXIS).levels(atoms[i] ?? null);
			const nodes = [0, ...whole.map((_, d) => axis.ids.get(pathId(whole.slice(0, d + 1))) ?? 0)];
			found = found.flatMap((at) => nodes.map((node) => at * axis.nodes.length + node));
		});
		for (const at of found) {
			const seen = places.get(at) ?? new Set<number>();
			if (beside === null || !marks.includes(beside)) seen.add(EVERYBODY);
			for (const mark of marks) seen.add(mark + 1);
			places.set(at, seen);
		}
	}
	return places;
}

/** The place of a cell from its nodes, one an axis. */
export const placeOf = (nodes: readonly number[], axes: Lattice['axes']) =>
	axes.reduce((at, axis, i) => at * axis.nodes.length + (nodes[i] ?? 0), 0);

function newCell(at: number, axes: Lattice['axes']): Cell {
	const nodes: number[] = [];
	let rest = at;
	for (const axis of axes.toReversed()) {
		nodes.unshift(rest % axis.nodes.length);
		rest = Math.floor(rest / axis.nodes.length);
	}
	return { at, nodes, patients: [], holders: [], parents: [], parts: axes.map(() => []) };
}

const raised = (nodes: readonly number[], i: number, axes: Lattice['axes']) =>
	nodes.map((node, n) => (n === i ? (axes[n]?.nodes[node]?.parent ?? 0) : node));

function tablesOf(cells: readonly Cell[], axes: Lattice['axes']): Lattice['tables'] {
	const depths = ({ nodes }: Cell) => nodes.map((node, i) => axes[i]?.nodes[node]?.depth ?? 0);
	const tables = Map.groupBy(cells, (cell) => depths(cell).join());
	return [...tables.values()]
		.map((members) => ({ members, depth: depths(members[0] as Cell).reduce((a, b) => a + b, 0) })) // a group has a member
		.toSorted((a, b) => a.depth - b.depth)
		.map(({ members }) => ({
			cells: members,
			lines: axes.flatMap((_, i) => linesAlong(members, i))
		}));
}

function linesAlong(cells: readonly Cell[], axis: number): Line[] {
	const lines = new Map<number, Line>();
	for (const cell of cells) {
		const parent = cell.parents[axis];
		if (!parent) continue;
		const line = lines.get(parent.at) ?? { parent, members: [] };
		line.members.push(cell);
		lines.set(parent.at, line);
	}
	return [...lines.values()];
}
