/** The middle of paired differences by Hodges and Lehmann, with the interval that belongs to signed ranks. */
import { criticalNormal, tailOf } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import { kthOwnPair } from '#lib/statistics/kth-pair.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { boundingOrder, lowerTail, signedRankWays } from '#lib/statistics/rank-distributions.ts';

export type HodgesLehmann = {
	estimate: number | null;
	interval: Interval | null;
	/** how often such an interval covers: as asked, more by the steps of ranks, less below 6 patients */
	attained: number | null;
	n: number;
	reason: NoAnswer | null;
};

/**
 * Estimates the median of a symmetric distribution of differences: the median of the averages of all
 * pairs, each difference paired with itself too (Walsh averages; Hodges & Lehmann 1963; Hollander &
 * Wolfe 1999, section 3.2 and 3.3). The interval runs from the k-th smallest to the k-th largest
 * average; k = qsignrank(tail, n) up to 50 differences, else round(n(n+1)/4 - z sqrt(n(n+1)(2n+1)/24)),
 * at least 1. Zeros count.
 *
 * Assumes one difference a patient and symmetry. No differences: no answer. One: the value only.
 * Below 6 differences even the whole range covers less often than 95 %: see `attained`.
 */
export function hodgesLehmann(differences: readonly number[], confidence = 0.95): HodgesLehmann {
	const n = differences.length;
	const tail = tailOf(confidence);
	if (n === 0) return { estimate: null, interval: null, attained: null, n, reason: 'no data' };
	const sorted = Float64Array.from(differences).sort();
	const pairs = (n * (n + 1)) / 2;
	const average = (k: number) => kthOwnPair(sorted, k)[0] / 2;
	const [middle, next] = kthOwnPair(sorted, Math.ceil(pairs / 2));
	const estimate = pairs % 2 === 1 ? middle / 2 : (middle / 2 + next / 2) / 2;
	if (n === 1) return { estimate, interval: null, attained: null, n, reason: 'one value' };
	const { k, attained } = n <= 50 ? exactOrder(n, tail) : normalOrder(n, confidence);
	const interval = { low: average(k), high: average(pairs + 1 - k) };
	return { estimate, interval, attained, n, reason: null };
}

function exactOrder(n: number, tail: number) {
	const ways = signedRankWays(n);
	const k = boundingOrder(ways, tail);
	return { k, attained: 1 - 2 * lowerTail(ways, k - 1) };
}

function normalOrder(n: number, confidence: number) {
	const spread = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
	const k = Math.round((n * (n + 1)) / 4 - criticalNormal(confidence) * spread);
	return { k: Math.max(1, k), attained: confidence };
}
