/**
 * Decides which cells of patients may be told. Pure: signatures in, a verdict for every cell out. A
 * cell is told the same way whether it is asked for by filters, by grouping or by panels.
 */
import {
	EVERYBODY,
	latticeOf,
	pathId,
	placeOf,
	type Address,
	type Atom,
	type Axis,
	type Cell,
	type Lattice,
	type Signature
} from './lattice.ts';
import { holdTogether, NONE, SECOND, SHOWN, SMALL, type Held } from './lines.ts';

export type { Address, Atom, Axis, Finest, Signature } from './lattice.ts';

/** `small`: too few patients. `second`: it, or what it would follow from, is beside such a cell. */
export type Verdict = 'shown' | 'small' | 'second';

/** What is told or hidden as one within a cell, by the marks it rests on; none: everybody. */
export type Guard = {
	id: string;
	marks: readonly number[];
	/** A statistic over all of this axis: hidden wherever one of its parts is, and asked for nowhere else. */
	over?: string;
};

export type Disclosure = {
	/** Of everybody in the cell, or of one guarded statistic in it. */
	verdict: (address: Address, guard?: string) => Verdict;
	/** Whether nobody is in the cell. For the server only. */
	isEmpty: (address: Address) => boolean;
	/** The values of an axis that somebody has, each as the way down to it. */
	valuesOf: (axis: string) => readonly (readonly Atom[])[];
	/** About how much memory it needs. */
	bytes: number;
};

/** The policy's own threshold; above it whatever a lower one hides stays hidden. */
const FIRST_THRESHOLD = 5;

/**
 * The rules, for everybody and then for each guard:
 *
 * - A cell of 1 to threshold - 1 patients is hidden.
 * - A cell is told only where each of its generalisations is (one axis one level up).
 * - Where one of the siblings under a told cell is hidden, at least two are, and together they hold
 *   the threshold of distinct patients: the smallest of the others are hidden until that holds.
 * - A guarded statistic is told only where its cell is.
 *
 * A coarser cell's verdict never depends on a finer one: one more filter changes nothing above it.
 * Who has the mark `beside` counts for guards alone, as courses without a baseline do.
 */
export function decide(
	signatures: readonly Signature[],
	axes: readonly Axis[],
	guards: readonly Guard[],
	threshold: number,
	beside: number | null = null
): Disclosure {
	const lattice = latticeOf(signatures, axes, threshold, beside);
	const undecided = (): Uint8Array => new Uint8Array(lattice.cells.length);
	const everybody = undecided();
	const guarded = new Map(guards.map(({ id }) => [id, undecided()]));
	for (let k = Math.min(FIRST_THRESHOLD, threshold); k <= threshold; k++) {
		settle(
			lattice,
			everybody,
			k,
			[EVERYBODY],
			() => true,
			() => false
		);
		for (const { id, marks, over } of guards) {
			const axis = over === undefined ? -1 : lattice.axes.findIndex(({ name }) => name === over);
			const parted = axis === -1 ? new Set<number>() : partlyHidden(lattice, everybody, axis);
			settle(
				lattice,
				guarded.get(id) ?? undecided(),
				k,
				marks.length > 0 ? marks.map((mark) => mark + 1) : [EVERYBODY],
				(cell) => axis === -1 || cell.nodes[axis] === 0,
				// Where nobody but those beside is, there is no verdict on everybody.
				({ index }) => (everybody[index] ?? NONE) > SHOWN || parted.has(index)
			);
		}
	}
	return told(withoutPatients(lattice), everybody, guarded);
}

/** By the index of the cell. */
type Verdicts = Uint8Array;

/** Where the cells are, in which there is somebody; not who. */
type Places = {
	axes: Lattice['axes'];
	/** By place. */
	indexes: ReadonlyMap<number, number>;
	values: ReadonlyMap<string, readonly (readonly Atom[])[]>;
};

