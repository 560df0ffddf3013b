/** A forest as geometry: one row a side effect, its marks under each other, on one linear axis. */
import type { ForestPanel } from '../figure.ts';

/** Distance between the marks of a row. */
export const MARK_PITCH = 12;
const ROW_PADDING = 11;

export type ForestRowShape = { top: number; height: number; marks: number[] };

/** Where each row begins and where its marks lie; rows grow with their marks. */
export function forestRows(panel: ForestPanel): { rows: ForestRowShape[]; height: number } {
	let top = 0;
	const rows = panel.rows.map((row) => {
		const height = 2 * ROW_PADDING + MARK_PITCH * Math.max(1, row.marks.length - 1) + 0;
		const shape = {
			top,
			height,
			marks: row.marks.map((_, i) =>
				row.marks.length === 1 ? top + height / 2 : top + ROW_PADDING + i * MARK_PITCH
			)
		};
		top += height;
		return shape;
	});
	return { rows, height: top };
}

/** The axis ticks of a scale. */
export function ticksOf({ min, max, step }: ForestPanel['scale']): number[] {
	const count = Math.round((max - min) / step);
	return Array.from({ length: count + 1 }, (_, i) => Number((min + i * step).toPrecision(10)));
}

/** A value as per cent of the axis' width, held inside it. */
export function share(value: number, { min, max }: ForestPanel['scale']): number {
	return 100 * Math.min(1, Math.max(0, (value - min) / (max - min || 1)));
}
