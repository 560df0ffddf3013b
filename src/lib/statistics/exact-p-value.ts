/**
 * The two-sided p of a count by its exact distribution: the probability of all counts that are no more
 * likely than the one seen, as R's tests define it. Counts whose probabilities differ by less than
 * 1e-7 of themselves count as equally likely, as there.
 */
export function exactTwoSided(
	range: { from: number; to: number },
	observed: number,
	/** how much more likely count k + 1 is than count k; must fall as k rises */
	growth: (k: number) => number
): number {
	const { from, to } = range;
	// The most likely count has weight 1, so that nothing overflows and what vanishes is negligible.
	let top = from;
	let above = to;
	while (top < above) {
		const middle = Math.floor((top + above) / 2);
		if (growth(middle) > 1) top = middle + 1;
		else above = middle;
	}
	const weights = new Float64Array(to - from + 1);
	weights[top - from] = 1;
	for (let k = top; k < to; k++) weights[k + 1 - from] = weights[k - from]! * growth(k);
	for (let k = top; k > from; k--) weights[k - 1 - from] = weights[k - from]! / growth(k - 1);
	const limit = weights[observed - from]! * (1 + 1e-7);
	const sum = (total: number, weight: number) => total + weight;
	const all = weights.reduce(sum, 0);
	return Math.min(1, weights.filter((weight) => weight <= limit).reduce(sum, 0) / all);
}
