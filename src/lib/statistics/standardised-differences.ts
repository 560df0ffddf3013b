/** How alike two groups are before a comparison, and after their patients have been weighted. */
import { Matrix } from 'ml-matrix';
import { levelsOf, type Covariate } from '#lib/statistics/covariates.ts';
import { invertPositiveDefinite } from '#lib/statistics/positive-definite.ts';

export type StandardisedDifference = {
	name: string;
	/** null where neither group varies and they differ: no unit to measure the difference by */
	before: number | null;
	after: number | null;
};

/**
 * For a measured covariate the difference of the means over the root of the mean of the two variances
 * (signed, first group minus second); for one of several levels the Mahalanobis distance of the
 * shares, never negative (Austin 2009; Yang & Dalton 2012). After weighting only the means and shares are
 * weighted, not the unit, so that before and after can be compared. Below 0.1 is commonly called alike.
 *
 * Describes the patients at hand. An empty group: null.
 */
export function standardisedDifferences(
	covariates: readonly Covariate[],
	treated: readonly boolean[],
	weights: ArrayLike<number>
): StandardisedDifference[] {
	const equal = new Float64Array(treated.length).fill(1);
	return covariates.map((covariate) => {
		const columns =
			'levels' in covariate
				? levelsOf(covariate.levels)
						.slice(1)
						.map((level) => covariate.levels.map((each) => (each === level ? 1 : 0)))
				: [covariate.values];
		const size = columns.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 0);
		const unit = meanCovariance(columns, treated, 'levels' in covariate ? 0 : 1);
		const difference = (by: ArrayLike<number>) => {
			const away = columns.map(
				(column) =>
					weightedMean(column, treated, by, true) - weightedMean(column, treated, by, false)
			);
			if (unit === null || away.some(Number.isNaN)) return null;
			// Means are off by their rounding, which is no difference.
			if (away.every((each) => Math.abs(each) <= 1e-12 * size)) return 0;
			if (!('levels' in covariate) && unit.get(0, 0) <= (1e-12 * size) ** 2) return null;
			return distance(away, unit, 'levels' in covariate);
		};
		return { name: covariate.name, before: difference(equal), after: difference(weights) };
	});
}

function distance(away: readonly number[], unit: Matrix, unsigned: boolean): number | null {
	const inverse = invertPositiveDefinite(unit)?.inverse;
	if (inverse === undefined) return null;
	const vector = Matrix.columnVector(away);
	const root = Math.sqrt(vector.transpose().mmul(inverse).mmul(vector).get(0, 0));
	return unsigned || away[0]! > 0 ? root : -root;
}

/** The mean of the two groups' covariance matrices, divisor n - 1 for measured values, n for shares. */
function meanCovariance(
	columns: readonly (readonly number[])[],
	treated: readonly boolean[],
	less: number
): Matrix | null {
	const unit = Matrix.zeros(columns.length, columns.length);
	for (const arm of [true, false]) {
		const n = treated.filter((each) => each === arm).length;
		if (n <= less) return null;
		const equal = new Float64Array(treated.length).fill(1);
		const centred = columns.map((column) => {
			const mean = weightedMean(column, treated, equal, arm);
			return column.map((value, i) => (treated[i] === arm ? value - mean : 0));
		});
		centred.forEach((one, j) =>
			centred.forEach((other, k) => {
				const products = one.reduce((sum, value, i) => sum + value * other[i]!, 0);
				unit.set(j, k, unit.get(j, k) + products / (n - less) / 2);
			})
		);
	}
	return unit;
}

/** NaN for an empty group, or one whose weights are all 0. */
function weightedMean(
	column: readonly number[],
	treated: readonly boolean[],
	weights: ArrayLike<number>,
	arm: boolean
): number {
	let sum = 0;
	let total = 0;
	for (let i = 0; i < column.length; i++) {
		if (treated[i] !== arm) continue;
		sum += weights[i]! * column[i]!;
		total += weights[i]!;
	}
	return sum / total;
}
