/**
 * The k-th smallest of all sums of pairs, without writing the pairs down: ten thousand values have
 * fifty million of them. Bisection over the sums that occur, each step one walk along the border
 * between the sums below and above (after Johnson & Mizoguchi 1978).
 */

/** The k-th smallest (from 1) of a[i] + a[j] over i <= j, for sorted values. */
export function kthOwnPair(a: Float64Array, k: number): number {
	return select(a, a, (i) => i, k);
}

/** The k-th smallest (from 1) of a[i] + b[j] over all pairs, for sorted values. */
export function kthCrossPair(a: Float64Array, b: Float64Array, k: number): number {
	return select(a, b, () => 0, k);
}

/** Sums may only be taken of b[j] with j >= first(i). The k-th always lies between low and high. */
function select(a: Float64Array, b: Float64Array, first: (i: number) => number, k: number): number {
	let low = a[0]! + b[0]!;
	let high = a[a.length - 1]! + b[b.length - 1]!;
	while (low < high) {
		const middle = low + (high - low) / 2;
		const { count, largestBelow, smallestAbove } = border(
			a,
			b,
			first,
			middle < high ? middle : low
		);
		if (count >= k) high = largestBelow;
		else low = smallestAbove;
	}
	return high;
}

/** How many sums are at most `at`, the largest of them, and the smallest of the others. */
function border(a: Float64Array, b: Float64Array, first: (i: number) => number, at: number) {
	let count = 0;
	let largestBelow = -Infinity;
	let smallestAbove = Infinity;
	let end = b.length;
	for (let i = 0; i < a.length; i++) {
		const value = a[i]!;
		while (end > 0 && value + b[end - 1]! > at) end--;
		const start = first(i);
		if (end > start) {
			count += end - start;
			largestBelow = Math.max(largestBelow, value + b[end - 1]!);
		}
		const above = Math.max(end, start);
		if (above < b.length) smallestAbove = Math.min(smallestAbove, value + b[above]!);
	}
	return { count, largestBelow, smallestAbove };
}
