import { exactSum } from '#lib/statistics/exact-sum.ts';

/**
 * The residual squares of a fit to `values`, or 0 where they are no more than the last digits of the
 * values: points exactly on their line miss it by rounding.
 */
export function beyondRounding(squares: number, values: readonly number[]): number {
	const digits = (8 * Number.EPSILON) ** 2 * exactSum(values.map((value) => value ** 2));
	return squares <= digits ? 0 : squares;
}
