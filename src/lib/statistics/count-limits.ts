/** Limits of what a count may be by chance, read off its exact distribution between whole numbers. */

/**
 * The limit of a binomial count with probability p below it: with r the smallest number for which
 * P(R <= r) > p, r less the part by which P(R <= r) overshoots, (P(R <= r) - p) / P(R = r)
 * (Spiegelhalter 2005a, appendix). A target of exactly 0 or 1 leaves nothing to chance and is refused.
 */
export function binomialLimit(p: number, n: number, target: number): number {
	if (!(target > 0 && target < 1 && n >= 1 && Number.isInteger(n))) {
		throw new RangeError(`no binomial limit for ${n} patients and a target of ${target}`);
	}
	const odds = target / (1 - target);
	return interpolated(p, Math.floor((n + 1) * target), n, (r) => ((n - r) / (r + 1)) * odds);
}

/** The same for a Poisson count of which `expected` are expected. */
export function poissonLimit(p: number, expected: number): number {
	if (!(expected > 0 && expected < Infinity)) {
		throw new RangeError(`no Poisson limit for ${expected} expected`);
	}
	return interpolated(p, Math.floor(expected), Infinity, (r) => expected / (r + 1));
}

/** Below this share of the most likely count's chance, a count adds nothing to a double. */
const NOTHING = 1e-18;

/**
 * Every chance is taken relative to the most likely count's, going out from it both ways, and divided
 * by their sum: no factorials and no cancellation. `ratio` is P(R = r + 1) / P(R = r).
 */
function interpolated(p: number, mode: number, most: number, ratio: (r: number) => number): number {
	if (!(p > 0 && p < 1)) throw new RangeError(`a limit has a probability below it, not ${p}`);
	const below: number[] = [];
	for (let r = mode, chance = 1; r > 0; r--) {
		chance /= ratio(r - 1);
		if (chance < NOTHING) break;
		below.push(chance);
	}
	const chances = [...below.reverse(), 1];
	const first = mode - below.length;
	for (let r = mode, chance = 1; r < most; r++) {
		chance *= ratio(r);
		if (chance < NOTHING) break;
		chances.push(chance);
	}
	const total = chances.reduce((sum, chance) => sum + chance, 0);
	let cumulative = 0;
	for (const [i, chance] of chances.entries()) {
		cumulative += chance / total;
		if (cumulative > p) return first + i - (cumulative - p) / (chance / total);
	}
	return first + chances.length - 1;
}
