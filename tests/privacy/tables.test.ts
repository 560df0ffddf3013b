import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Group } from '#lib/server/analysis.ts';
import { hideSmallGroups, hideSmallTotals } from '#lib/server/hide-small-groups.ts';

const BANDS = ['b0', 'b1', 'b2', 'b3', 'b4'];
const viewer = {
	role: 'director' as const,
	clinics: ['c1'],
	threshold: 5,
	insideClinic: true,
	operatorCode: null
};

/** One patient a course: the counts of each band, and a mean that a hidden share would follow from. */
function aGroup(line: string, counts: readonly number[]): Group {
	const patients = counts.reduce((sum, count) => sum + count, 0);
	const bands = BANDS.map((id, i) => {
		const count = counts[i] ?? 0;
		return [id, { patients: count, sums: { courses: count } }] as const;
	});
	return {
		key: { line },
		table: 'all',
		patients,
		courses: patients,
		cells: { ...Object.fromEntries(bands), mean: { patients, sums: { done: patients } } },
		counts: {},
		parts: [BANDS],
		tied: ['mean']
	};
}

function shownOf(table: readonly (readonly number[])[]) {
	const { shown } = hideSmallGroups(
		table.map((counts, i) => aGroup(`g${i}`, counts)),
		viewer
	);
	const sum = BANDS.map((id) =>
		shown.reduce((all, group) => all + (group.cells[id]?.patients ?? 0), 0)
	);
	const totals = hideSmallTotals([aGroup('all', sum)], shown, viewer);
	return { shown, total: totals[0] };
}

const unknown = (group: Group, id: string) =>
	(group.cells[id]?.patients ?? 0) > 0 && group.cells[id]?.sums === null;

/** Works out by subtraction, again and again, every cell that is the only one missing of a known sum. */
function solved(rows: readonly Group[], total: Group | undefined): string[] {
	const all = total ? [...rows, total] : rows;
	const open = new Set(
		all.flatMap((group) =>
			BANDS.filter((id) => unknown(group, id)).map((id) => `${group.key.line} ${id}`)
		)
	);
	const sums = [
		...all.map((group) => BANDS.map((id) => `${group.key.line} ${id}`)),
		...(total ? BANDS.map((id) => all.map((group) => `${group.key.line} ${id}`)) : [])
	];
	const found: string[] = [];
	for (let again = true; again;) {
		again = false;
		for (const cells of sums) {
			const missing = cells.filter((cell) => open.has(cell));
			if (missing.length !== 1 || missing[0] === undefined) continue;
			open.delete(missing[0]);
			found.push(missing[0]);
			again = true;
		}
	}
	return found;
}

describe('shares of a whole, in several groups with their total', () => {
	it('leave nothing to work out by subtraction, row by row and column by column (SR-5.2)', () => {
		const count = fc.oneof(
			fc.constant(0),
			fc.integer({ min: 1, max: 8 }),
			fc.integer({ min: 5, max: 60 })
		);
		const table = fc.array(fc.array(count, { minLength: 5, maxLength: 5 }), {
			minLength: 1,
			maxLength: 7
		});
		fc.assert(
			fc.property(table, (counts) => {
				const { shown, total } = shownOf(counts);
				expect(solved(shown, total)).toEqual([]);
				for (const group of total ? [...shown, total] : shown) {
					const hidden = BANDS.some((id) => unknown(group, id));
					for (const id of BANDS) {
						const cell = group.cells[id];
						if (cell?.sums) expect(cell.patients === 0 || cell.patients >= 5).toBe(true);
					}
					if (hidden) expect(group.cells.mean?.sums).toBeNull();
				}
			}),
			{ numRuns: 2000 }
		);
	});

	it('keep the total and its mean when one small share hides cells of two groups', () => {
		const { total } = shownOf([
			[40, 50, 60, 20, 0],
			[30, 20, 40, 3, 0],
			[60, 80, 90, 30, 0]
		]);
		expect(BANDS.some((id) => total && unknown(total, id))).toBe(false);
		expect(total?.cells.mean?.sums).not.toBeNull();
	});
});
