/** P-values of a family of tests, adjusted for their number. A test without p stays without, uncounted. */

/**
 * Holm (1979): the chance of even one wrong rejection in the family stays at the level. For a few
 * planned contrasts. In the order given.
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
	return adjust(pValues, (p, position, n) => (n - position) * p, 'up');
}

/**
 * Benjamini & Hochberg (1995): of the rejections, the share expected to be wrong stays at the level, for
 * independent or positively dependent tests. For exploratory tables. In the order given.
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
	return adjust(pValues, (p, position, n) => (n / (position + 1)) * p, 'down');
}

/**
 * Multiplies each p by what its place among the sorted ones asks for, at most 1, and lets none fall below
 * a smaller p ('up') or rise above a larger one ('down').
 */
function adjust(
	pValues: readonly (number | null)[],
	multiplied: (p: number, position: number, n: number) => number,
	keep: 'up' | 'down'
): (number | null)[] {
	const tests = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }]));
	for (const { p } of tests) {
		if (!(p >= 0 && p <= 1)) throw new RangeError(`a p-value lies between 0 and 1, not at ${p}`);
	}
	const sorted = tests.toSorted((a, b) => a.p - b.p);
	const steps = sorted.map(({ p, index }, i) => ({ p: multiplied(p, i, sorted.length), index }));
	const adjusted: (number | null)[] = pValues.map(() => null);
	let reached = keep === 'up' ? 0 : 1;
	for (const { p, index } of keep === 'up' ? steps : steps.toReversed()) {
		reached = keep === 'up' ? Math.max(reached, Math.min(1, p)) : Math.min(reached, p);
		adjusted[index] = reached;
	}
	return adjusted;
}
