/** The standard deviation, from values or from sums. */
import { exactSum } from '#lib/statistics/exact-sum.ts';

export type ValueSums = { n: number; sum: number; sumSquares: number };

/** Squares below this part of what they are left over from are rounding, not variation. */
const ROUNDING = 1e-14;

/** From sums, divisor n-1. Exact while the sums are whole numbers. Null below two values. */
export function standardDeviation({ n, sum, sumSquares }: ValueSums): number | null {
	if (n < 2) return null;
	const squares = sumSquares - sum ** 2 / n;
	return squares <= sumSquares * ROUNDING ? 0 : Math.sqrt(squares / (n - 1));
}

/**
 * From values, divisor n-1, in two passes with the rounding of the mean taken out (Chan, Golub &
 * LeVeque 1983): keeps its digits where the mean is large beside the spread. Null below two values.
 */
export function standardDeviationOf(values: readonly number[]): number | null {
	const n = values.length;
	if (n < 2) return null;
	const mean = exactSum(values) / n;
	const deviations = values.map((value) => value - mean);
	const squares =
		exactSum(deviations.map((deviation) => deviation ** 2)) - exactSum(deviations) ** 2 / n;
	const sd = Math.sqrt(Math.max(0, squares) / (n - 1));
	// Equal values may miss their own mean by its last digit.
	return sd <= 2 * Number.EPSILON * Math.abs(mean) ? 0 : sd;
}
