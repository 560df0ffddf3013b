/** Where a line and its interval may be drawn through, and where what is hidden breaks them. */
import type { Estimate, TrendPoint } from './figure.ts';

/** A week nobody was planned for is passed over; a hidden one breaks the line. */
export const breaksLine = ({ estimate, why }: TrendPoint): boolean =>
	estimate === null && why !== 'no data';

export type Bounds = { week: number; low: number; high: number };

/**
 * The stretches over which the interval is drawn, each from its first to its last week. The first
 * one begins at the baseline, where there is no change, unless what follows is hidden.
 */
export function intervalRuns(points: readonly TrendPoint[]): Bounds[][] {
	const runs: Bounds[][] = [[{ week: 0, low: 0, high: 0 }]];
	for (const point of points) {
		if (breaksLine(point)) runs.push([]);
		else if (hasInterval(point.estimate))
			runs.at(-1)?.push({ week: point.week, ...point.estimate });
	}
	return runs
		.map((run) => run.map(({ week, low, high }) => ({ week, low, high })))
		.filter((run) => run.length > 1 || (run[0]?.week ?? 0) > 0);
}

function hasInterval(
	estimate: Estimate | null
): estimate is Estimate & { low: number; high: number } {
	return estimate !== null && estimate.low !== null && estimate.high !== null;
}
