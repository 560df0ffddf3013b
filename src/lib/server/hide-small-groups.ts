/**
 * Takes what is too small out of the groups of an analysis: whole groups, single cells of a group, and
 * outside the clinic small counts. What is left over by subtraction must not be small either.
 */
import type { Viewer } from '#lib/domain/roles.ts';
import { suppress } from '#lib/privacy/suppress.ts';
import type { Cell, Group, HiddenGroup } from './analysis.ts';

/** Parts the groups into those that may be shown and the names of those that may not. */
export function hideSmallGroups(
	groups: readonly Group[],
	viewer: Viewer
): { shown: Group[]; hidden: HiddenGroup[] } {
	const shown: Group[] = [];
	const hidden: HiddenGroup[] = [];
	for (const table of new Set(groups.map((group) => group.table))) {
		const members = groups.filter((group) => group.table === table && group.patients > 0);
		const verdicts = suppress(
			members.map((group) => group.patients),
			viewer.threshold
		);
		const large = members.filter((_, i) => verdicts[i] === 'shown');
		shown.push(...hideSmallCells(large, viewer));
		members.forEach(({ key }, i) => {
			const why = verdicts[i];
			if (why && why !== 'shown') hidden.push({ key, table, why });
		});
	}
	return { shown, hidden };
}

/**
 * Within a table the same cell of all groups adds up to the total's cell, and the parts of a group add
 * up to the group: so both are hidden until what is missing is large. A cell hidden in one direction
 * may call for another in the other one; three rounds settle tables of this size.
 */
function hideSmallCells(groups: readonly Group[], viewer: Viewer): Group[] {
	const hidden = groups.map(() => new Set<string>());
	const cellIds = new Set(groups.flatMap((group) => Object.keys(group.cells)));
	for (let round = 0; round < 3; round++) {
		for (const id of cellIds) {
			hideAcross(groups, id, hidden, viewer, (cell) => cell.patients);
			if (!viewer.insideClinic) hideAcross(groups, id, hidden, viewer, (cell) => cell.events ?? 0);
		}
		groups.forEach((group, i) => hideParts(group, hidden[i] ?? new Set(), viewer));
	}
	const counts = viewer.insideClinic
		? groups.map((group) => group.counts)
		: countsOutside(groups, viewer.threshold);
	return groups.map((group, i) => ({
		...group,
		cells: Object.fromEntries(
			Object.entries(group.cells).map(([id, cell]) => [
				id,
				hidden[i]?.has(id) ? { ...cell, sums: null } : cell
			])
		),
		counts: counts[i] ?? {}
	}));
}

/** One cell over all groups of a table. */
function hideAcross(
	groups: readonly Group[],
	id: string,
	hidden: readonly Set<string>[],
	{ threshold }: Viewer,
	people: (cell: Cell) => number
) {
	const counts = groups.map(({ cells }) => (cells[id] ? people(cells[id]) : 0));
	const already = hidden.map((set) => set.has(id));
	suppress(counts, threshold, already).forEach((verdict, i) => {
		if (verdict !== 'shown') hidden[i]?.add(id);
	});
}

/** The parts of one group. */
function hideParts({ cells, parts = [] }: Group, hidden: Set<string>, { threshold }: Viewer) {
	for (const part of parts) {
		const counts = part.map((id) => cells[id]?.patients ?? 0);
		const already = part.map((id) => hidden.has(id));
		suppress(counts, threshold, already).forEach((verdict, i) => {
			const id = part[i];
			if (verdict !== 'shown' && id !== undefined) hidden.add(id);
		});
	}
}

/** Counts within a cell, for viewers outside the clinic: small ones and what would give them away. */
function countsOutside(groups: readonly Group[], threshold: number): Group['counts'][] {
	const result = groups.map((group) => structuredClone(group.counts));
	const names = new Set(
		groups.flatMap(({ counts }) =>
			Object.entries(counts).flatMap(([id, values]) =>
				Object.keys(values).map((name) => JSON.stringify([id, name]))
			)
		)
	);
	for (const pair of names) {
		const [id, name]: [string, string] = JSON.parse(pair);
		const values = groups.map(({ counts }) => counts[id]?.[name] ?? 0);
		suppress(values, threshold).forEach((verdict, i) => {
			const of = result[i]?.[id];
			if (of && verdict !== 'shown') of[name] = null;
		});
	}
	return result;
}
