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

/** A total's cells that its groups' hidden cells would follow from are hidden too. */
export function hideFromTotals(totals: readonly Group[], shown: readonly Group[]): Group[] {
	return totals.map((total) => {
		const ofParts = new Set((total.parts ?? []).flat());
		if (ofParts.size === 0) return total;
		const hidden = Object.keys(total.cells).filter((id) =>
			[total, ...shown].some(({ cells }) => cells[id] !== undefined && cells[id].sums === null)
		);
		const tied = hidden.some((id) => ofParts.has(id)) ? (total.tied ?? []) : [];
		return withoutCells(total, new Set([...hidden, ...tied]));
	});
}

function withoutCells(group: Group, hidden: ReadonlySet<string>): Group {
	const cells = Object.entries(group.cells).map(([id, cell]) => [
		id,
		hidden.has(id) ? { ...cell, sums: null } : cell
	]);
	return { ...group, cells: Object.fromEntries(cells) };
}

/** A cell hidden in one direction may call for another in the other; tables of this size settle in three. */
const ROUNDS = 3;

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
	const counts = groups.map(({ cells }) => (cells[id] ? people(cells[id]) : 0));
	const already = hidden.map((set) => set.has(id));
	suppress(counts, threshold, already).forEach((verdict, i) => {
		if (verdict !== 'shown') hidden[i]?.add(id);
	});
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
