/**
 * The restricted likelihood (REML, Patterson & Thompson 1971) of scores repeated at visits, with its
 * slope and curvature in the numbers of the covariance. `reml.ts` finds its maximum.
 */
import { Matrix } from 'ml-matrix';
import {
	covarianceOf,
	entriesOf,
	type CovarianceStructure,
	type Entry
} from '#lib/statistics/covariance-structure.ts';
import { invertKept, invertPositiveDefinite } from '#lib/statistics/positive-definite.ts';
import type { Pattern, VisitPatterns } from '#lib/statistics/visit-patterns.ts';

/** Everything at one covariance. */
export type LikelihoodAt = {
	/** -2 log restricted likelihood, up to a constant */
	deviance: number;
	covariance: Matrix;
	/** visits x regressors, on top of the first fit and in its scale */
	coefficients: Matrix;
	/** inverse of X'V^-1X; zero where a coefficient cannot be estimated */
	coefficientCovariance: Matrix;
	/** inverse of the covariance among the visits of each pattern, zero elsewhere */
	inverses: Matrix[];
	/** of the covariance: near 0 when a visit all but follows from the others */
	smallestPivot: number;
};

/** Null when the covariance is not positive definite. */
export function likelihoodAt(
	data: VisitPatterns,
	structure: CovarianceStructure,
	weights: readonly number[]
): LikelihoodAt | null {
	const covariance = covarianceOf(structure, weights);
	const whole = invertPositiveDefinite(covariance);
	if (whole === null) return null;
	const size = data.visits * data.regressors;
	const information = Matrix.zeros(size, size);
	const rightSide = Matrix.zeros(data.visits, data.regressors);
	const inverses: Matrix[] = [];
	let deviance = 0;
	for (const pattern of data.patterns) {
		const inverted = invertPositiveDefinite(covariance.selection(pattern.seen, pattern.seen));
		if (inverted === null) return null;
		const inverse = spread(inverted.inverse, pattern.seen, data.visits);
		inverses.push(inverse);
		deviance += pattern.patients * inverted.logDeterminant;
		addKronecker(information, inverse, pattern);
		rightSide.add(inverse.mmul(pattern.crossProducts));
	}
	const inverted = invertKept(information, data.estimable);
	if (inverted === null) return null;
	const coefficients = reshape(
		inverted.inverse.mmul(Matrix.columnVector(rightSide.to1DArray())),
		data
	);
	data.patterns.forEach((pattern, p) => {
		deviance += sumOfProducts(inverses[p]!, residualProducts(pattern, coefficients));
	});
	deviance += inverted.logDeterminant;
	return {
		deviance,
		covariance,
		coefficients,
		coefficientCovariance: inverted.inverse,
		inverses,
		smallestPivot: whole.smallestPivot
	};
}

export type Curvature = {
	/** first derivatives of minus the log restricted likelihood */
	slope: Matrix;
	/** its second derivatives: the observed information */
	observed: Matrix;
	/** their expectation (Fisher) */
	expected: Matrix;
	/** derivatives of X'V^-1X with the sign turned, one matrix for each number of the covariance */
	informationSlopes: Matrix[];
};

/**
 * Slope and information in closed form (Jennrich & Schluchter 1986; Gilmour, Thompson & Cullis 1995).
 * With P = V^-1 - V^-1 X C X'V^-1 and V_k the derivatives of V: slope (tr PV_k - y'PV_kPy) / 2,
 * expected tr(PV_kPV_l) / 2, observed y'PV_kPV_lPy - expected.
 */
