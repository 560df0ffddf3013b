/**
 * All cells that patients can be told apart by: every combination of values of a few dimensions, each
 * value with what is coarser than it, and the patients in each. Counts only; what may be shown is
 * decided by `disclosure.ts`.
 */

/** A value of a dimension as recorded; null is "not recorded", a value of its own. */
export type Atom = string | null;

/** One of the finest cells; `marks` are positions of subsets, as "scored at week 12". */
export type Finest = { atoms: readonly Atom[]; marks: readonly number[] };

/** Patients who belong to exactly the same cells. A cell that several share may be one object: it is looked up once. */
export type Signature = { cells: readonly Finest[]; patients: number };

/** One dimension: from an atom to its values, the coarsest first (year, quarter). */
export type Axis = { name: string; levels: (atom: Atom) => readonly Atom[] };

/** For each dimension the way down to one value: { quarter: ['2025', '2025-Q3'] }. Left out: all. */
export type Address = Readonly<Record<string, readonly Atom[]>>;

/** Everybody in a cell; the marks of the signatures follow from 1 on. */
export const EVERYBODY = 0;

export type Cell = {
	/** The place among all cells: cells of the same records have the same order. */
	at: number;
	/** Its position among the cells in which there is somebody. */
	index: number;
	/** One node an axis; 0 is all. */
	nodes: readonly number[];
	/** How many patients, by mark. */
	patients: Float64Array;
	/** The signatures they are in, by mark; complete where they are fewer than the lattice was asked for. */
	holders: (number[] | undefined)[];
	/** The same with one axis one level up, by axis; null where the axis is at all. */
	parents: (Cell | null)[];
	/** Its parts one level down, by axis. */
	parts: Cell[][];
};

/** Siblings: the parts of one cell along one axis. */
export type Line = { parent: Cell; members: Cell[] };

type Node = { parent: number; depth: number; path: readonly Atom[] };

export type Nodes = { name: string; nodes: readonly Node[]; ids: ReadonlyMap<string, number> };

export type Lattice = {
	axes: readonly Nodes[];
	/** The cells in which there is somebody, in the order of their places. */
	cells: readonly Cell[];
	/** Cells told apart to the same depth on every axis, with their lines; the coarsest first. */
	tables: readonly { cells: Cell[]; lines: Line[] }[];
	/** Patients of each signature. */
	weights: readonly number[];
};

/**
 * Sorts the signatures into cells. Neither their order nor that of the axes makes a difference. Who has
 * the mark `beside` in a cell stands beside everybody there: counted under the other marks alone. Which
 * signatures the patients are in is kept where they are fewer than `below`.
 */
export function latticeOf(
	signatures: readonly Signature[],
	given: readonly Axis[],
	below: number,
	beside: number | null = null
): Lattice {
	const order = given
		.map((_, i) => i)
		.toSorted((a, b) => compare(nameAt(given, a), nameAt(given, b)));
	const finest = new Set<Finest>();
	for (const { cells } of signatures) for (const cell of cells) finest.add(cell);
	const dimensions = order.map((i) => ({ i, ...nodesOf(finest, i, given[i] ?? NO_AXIS) }));
	const axes = dimensions.map(({ name, nodes, ids }): Nodes => ({ name, nodes, ids }));
	const cells = filled(signatures, finest, dimensions, { below, beside });
	const sorted = [...cells.values()].toSorted((a, b) => a.at - b.at);
	sorted.forEach((cell, index) => {
		cell.index = index;
		cell.parents = cell.nodes.map((node, i) =>
			node === 0 ? null : (cells.get(placeOf(raised(cell.nodes, i, axes), axes)) ?? null)
		);
		cell.parents.forEach((parent, i) => parent?.parts[i]?.push(cell));
	});
	return {
		axes,
		cells: sorted,
		tables: tablesOf(sorted, axes),
		weights: signatures.map((signature) => signature.patients)
	};
}

const NO_AXIS: Axis = { name: '', levels: (atom) => [atom] };
const nameAt = (axes: readonly Axis[], i: number) => axes[i]?.name ?? '';
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A text for each value of an axis; null differs from every word. */
export const pathId = (path: readonly Atom[]) => JSON.stringify(path);

/** An axis as sorted: which of a cell's atoms is on it, and each atom's nodes from all to the finest. */
type Dimension = Nodes & { i: number; waysOf: ReadonlyMap<Atom, readonly number[]> };