function withoutPatients({ axes, cells }: Lattice): Places {
	const values = axes.map(({ name }, i): [string, (readonly Atom[])[]] => {
		const alone = cells.filter(
			({ nodes, patients }) =>
				patients[EVERYBODY] && nodes.every((node, n) => (n === i ? node > 0 : node === 0))
		);
		return [name, alone.map(({ nodes }) => axes[i]?.nodes[nodes[i] ?? 0]?.path ?? [])];
	});
	return {
		axes,
		indexes: new Map(cells.map(({ at, index }) => [at, index])),
		values: new Map(values)
	};
}

/** An entry of the map of places, and what stands around all of them, roughly. */
const BYTES_OF_CELL = 40;
const BYTES_AT_LEAST = 2_000;

/** The decision. Nothing of the patients it was made of is in reach of it: it is kept, and they are many. */
function told(
	places: Places,
	everybody: Verdicts,
	guarded: ReadonlyMap<string, Verdicts>
): Disclosure {
	return {
		verdict: (address, guard) => {
			const own = lookUp(places, everybody, address);
			const verdicts = guard === undefined ? undefined : guarded.get(guard);
			return own !== 'shown' || !verdicts ? own : lookUp(places, verdicts, address);
		},
		isEmpty: (address) => indexAt(places, address) === undefined,
		valuesOf: (name) => places.values.get(name) ?? [],
		bytes: BYTES_AT_LEAST + places.indexes.size * (BYTES_OF_CELL + 1 + guarded.size)
	};
}

/** Brings the verdicts of one guard to rest, table by table from the coarsest down. */
function settle(
	{ tables, weights }: Lattice,
	verdicts: Verdicts,
	threshold: number,
	marks: readonly number[],
	applies: (cell: Cell) => boolean,
	barred: (cell: Cell) => boolean
): void {
	const held: Held = { verdicts, weights, threshold, marks };
	for (const table of tables) {
		for (const cell of table.cells) {
			if (!applies(cell)) continue;
			const counts = marks.map((mark) => cell.patients[mark] ?? 0);
			if (counts.every((count) => count === 0)) continue;
			const small = counts.some((count) => count > 0 && count < threshold);
			const above = cell.parents.some((parent) => parent && verdicts[parent.index] !== SHOWN);
			if (small) verdicts[cell.index] = SMALL;
			else if (above || barred(cell)) verdicts[cell.index] = SECOND;
			else if (verdicts[cell.index] === NONE) verdicts[cell.index] = SHOWN;
		}
		const lines = table.lines.filter(({ members }) => members.some(applies));
		for (let changed = true; changed;) {
			changed = lines.reduce((any, line) => holdTogether(line, held) || any, false);
		}
	}
}

/** Cells, over all of an axis, that have a hidden part along it: their indexes. */
function partlyHidden({ cells }: Lattice, verdicts: Verdicts, axis: number): Set<number> {
	const found = new Set<number>();
	for (const cell of cells) {
		if (verdicts[cell.index] === SHOWN) continue;
		for (let up = cell.parents[axis]; up; up = up.parents[axis]) found.add(up.index);
	}
	return found;
}

/** Undefined where nobody is in the cell. */
function indexAt({ axes, indexes }: Places, address: Address): number | undefined {
	const nodes = axes.map(({ name, ids }) => ids.get(pathId(address[name] ?? [])));
	if (nodes.some((node) => node === undefined)) return undefined;
	return indexes.get(placeOf(nodes as number[], axes)); // just seen to be there
}

/** By what is kept of a verdict. */
const WORDS: readonly (Verdict | null)[] = [null, 'shown', 'small', 'second'];

/** An empty cell is told (as nobody) only where all above it is: else it would say who is not hidden. */
function lookUp(places: Places, verdicts: Verdicts, address: Address): Verdict {
	const found = WORDS[verdicts[indexAt(places, address) ?? -1] ?? NONE];
	if (found) return found;
	const all = Object.entries(address).every(
		([name, path]) =>
			path.length === 0 ||
			lookUp(places, verdicts, { ...address, [name]: path.slice(0, -1) }) === 'shown'
	);
	return all ? 'shown' : 'second';
}
