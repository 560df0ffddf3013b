/** An expected course with the bands around it, on a plane over weeks. */
import type { FanPanel } from '../panels.ts';
import { along } from './axis.ts';
import { area, down, line, unbroken } from './plane.ts';

type Point = FanPanel['points'][number];
type Band = { low: number; high: number };

export type FanShape = {
	/** Four fifths of such courses, half of them, and the middle. */
	most: string[];
	half: string[];
	middle: string[];
	marks: { index: number; x: number; y: number | null }[];
	/** What one patient's change is not told from; null where the panel has none. */
	noise: { top: number; bottom: number } | null;
};

/** The weeks as a scale: from the first session to the last week asked. */
export const weekScale = (points: readonly Point[]) => ({
	min: 0,
	max: Math.max(4, ...points.map(({ week }) => week)),
	step: 1,
	decimals: 0
});

/** A week that is hidden or unknown parts lines and bands. */
export function fanShape({ points, scale, noise }: FanPanel): FanShape {
	const time = weekScale(points);
	const bands = (of: (point: Point) => Band | null) =>
		unbroken(
			points.map((point) => {
				const band = of(point);
				return (
					band && {
						x: along(time, point.week),
						top: down(scale, band.high),
						bottom: down(scale, band.low)
					}
				);
			})
		)
			.map(area)
			.filter((path) => path !== '');
	const marks = points.map(({ week, middle }, index) => ({
		index,
		x: along(time, week),
		y: middle === null ? null : down(scale, middle)
	}));
	return {
		most: bands(({ most }) => most),
		half: bands(({ half }) => half),
		middle: unbroken(marks.map(({ x, y }) => (y === null ? null : { x, y }))).map(line),
		marks,
		noise: noise && { top: down(scale, noise.high), bottom: down(scale, noise.low) }
	};
}
