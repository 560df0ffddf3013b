/** How many patients a quantile needs, so that no single one stands at it. */

/** On the nearer side of it. */
const BESIDE_A_QUANTILE = 5;

/** A whole number, for 1 - 0.9 is a little less than 0.1: 10 for the half, 50 for nine in ten. */
export const patientsForQuantile = (q: number): number =>
	Math.round(BESIDE_A_QUANTILE / Math.min(q, 1 - q));
