/** By how much one group lies above another, by Hodges and Lehmann. */
import { criticalNormal, tailOf } from '#lib/statistics/critical-value.ts';
import type { HodgesLehmann } from '#lib/statistics/hodges-lehmann.ts';
import { kthCrossPair } from '#lib/statistics/kth-pair.ts';
import { boundingOrder, lowerTail, rankSumWays } from '#lib/statistics/rank-distributions.ts';

/**
 * Estimates the shift between two distributions of one shape: the median of all differences, a value
 * of the first group minus one of the second (Hodges & Lehmann 1963; Hollander & Wolfe 1999, section
 * 4.2 and 4.3). The interval runs from the k-th smallest to the k-th largest difference; k =
 * qwilcox(tail, m, n) when both groups have fewer than 50, else round(mn/2 - z sqrt(mn(m+n+1)/12)), at
 * least 1.
 *
 * Assumes independent patients. An empty group: no answer. One value in each group: the difference
 * only. In very small groups even the whole range covers less often than asked: see `attained`.
 */
export function hodgesLehmannShift(
	first: readonly number[],
	second: readonly number[],
	confidence = 0.95
): HodgesLehmann {
	const m = first.length;
	const n = second.length;
	const tail = tailOf(confidence);
	if (m === 0 || n === 0) {
		return { estimate: null, interval: null, attained: null, n: m + n, reason: 'no data' };
	}
	const above = Float64Array.from(first).sort();
	const below = Float64Array.from(second, (value) => -value).sort();
	const pairs = m * n;
	const difference = (k: number) => kthCrossPair(above, below, k)[0];
	const [middle, next] = kthCrossPair(above, below, Math.ceil(pairs / 2));
	const estimate = pairs % 2 === 1 ? middle : (middle + next) / 2;
	if (pairs === 1) {
		return { estimate, interval: null, attained: null, n: 2, reason: 'one value' };
	}
	const exact = m < 50 && n < 50;
	const { k, attained } = exact ? exactOrder(m, n, tail) : normalOrder(m, n, confidence);
	const interval = { low: difference(k), high: difference(pairs + 1 - k) };
	return { estimate, interval, attained, n: m + n, reason: null };
}

function exactOrder(m: number, n: number, tail: number) {
	const ways = rankSumWays(m, n);
	const k = boundingOrder(ways, tail);
	return { k, attained: 1 - 2 * lowerTail(ways, k - 1) };
}

function normalOrder(m: number, n: number, confidence: number) {
	const spread = Math.sqrt((m * n * (m + n + 1)) / 12);
	const k = Math.round((m * n) / 2 - criticalNormal(confidence) * spread);
	return { k: Math.max(1, k), attained: confidence };
}