function nodesOf(
	finest: ReadonlySet<Finest>,
	i: number,
	{ name, levels }: Axis
): Omit<Dimension, 'i'> {
	const wholes = new Map<Atom, readonly Atom[]>();
	for (const { atoms } of finest) {
		const atom = atoms[i] ?? null;
		if (!wholes.has(atom)) wholes.set(atom, levels(atom));
	}
	const pathsOf = (whole: readonly Atom[]) => whole.map((_, d) => whole.slice(0, d + 1));
	const paths = new Map(
		[...wholes.values()].flatMap(pathsOf).map((path) => [pathId(path), path] as const)
	);
	const sorted = [...paths].toSorted(([a], [b]) => compare(a, b));
	const ids = new Map([['[]', 0], ...sorted.map(([id], n): [string, number] => [id, n + 1])]);
	const idOf = (path: readonly Atom[]) => ids.get(pathId(path)) ?? 0;
	const nodes = sorted.map(([, path]) => ({
		parent: idOf(path.slice(0, -1)),
		depth: path.length,
		path
	}));
	const ways = [...wholes].map(
		([atom, whole]) => [atom, [0, ...pathsOf(whole).map(idOf)]] as const
	);
	return {
		name,
		nodes: [{ parent: -1, depth: 0, path: [] }, ...nodes],
		ids,
		waysOf: new Map(ways)
	};
}

/** With the last signature, from 1 on, that was counted under each mark. */
type Counted = { cell: Cell; last: Int32Array };

/** What somebody in one of the finest cells is counted in, and under which marks. */
type Counts = { above: readonly Counted[]; marks: Int32Array };

/** The cells by their places, with the patients in them: each counted once in each cell under each mark. */
function filled(
	signatures: readonly Signature[],
	finest: ReadonlySet<Finest>,
	dimensions: readonly Dimension[],
	{ below, beside }: { below: number; beside: number | null }
): Map<number, Cell> {
	const counted = new Map<number, Counted>();
	const marks = 2 + mostMarks(finest);
	const above = cellsAbove(dimensions, (at) => {
		const found = counted.get(at) ?? {
			cell: newCell(at, marks, dimensions),
			last: new Int32Array(marks)
		};
		counted.set(at, found);
		return found;
	});
	const countsOf = new Map<Finest, Counts>();
	for (const cell of finest) {
		const everybody = beside === null || !cell.marks.includes(beside) ? [EVERYBODY] : [];
		const counts = Int32Array.from([...everybody, ...cell.marks.map((mark) => mark + 1)]);
		countsOf.set(cell, { above: above(cell.atoms), marks: counts });
	}
	signatures.forEach(({ cells, patients }, holder) => {
		for (const cell of cells) {
			const counts = countsOf.get(cell);
			if (counts) counts.above.forEach((of) => count(of, counts.marks, holder, patients, below));
		}
	});
	return new Map([...counted].map(([at, { cell }]) => [at, cell]));
}

/** Under each mark once. This is most of the work of a decision: a plain loop makes nothing that is thrown away. */
function count(
	{ cell, last }: Counted,
	marks: Int32Array,
	holder: number,
	patients: number,
	below: number
): void {
	for (let i = 0; i < marks.length; i++) {
		const mark = marks[i] ?? EVERYBODY;
		if (last[mark] === holder + 1) continue;
		last[mark] = holder + 1;
		const before = cell.patients[mark] ?? 0;
		if (before < below) {
			const holders = cell.holders[mark];
			if (holders) holders.push(holder);
			else cell.holders[mark] = [holder];
		}
		cell.patients[mark] = before + patients;
	}
}

function mostMarks(finest: ReadonlySet<Finest>): number {
	let most = -1;
	for (const { marks } of finest) for (const mark of marks) if (mark > most) most = mark;
	return most;
}

/** Every cell that these atoms are in, from all down to the finest: found out once for each set of atoms. */
function cellsAbove(dimensions: readonly Dimension[], found: (at: number) => Counted) {
	const known = new Map<number, readonly Counted[]>();
	return (atoms: readonly Atom[]): readonly Counted[] => {
		let finest = 0;
		for (const { i, nodes, waysOf } of dimensions) {
			finest = finest * nodes.length + (waysOf.get(atoms[i] ?? null)?.at(-1) ?? 0);
		}
		const before = known.get(finest);
		if (before) return before;
		const places = dimensions.reduce(
			(ways, { i, nodes, waysOf }) => {
				const own = waysOf.get(atoms[i] ?? null) ?? [0];
				return ways.flatMap((at) => own.map((node) => at * nodes.length + node));
			},
			[0]
		);
		const cells = [...new Set(places)].map(found);
		known.set(finest, cells);
		return cells;
	};
}

/** The place of a cell from its nodes, one an axis. */
export const placeOf = (nodes: readonly number[], axes: Lattice['axes']) =>
	axes.reduce((at, axis, i) => at * axis.nodes.length + (nodes[i] ?? 0), 0);

function newCell(at: number, marks: number, axes: Lattice['axes']): Cell {
	const nodes: number[] = [];
	let rest = at;
	for (const axis of axes.toReversed()) {
		nodes.unshift(rest % axis.nodes.length);
		rest = Math.floor(rest / axis.nodes.length);
	}
	return {
		at,
		index: 0,
		nodes,
		patients: new Float64Array(marks),
		holders: [],
		parents: [],
		parts: axes.map(() => [])
	};
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
