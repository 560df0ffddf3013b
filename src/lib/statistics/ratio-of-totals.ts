/**
 * The variance of a ratio of two totals over patients: what a clustered mean (values over series), a
 * rate (events over sessions) and a percent improvement (improvement over baseline) have in common.
 */

/** Patient g adds y_g to the numerator and x_g to the denominator. */
export type RatioTotals = {
	patients: number;
	numerator: number;
	denominator: number;
	/** sum of y_g^2 */
	numeratorSquares: number;
	/** sum of x_g^2 */
	denominatorSquares: number;
	/** sum of x_g x y_g */
	crossProducts: number;
};

/** Residuals below this part of the squares they are left over from are rounding, not variation. */
const ROUNDING = 1e-14;

/**
 * The variance of R = sum y / sum x: G/(G-1) x sum over patients of (y_g - R x_g)^2 / (sum x)^2.
 *
 * With x_g the number of a patient's series this is CR1 (Liang & Zeger 1986) for a mean; in general
 * it is the linearised ratio estimator (Cochran 1977, 6.4), sampling from a large population.
 * Assumes independent patients; anything may happen within one. With few patients (below about 30)
 * of very unequal size it is too small on average; the t distribution with G-1 degrees of freedom
 * makes up for part of that. Null for fewer than two patients or a denominator of zero.
 */
export function ratioVariance(totals: RatioTotals): number | null {
	const { patients, numerator, denominator } = totals;
	if (patients < 2 || denominator === 0) return null;
	const ratio = numerator / denominator;
	const squares = totals.numeratorSquares + ratio ** 2 * totals.denominatorSquares;
	const residual = squares - 2 * ratio * totals.crossProducts;
	if (residual <= squares * ROUNDING) return 0;
	return ((patients / (patients - 1)) * residual) / denominator ** 2;
}
