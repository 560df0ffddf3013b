/** Which cell stands where in a grid, and how dark it is. */
import type { GridPanel } from '../panels.ts';

type Cell = GridPanel['cells'][number];

/** Steps of the ramp. */
const STEPS = 5;

/** The step of a value between 0 and `max`: 0 (faint) to 4 (strong). */
export function shadeOf(value: number, max: number): number {
	if (max <= 0) return 0;
	return Math.min(STEPS - 1, Math.max(0, Math.floor((STEPS * value) / max)));
}

/** The cells of each row in the order of the columns; null where nothing is recorded. */
export const gridRows = ({ rows, columns, cells }: GridPanel): (Cell | null)[][] =>
	rows.map((row) =>
		columns.map(
			(column) =>
				cells.find(({ rowId, columnId }) => rowId === row.id && columnId === column.id) ?? null
		)
	);

/** What the arrow keys walk: every place of the grid, also those where nothing is recorded. */
export const gridWalk = (panel: GridPanel): { sentence: string }[][] =>
	gridRows(panel).map((row, r) =>
		row.map(
			(cell, c) =>
				cell ?? {
					sentence: `${panel.rows[r]?.label ?? ''}, ${panel.columns[c]?.label ?? ''}: nothing recorded.`
				}
		)
	);
