/** What every control chart shares: stretches between rebases, their size, and the points they judge. */
import { controlSignals, type Judged, type Signal } from '#lib/statistics/control-rules.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

export type ControlOptions = {
	/** points at which limits are worked out afresh, counted from 0 */
	rebaseAt?: readonly number[];
	/** points of a stretch without which it has a centre line and no limits */
	minimumPoints?: number;
	provisionalBelow?: number;
};

export type ControlPoint = {
	/** null where nobody was seen */
	value: number | null;
	centre: number | null;
	low: number | null;
	high: number | null;
	signal: Signal;
};

export type ControlStretch = {
	/** the first point and the one after the last, of all points */
	start: number;
	end: number;
	/** points with a value */
	count: number;
	centre: number | null;
	/** fewer points than limits need to be settled */
	provisional: boolean;
	/** why there are no limits */
	reason: NoAnswer | null;
};

/** Cuts the points at the rebases; those outside the chart or named twice change nothing. */
export function cutAt(
	points: number,
	rebaseAt: readonly number[]
): { start: number; end: number }[] {
	const inside = rebaseAt.filter((at) => Number.isInteger(at) && at > 0 && at < points);
	const starts = [0, ...new Set(inside.toSorted((a, b) => a - b))];
	if (points === 0) return [];
	return starts.map((start, i) => ({ start, end: starts[i + 1] ?? points }));
}

/** Why a stretch of so many points has no limits, and whether they are provisional. */
export function sizeOf(
	count: number,
	{ minimumPoints = 12, provisionalBelow = 20 }: ControlOptions
) {
	const reason: NoAnswer | null =
		count === 0 ? 'no data' : count < minimumPoints ? 'too few points' : null;
	return { provisional: reason === null && count < provisionalBelow, reason };
}

const QUIET: Signal = { rules: [], side: null };

/** The points of one stretch, without limits where it has none; missing ones are passed over by the rules. */
export function judgedPoints(
	values: readonly (number | null)[],
	centre: number | null,
	limits: ((at: number) => Pick<Judged, 'sigma' | 'low' | 'high'>) | null
): ControlPoint[] {
	if (limits === null || centre === null) {
		return values.map((value) => ({ value, centre, low: null, high: null, signal: QUIET }));
	}
	const judged = values.flatMap((value, at) =>
		value === null ? [] : [{ value, centre, ...limits(at) }]
	);
	const signals = controlSignals(judged);
	let seen = 0;
	return values.map((value) => {
		if (value === null) return { value, centre, low: null, high: null, signal: QUIET };
		const { low, high } = judged[seen]!;
		return { value, centre, low, high, signal: signals[seen++]! };
	});
}
