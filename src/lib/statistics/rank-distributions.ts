/**
 * In how many ways each rank statistic can come about when nothing but chance is at work, the exact
 * distributions of the signed-rank and the rank-sum statistic. Counted up by adding one rank at a
 * time, so that nothing is subtracted and no digit is lost.
 */

/** Of the 2^n ways to give n ranks a sign, those with a sum of positive ranks of 0, 1, 2 ... */
export function signedRankWays(n: number): Float64Array {
	const ways = new Float64Array((n * (n + 1)) / 2 + 1);
	ways[0] = 1;
	for (let rank = 1; rank <= n; rank++) {
		for (let sum = (rank * (rank + 1)) / 2; sum >= rank; sum--) ways[sum]! += ways[sum - rank]!;
	}
	return ways;
}

/** Of the ways to mix m values with n others, those with 0, 1, 2 ... pairs in which the other is below. */
export function rankSumWays(m: number, n: number): Float64Array {
	// ways[c]: c of the m have been placed among the ranks so far.
	const ways = Array.from({ length: m + 1 }, (_, c) => new Float64Array(c * n + 1));
	ways[0]![0] = 1;
	for (let rank = 1; rank <= m + n; rank++) {
		for (let c = Math.min(m, rank); c >= Math.max(1, rank - n); c--) {
			const below = rank - c;
			const placed = ways[c - 1]!;
			const now = ways[c]!;
			for (let u = Math.min(c * below, now.length - 1); u >= below; u--) {
				now[u]! += placed[u - below] ?? 0;
			}
		}
	}
	return ways[m]!;
}

/** P(statistic <= value), from the ways. 0 below the smallest. */
export function lowerTail(ways: Float64Array, value: number): number {
	let below = 0;
	let all = 0;
	for (let i = 0; i < ways.length; i++) {
		all += ways[i]!;
		if (i <= value) below += ways[i]!;
	}
	return below / all;
}

/** Twice the smaller tail, at most 1. The distribution is symmetric about half its largest value. */
export function exactPValue(ways: Float64Array, statistic: number): number {
	const mirrored = Math.min(statistic, ways.length - 1 - statistic);
	return Math.min(1, 2 * lowerTail(ways, mirrored));
}

/**
 * The order number k of the k-th smallest and k-th largest pair that bound the interval: the smallest
 * k with P(statistic <= k) >= tail, at least 1.
 */
export function boundingOrder(ways: Float64Array, tail: number): number {
	const all = ways.reduce((sum, each) => sum + each, 0);
	let below = ways[0]!;
	let k = 0;
	// As in R: a probability that misses the tail by rounding alone has reached it.
	while (below / all < tail * (1 - 8 * Number.EPSILON)) below += ways[++k]!;
	return Math.max(1, k);
}
