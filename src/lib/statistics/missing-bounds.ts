/**
 * What a figure would be if those missing at a visit had done badly, or well. Not an interval and no
 * guess at the truth: it shows how much hangs on people nobody saw. `missing` is whoever was due and
 * not seen, so seen + missing is everyone due.
 */
import type { Interval } from '#lib/statistics/interval.ts';

/**
 * The mean improvement if the missing were back at baseline (improvement 0: mean x seen / due), and
 * if they did as those seen (the mean itself). Null when nobody was seen.
 */
export function meanMissingBounds({
	mean,
	seen,
	missing
}: {
	mean: number | null;
	seen: number;
	missing: number;
}): { atBaseline: number; asSeen: number } | null {
	if (mean === null || seen === 0) return null;
	return { atBaseline: mean * (seen / (seen + missing)), asSeen: mean };
}

/**
 * The responder share if all missing failed, and if all responded (the worst-case bounds of Manski
 * 1989). Nobody seen, but someone due: 0 to 1. Null when nobody was due.
 */
export function responderMissingBounds({
	responders,
	seen,
	missing
}: {
	responders: number;
	seen: number;
	missing: number;
}): Interval | null {
	const due = seen + missing;
	if (due === 0) return null;
	return { low: responders / due, high: (responders + missing) / due };
}
