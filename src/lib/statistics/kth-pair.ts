/**
 * The k-th smallest of all sums of pairs, without writing the pairs down: ten thousand values have
 * fifty million of them. Bisection over the sums that occur, each step one walk along the border
 * between the sums below and above (after Johnson & Mizoguchi 1978).
 */

/** The k-th smallest (from 1) of a[i] + a[j] over i <= j, and the one after it; a sorted. */
export function kthOwnPair(a: Float64Array, k: number): [number, number] {
	return select(a, a, true, k);
}

/** The k-th smallest (from 1) of a[i] + b[j] over all pairs, and the one after it; both sorted. */
export function kthCrossPair(a: Float64Array, b: Float64Array, k: number): [number, number] {
	return select(a, b, false, k);
}

/** The k-th always lies between low and high. After the last comes the last. */
function select(a: Float64Array, b: Float64Array, own: boolean, k: number): [number, number] {
	let low = a[0]! + b[0]!;
	let high = a[a.length - 1]! + b[b.length - 1]!;
	while (low < high) {
		const middle = low + (high - low) / 2;
		const { count, below, above } = border(a, b, own, middle < high ? middle : low);
		if (count >= k) high = below;
		else low = above;
	}
	const { count, above } = border(a, b, own, high);
	return [high, count > k || above === Infinity ? high : above];
}

/**
 * How many sums are at most `at`, the largest of them, and the smallest of the others; of `own` pairs
 * only those with i <= j.
 */
function border(a: Float64Array, b: Float64Array, own: boolean, at: number) {
	let count = 0;
	let below = -Infinity;
	let above = Infinity;
	let end = b.length;
	for (let i = 0; i < a.length; i++) {
		const value = a[i]!;
		while (end > 0 && value + b[end - 1]! > at) end--;
		const start = own ? i : 0;
		if (end > start) {
			count += end - start;
			const sum = value + b[end - 1]!;
			if (sum > below) below = sum;
		}
		const next = end > start ? end : start;
		if (next < b.length) {
			const sum = value + b[next]!;
			if (sum < above) above = sum;
		}
	}
	return { count, below, above };
}
