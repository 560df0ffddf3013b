/** The two-way analysis of variance of ratings: patients in rows, raters in columns, one rating each. */
import { exactSum } from '#lib/statistics/exact-sum.ts';

/** Mean squares between patients, between raters, and of what is left. */
export type RatingSquares = { rows: number; columns: number; error: number };

/** Deviations below this share of the ratings' own size are rounding. */
const ROUNDING = 1e-14;

/** For at least two patients and two raters, nobody missing. */
export function ratingSquares(ratings: readonly (readonly number[])[]): RatingSquares {
	const n = ratings.length;
	const k = ratings[0]?.length ?? 0;
	if (ratings.some((row) => row.length !== k)) {
		throw new RangeError('every patient needs a rating from each rater');
	}
	const all = ratings.flat();
	const mean = exactSum(all) / all.length;
	const rowMeans = ratings.map((row) => exactSum(row) / k);
	const columnMeans = Array.from(
		{ length: k },
		(_, j) => exactSum(ratings.map((row) => row[j]!)) / n
	);
	const size = Math.sqrt(exactSum(all.map((rating) => rating ** 2)) / all.length);
	const squares = (deviations: readonly number[]) => {
		const sum = exactSum(deviations.map((deviation) => deviation ** 2));
		return sum <= deviations.length * (ROUNDING * size) ** 2 ? 0 : sum;
	};
	return {
		rows: (k * squares(rowMeans.map((row) => row - mean))) / (n - 1),
		columns: (n * squares(columnMeans.map((column) => column - mean))) / (k - 1),
		error:
			squares(
				ratings.flatMap((row, i) =>
					row.map((rating, j) => rating - rowMeans[i]! - columnMeans[j]! + mean)
				)
			) /
			((n - 1) * (k - 1))
	};
}
