/** Answers against a number along the axis, and the lines fitted to them, on a plane. */
import type { DosePanel } from '../panels.ts';
import { along } from './axis.ts';
import { area, down, level, line, upright } from './plane.ts';

type Point = DosePanel['points'][number];

export type PlacedPoint = Point & {
	at: number;
	/** Null where its number is hidden: the mark stands on the axis, dotted. */
	y: number | null;
	upright: { top: number; bottom: number } | null;
};

/** The points a row for each look, from left to right. */
export function doseRows({ points, xScale, scale }: DosePanel): PlacedPoint[][] {
	const rows = new Map<string, PlacedPoint[]>();
	for (const point of points.toSorted((a, b) => a.x - b.x)) {
		const look = JSON.stringify(point.style);
		const row = rows.get(look) ?? [];
		row.push({
			...point,
			at: along(xScale, point.x),
			y: point.estimate && down(scale, point.estimate.value),
			upright: point.estimate && upright(scale, point.estimate)
		});
		rows.set(look, row);
	}
	return [...rows.values()];
}

export type FitShape = {
	id: string;
	label: string;
	line: string;
	band: string;
	end: { x: number; y: number } | null;
};

/** The fitted lines; a band only where every one of its points has an interval. */
export function fitShapes({ fits, xScale, scale }: DosePanel): FitShape[] {
	return fits.map(({ id, label, steps, points }) => {
		const corners = points.map(({ x, value }) => ({ x: along(xScale, x), y: down(scale, value) }));
		const bounds = points.flatMap((point) => {
			const bound = upright(scale, point);
			return bound ? [{ x: along(xScale, point.x), ...bound }] : [];
		});
		const held = bounds.flatMap((bound, i) => {
			const next = bounds[i + 1];
			return steps && next ? [bound, { ...bound, x: next.x }] : [bound];
		});
		return {
			id,
			label,
			line: line(steps ? level(corners) : corners),
			band: bounds.length === points.length ? area(held) : '',
			end: corners.at(-1) ?? null
		};
	});
}

/** The smallest worthwhile difference in px, where the scale reaches it. */
export function worthwhileGuide(
	panel: Pick<DosePanel, 'worthwhile' | 'scale'>
): { y: number; label: string } | null {
	const { worthwhile, scale } = panel;
	if (!worthwhile || worthwhile.value > scale.max || worthwhile.value < scale.min) return null;
	return { y: down(scale, worthwhile.value), label: worthwhile.label };
}
