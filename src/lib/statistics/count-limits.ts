/** Limits of what a count may be by chance, read off its exact distribution between whole numbers. */

/**
 * The limits of a binomial count with each of the (rising) probabilities below them: with r the smallest
 * number for which P(R <= r) > p, r less the part by which P(R <= r) overshoots, (P(R <= r) - p) /
 * P(R = r) (Spiegelhalter 2005a, appendix). A target of exactly 0 or 1 leaves nothing to chance and
 * is refused.
 */
export function binomialLimits(
	probabilities: readonly number[],
	n: number,
	target: number
): number[] {
	if (!(target > 0 && target < 1 && n >= 1 && Number.isInteger(n))) {
		throw new RangeError(`no binomial limit for ${n} patients and a target of ${target}`);
	}
	const odds = target / (1 - target);
	const mode = Math.floor((n + 1) * target);
	return interpolated(probabilities, mode, n, (r) => ((n - r) / (r + 1)) * odds);
}

/** The same for a Poisson count of which `expected` are expected. */
export function poissonLimits(probabilities: readonly number[], expected: number): number[] {
	if (!(expected > 0 && expected < Infinity)) {
		throw new RangeError(`no Poisson limit for ${expected} expected`);
	}
	return interpolated(probabilities, Math.floor(expected), Infinity, (r) => expected / (r + 1));
}

/** Below this share of the most likely count's chance, a count adds nothing to a double. */
const NOTHING = 1e-18;

/**
 * Every chance is taken relative to the most likely count's, going out from it both ways, and divided
 * by their sum: no factorials and no cancellation. `ratio` is P(R = r + 1) / P(R = r).
 */
function interpolated(
	probabilities: readonly number[],
	mode: number,
	most: number,
	ratio: (r: number) => number
): number[] {
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
	let total = 0;
	for (const chance of chances) total += chance;
	let at = 0;
	let cumulative = chances[0]! / total;
	return probabilities.map((p) => {
		if (!(p > 0 && p < 1)) throw new RangeError(`a limit has a probability below it, not ${p}`);
		while (cumulative <= p && at < chances.length - 1) cumulative += chances[++at]! / total;
		return first + at - (cumulative - p) / (chances[at]! / total);
	});
}
