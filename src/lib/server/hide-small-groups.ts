/**
 * Takes what is too small out of the groups of an analysis: whole groups, single cells of a group, and
 * outside the clinic small counts. What is left over by subtraction must not be small either.
 */
import type { Viewer } from '#lib/domain/roles.ts';
import { isSmall, suppress } from '#lib/privacy/suppress.ts';
import type { Cell, Group, HiddenGroup } from './analysis.ts';

/** Parts the groups into those that may be shown and the names of those that may not. */
export function hideSmallGroups(
	groups: readonly Group[],
	viewer: Viewer
): { shown: Group[]; hidden: HiddenGroup[] } {
	const people = groups.filter((group) => group.patients > 0);
	const why = people.map((): HiddenGroup['why'] | 'shown' => 'shown');
	for (let round = 0; round < ROUNDS; round++) {
		for (const members of tablesOf(people)) {
			const verdicts = suppress(
				members.map((i) => people[i]?.patients ?? 0),
				viewer.threshold,
				members.map((i) => why[i] !== 'shown')
			);
			members.forEach((i, j) => {
				if (why[i] === 'shown') why[i] = verdicts[j] ?? 'small';
			});
		}
	}
	const hidden = people.flatMap(({ key, table }, i) => {
		const reason = why[i] ?? 'small';
		return reason === 'shown' ? [] : [{ key, table, why: reason }];
	});
	return {
		shown: hideSmallCells(
			people.filter((_, i) => why[i] === 'shown'),
			viewer
		),
		hidden
	};
}

/**
 * Hides what is small in the totals over the shown groups, and what the groups' hidden cells would
 * follow from. A column in which one group alone is hidden would give it away: then the total's parts
 * are hidden wherever a group's is, so that they do not follow from the total's own sum either. A part
 * that all groups show is their sum and hides nothing.
 */
export function hideSmallTotals(
	totals: readonly Group[],
	shown: readonly Group[],
	viewer: Viewer
): Group[] {
	const { shown: large } = hideSmallGroups(
		totals.map((total) => ({ ...total, parts: [] })),
		viewer
	);
	return large.map((total) => {
		const { parts = [], tied = [] } = totals.find(({ table }) => table === total.table) ?? total;
		const members = shown.filter((group) => group.table === total.table);
		const lost = (id: string) =>
			members.filter(({ cells }) => cells[id]?.patients && !cells[id].sums).length;
		const ids = parts.flat();
		const columns = ids.filter((id) => lost(id) > 0);
		const gives = ids.some((id) => lost(id) === 1 || total.cells[id]?.sums === null);
		return withoutCells({ ...total, parts, tied }, new Set(gives ? [...columns, ...tied] : []));
	});
}

function withoutCells(group: Group, hidden: ReadonlySet<string>): Group {
	const cells = Object.entries(group.cells).map(([id, cell]) => [
		id,
		hidden.has(id) ? { ...cell, sums: null } : cell
	]);
	return { ...group, cells: Object.fromEntries(cells) };
}

/** A cell hidden in one direction may call for another in the other; tables of this size settle sooner. */
const ROUNDS = 12;

/** Positions of the groups that add up to one total: each table, and each margin over tables. */
function tablesOf(groups: readonly Group[]): number[][] {
	const members = new Map<string, number[]>();
	groups.forEach(({ table, margin }, i) => {
		const names = [`table ${table}`, ...(margin === undefined ? [] : [`margin ${margin}`])];
		for (const name of names) members.set(name, [...(members.get(name) ?? []), i]);
	});
	return [...members.values()];
}

/**
 * Within a table the same cell of all groups adds up to the total's cell, and the parts of a group add
 * up to the group: so both are hidden until what is missing is large.
 */
function hideSmallCells(groups: readonly Group[], viewer: Viewer): Group[] {
	const hidden = groups.map(() => new Set<string>());
	const cellIds = new Set(groups.flatMap((group) => Object.keys(group.cells)));
	for (let round = 0; round < ROUNDS; round++) {
		for (const members of tablesOf(groups)) {
			const table = members.flatMap((i) => groups[i] ?? []);
			const sets = members.flatMap((i) => hidden[i] ?? []);
			for (const id of cellIds) {
				hideAcross(table, id, sets, viewer, (cell) => cell.patients);
				if (!viewer.insideClinic) hideAcross(table, id, sets, viewer, (cell) => cell.events ?? 0);
			}
		}
		groups.forEach((group, i) => hideParts(group, hidden[i] ?? new Set(), viewer));
	}
	return groups.map((group, i) => ({
		...withoutCells(group, hidden[i] ?? new Set()),
		counts: viewer.insideClinic ? group.counts : countsOutside(group.counts, viewer.threshold)
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
	const counts = groups.map((group) =>
		group.cells[id] && !isWhole(group, id) ? people(group.cells[id]) : 0
	);
	const already = hidden.map((set) => set.has(id));
	suppress(counts, threshold, already).forEach((verdict, i) => {
		if (verdict !== 'shown') hidden[i]?.add(id);
	});
}

/** Whether the cell is all of its group: hiding it would hide nothing, for the group's size is told. */
function isWhole({ cells, parts = [] }: Group, id: string): boolean {
	const part = parts.find((ids) => ids.includes(id));
	return part?.every((other) => other === id || !cells[other]?.patients) ?? false;
}

/** The parts of one group. */
function hideParts(
	{ cells, parts = [], tied = [] }: Group,
	hidden: Set<string>,
	{ threshold }: Viewer
) {
	for (const part of parts) {
		const counts = part.map((id) => cells[id]?.patients ?? 0);
		const already = part.map((id) => hidden.has(id));
		suppress(counts, threshold, already).forEach((verdict, i) => {
			const id = part[i];
			if (verdict !== 'shown' && id !== undefined) hidden.add(id);
		});
		if (part.some((id) => hidden.has(id))) for (const id of tied) hidden.add(id);
	}
}

/**
 * Counts within a cell, for viewers outside the clinic. They add up to each other (seen, missed and
 * dropped make due), so one small count hides all of its cell.
 */
function countsOutside(counts: Group['counts'], threshold: number): Group['counts'] {
	return Object.fromEntries(
		Object.entries(counts).map(([id, values]) => {
			const small = Object.values(values).some(
				(count) => count !== null && isSmall(count, threshold)
			);
			const kept = Object.entries(values).map(([name, count]) => [name, small ? null : count]);
			return [id, Object.fromEntries(kept)];
		})
	);
}
