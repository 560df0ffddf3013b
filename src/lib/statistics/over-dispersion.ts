/** How much more units differ than chance alone would make them. */
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { quantile } from '#lib/statistics/quantile.ts';

export type OverDispersion = {
	/** the mean square of the winsorised z; 1 where units differ by chance alone */
	phi: number;
	/** the variance between units, in the square of the unit of the values; 0 when phi is near 1 */
	tauSquared: number;
};

/**
 * phi = mean of z^2, z pulled in to its 10th and 90th percentile (type 7), and the between-unit
 * variance tau^2 = max(0, (I phi - (I - 1)) / (sum w - sum w^2 / sum w)), w = 1/s^2, the moment estimate
 * of DerSimonian & Laird (Spiegelhalter 2005b).
 *
 * Assumes that most units are alike but for a spread of their own. Null for fewer than two units.
 */
export function overDispersion(
	z: readonly number[],
	standardErrors: readonly number[],
	winsorised = 0.1
): OverDispersion | null {
	const low = quantile(z, winsorised);
	const high = quantile(z, 1 - winsorised);
	const units = z.length;
	if (low === null || high === null || units < 2) return null;
	const squares = z.map((each) => Math.min(high, Math.max(low, each)) ** 2);
	const phi = exactSum(squares) / units;
	const weights = standardErrors.map((error) => error ** -2);
	const sum = exactSum(weights);
	const left = sum - exactSum(weights.map((weight) => weight ** 2)) / sum;
	return { phi, tauSquared: Math.max(0, (units * phi - (units - 1)) / left) };
}
