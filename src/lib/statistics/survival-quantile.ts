/** The time by which a given part of the patients had the event. */
import type { SurvivalCurve } from '#lib/statistics/kaplan-meier.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

export type SurvivalQuantile = {
	time: number | null;
	/** an end is null where its limit never comes down to the share: the interval is open there */
	interval: { low: number | null; high: number | null };
	reason: NoAnswer | null;
};

/** Shares nearer to each other than this are the same: a product of fractions is never exactly a half. */
const SAME = 1e-9;

/**
 * The first time at which the share without the event is at most 1 - q; where the curve runs level at
 * exactly that share, the middle of the level stretch. The median at q = 0.5. The interval is the same
 * rule on the curve's lower and upper limits (Brookmeyer & Crowley 1982).
 *
 * Null with 'not reached' while the share stays above. Assumes what the curve assumes.
 */
export function survivalQuantile(curve: SurvivalCurve, q = 0.5): SurvivalQuantile {
	if (!(q > 0 && q < 1)) throw new RangeError(`a quantile lies between 0 and 1, not at ${q}`);
	const share = 1 - q;
	const { steps } = curve;
	const time = crossing(
		steps.map((step) => ({ time: step.time, height: step.survival })),
		share
	);
	const limits = (end: 'low' | 'high') =>
		// Where there is no limit, at shares of 0 and 1, the last one still stands.
		steps.map((step, i) => ({
			time: step.time,
			height: step.interval?.[end] ?? (step.survival === 1 ? 1 : lastHeight(curve, i, end))
		}));
	return {
		time,
		interval: { low: crossing(limits('low'), share), high: crossing(limits('high'), share) },
		reason: curve.patients === 0 ? 'no data' : time === null ? 'not reached' : null
	};
}

type Height = { time: number; height: number };

function crossing(heights: readonly Height[], share: number): number | null {
	const first = heights.findIndex(({ height }) => height <= share + SAME);
	const at = heights[first];
	if (at === undefined) return null;
	if (at.height < share - SAME) return at.time;
	const drop = heights.find(({ height }, i) => i > first && height < share - SAME);
	// Never lower again: level until the end of follow-up.
	const end = drop ?? heights.at(-1) ?? at;
	return (at.time + end.time) / 2;
}

/** The limit at the last step that had one. */
function lastHeight(curve: SurvivalCurve, before: number, end: 'low' | 'high'): number {
	for (let i = before - 1; i >= 0; i--) {
		const interval = curve.steps[i]?.interval;
		if (interval) return interval[end];
	}
	return 1;
}