export function curvatureAt(
	data: VisitPatterns,
	structure: CovarianceStructure,
	at: LikelihoodAt
): Curvature {
	const { parts } = structure;
	const entries = parts.map(entriesOf);
	const size = data.visits * data.regressors;
	const slope = Matrix.zeros(parts.length, 1);
	const expected = Matrix.zeros(parts.length, parts.length);
	const average = Matrix.zeros(parts.length, parts.length);
	const informationSlopes = parts.map(() => Matrix.zeros(size, size));
	const pulls = parts.map(() => Matrix.zeros(data.visits, data.regressors));
	data.patterns.forEach((pattern, p) => {
		const inverse = at.inverses[p]!;
		const residual = inverse.mmul(residualProducts(pattern, at.coefficients)).mmul(inverse);
		const leverage = inverse.mmul(coefficientSpread(pattern, at, data)).mmul(inverse);
		const trace = Matrix.mul(inverse, pattern.patients);
		const toSlope = Matrix.sub(trace, leverage).sub(residual);
		const toExpected = Matrix.sub(trace, leverage).sub(leverage);
		const residualCross = inverse.mmul(
			Matrix.sub(pattern.crossProducts, at.coefficients.mmul(pattern.regressorProducts))
		);
		parts.forEach((part, k) => {
			const between = inverse.mmul(part);
			addKronecker(informationSlopes[k]!, between.mmul(inverse), pattern);
			pulls[k]!.add(between.mmul(residualCross));
			slope.set(k, 0, slope.get(k, 0) + sumAt(toSlope, entries[k]!) / 2);
			const expectedRow = toExpected.mmul(part).mmul(inverse);
			const averageRow = residual.mmul(part).mmul(inverse);
			for (let l = 0; l <= k; l++) {
				addBoth(expected, k, l, sumAt(expectedRow, entries[l]!) / 2);
				addBoth(average, k, l, sumAt(averageRow, entries[l]!));
			}
		});
	});
	const c = at.coefficientCovariance;
	const turned = informationSlopes.map((each) => c.mmul(each));
	const pulled = pulls.map((pull) => Matrix.columnVector(pull.to1DArray()));
	turned.forEach((one, k) => {
		const transposed = one.transpose();
		const pull = c.mmul(pulled[k]!);
		for (let l = 0; l <= k; l++) {
			addBoth(expected, k, l, sumOfProducts(transposed, turned[l]!) / 2);
			addBoth(average, k, l, -sumOfProducts(pull, pulled[l]!));
		}
	});
	return { slope, expected, observed: Matrix.sub(average, expected), informationSlopes };
}

/** Sums of squares and products of what the coefficients leave of a pattern's values. */
function residualProducts(pattern: Pattern, coefficients: Matrix): Matrix {
	const fitted = coefficients.mmul(pattern.crossProducts.transpose());
	const both = coefficients.mmul(pattern.regressorProducts).mmul(coefficients.transpose());
	return Matrix.sub(pattern.valueProducts, fitted).sub(fitted.transpose()).add(both);
}

/** For each pair of visits, the sum over the pattern's patients of z' C_(visit, visit) z. */
function coefficientSpread(pattern: Pattern, at: LikelihoodAt, data: VisitPatterns): Matrix {
	const spread = Matrix.zeros(data.visits, data.visits);
	const { regressors } = data;
	for (const row of pattern.seen) {
		for (const column of pattern.seen) {
			let sum = 0;
			for (let i = 0; i < regressors; i++) {
				for (let j = 0; j < regressors; j++) {
					const c = at.coefficientCovariance.get(row * regressors + i, column * regressors + j);
					sum += c * pattern.regressorProducts.get(i, j);
				}
			}
			spread.set(row, column, sum);
		}
	}
	return spread;
}

/** Adds visits-matrix (x) regressor products, where the visits were seen. */
function addKronecker(sum: Matrix, betweenVisits: Matrix, pattern: Pattern): void {
	const products = pattern.regressorProducts;
	const size = products.rows;
	for (const row of pattern.seen) {
		for (const column of pattern.seen) {
			const factor = betweenVisits.get(row, column);
			if (factor === 0) continue;
			for (let i = 0; i < size; i++) {
				const target = row * size + i;
				for (let j = 0; j < size; j++) {
					const product = products.get(i, j);
					if (product === 0) continue;
					const at = column * size + j;
					sum.set(target, at, sum.get(target, at) + factor * product);
				}
			}
		}
	}
}

function spread(part: Matrix, seen: readonly number[], visits: number): Matrix {
	const whole = Matrix.zeros(visits, visits);
	seen.forEach((row, i) => seen.forEach((column, j) => whole.set(row, column, part.get(i, j))));
	return whole;
}

function reshape(column: Matrix, data: VisitPatterns): Matrix {
	return Matrix.from1DArray(data.visits, data.regressors, column.to1DArray());
}

function sumOfProducts(a: Matrix, b: Matrix): number {
	let sum = 0;
	for (let row = 0; row < a.rows; row++) {
		for (let column = 0; column < a.columns; column++)
			sum += a.get(row, column) * b.get(row, column);
	}
	return sum;
}

function sumAt(matrix: Matrix, entries: readonly Entry[]): number {
	let sum = 0;
	for (const { row, column, value } of entries) sum += value * matrix.get(row, column);
	return sum;
}

function addBoth(sum: Matrix, k: number, l: number, value: number): void {
	sum.set(k, l, sum.get(k, l) + value);
	if (k !== l) sum.set(l, k, sum.get(l, k) + value);
}
