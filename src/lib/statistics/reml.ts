/**
 * Fits a model of scores repeated at visits by restricted maximum likelihood, for any covariance that
 * is a sum of known parts. `satterthwaite.ts` judges sums of its coefficients.
 */
import { Matrix } from 'ml-matrix';
import { covarianceOf, type CovarianceStructure } from '#lib/statistics/covariance-structure.ts';
import { invertPositiveDefinite } from '#lib/statistics/positive-definite.ts';
import {
	curvatureAt,
	likelihoodAt,
	type Curvature,
	type LikelihoodAt
} from '#lib/statistics/restricted-likelihood.ts';
import type { VisitPatterns } from '#lib/statistics/visit-patterns.ts';

export type RemlFit = {
	structure: CovarianceStructure;
	/** the numbers in front of the parts of the covariance */
	weights: number[];
	/** between visits */
	covariance: Matrix;
	/** visits x regressors */
	coefficients: Matrix;
	/** of the coefficients, row by row */
	coefficientCovariance: Matrix;
	/** how the coefficients' covariance answers to each weight: dC / dweight */
	coefficientSlopes: Matrix[];
	/** of the weights: inverse of the observed information */
	weightCovariance: Matrix;
	steps: number;
};

/** Singular: the data do not tell all numbers of the covariance apart; a visit follows from others, or is still. */
export type NoFit = 'singular' | 'no convergence';

const MOST_STEPS = 60;
const MOST_HALVINGS = 30;

/** When a visit has less than this of its variance to itself, the maximum lies at a singular covariance. */
const SINGULAR = 1e-6;

/** A visit with less than this part of the variance of all visits together does not vary. */
const STILL = 1e-10;

/** A start must be well inside. */
const START = 1e-3;

/** A Newton step that promises less than this leaves an error of its square. */
const NOTHING_TO_GAIN = 1e-10;

/**
 * Newton's method with the exact information; where the likelihood is not convex yet, Fisher scoring;
 * steps are halved until the covariance is positive definite and the likelihood not lower.
 * The data must have variation (`scale` above 0).
 */
export function fitReml(data: VisitPatterns, structure: CovarianceStructure): RemlFit | NoFit {
	let weights = startingWeights(data, structure);
	let at = weights && likelihoodAt(data, structure, weights);
	if (weights === null || at === null) return 'singular';
	for (let step = 1; step <= MOST_STEPS; step++) {
		const curvature = curvatureAt(data, structure, at);
		const newton = invertPositiveDefinite(curvature.observed);
		const inverse = newton ?? invertPositiveDefinite(curvature.expected);
		if (inverse === null) return 'singular';
		const move = inverse.inverse.mmul(curvature.slope).to1DArray();
		const gain = move.reduce((sum, each, k) => sum + each * curvature.slope.get(k, 0), 0);
		const next: Moved | null = halved(data, structure, weights, at, move);
		if (next === null) return 'no convergence';
		({ weights, at } = next);
		if (at.smallestPivot < SINGULAR) return 'singular';
		if (newton !== null && gain < NOTHING_TO_GAIN)
			return finished(data, structure, weights, at, step);
	}
	return 'no convergence';
}

type Moved = { weights: number[]; at: LikelihoodAt };

function halved(
	data: VisitPatterns,
	structure: CovarianceStructure,
	from: readonly number[],
	{ deviance }: LikelihoodAt,
	move: readonly number[]
): Moved | null {
	const rounding = 1e-11 * (Math.abs(deviance) + data.observations);
	for (let halving = 0, length = 1; halving < MOST_HALVINGS; halving++, length /= 2) {
		const weights = from.map((weight, k) => weight - length * (move[k] ?? 0));
		const at = likelihoodAt(data, structure, weights);
		if (at !== null && at.deviance <= deviance + rounding) return { weights, at };
	}
	return null;
}

/** In the units of the values, with what Satterthwaite's approximation needs. */
function finished(
	data: VisitPatterns,
	structure: CovarianceStructure,
	weights: readonly number[],
	at: LikelihoodAt,
	steps: number
): RemlFit | NoFit {
	const { observed, informationSlopes }: Curvature = curvatureAt(data, structure, at);
	const inverted = invertPositiveDefinite(observed);
	if (inverted === null) return 'singular';
	const scale = data.scale ?? 1;
	const square = scale ** 2;
	const c = at.coefficientCovariance;
	return {
		structure,
		weights: weights.map((weight) => weight * square),
		covariance: Matrix.mul(at.covariance, square),
		coefficients: Matrix.add(data.firstFit, Matrix.mul(at.coefficients, scale)),
		coefficientCovariance: Matrix.mul(c, square),
		coefficientSlopes: informationSlopes.map((slope) => c.mmul(slope).mmul(c)),
		weightCovariance: Matrix.mul(inverted.inverse, square ** 2),
		steps
	};
}

/**
 * The weights that come nearest to the covariances of the first fit's residuals, pair by pair of
 * visits; drawn towards independence until they are positive definite. Null when two weights cannot
 * be told apart, for instance because nobody was seen at both of two visits, or when a visit that is to
 * have a variance of its own has none.
 */
function startingWeights(
	data: VisitPatterns,
	{ name, parts }: CovarianceStructure
): number[] | null {
	const pairs = Matrix.zeros(data.visits, data.visits);
	const products = Matrix.zeros(data.visits, data.visits);
	for (const { patients, seen, valueProducts } of data.patterns) {
		products.add(valueProducts);
		for (const row of seen) {
			for (const column of seen) pairs.set(row, column, pairs.get(row, column) + patients);
		}
	}
	const still = (visit: number) => products.get(visit, visit) <= STILL * pairs.get(visit, visit);
	if (name === 'unstructured' && pairs.diagonal().some((_, visit) => still(visit))) return null;
	const normal = Matrix.zeros(parts.length, parts.length);
	parts.forEach((one, k) =>
		parts.forEach((other, l) => normal.set(k, l, Matrix.mul(one, other).mul(pairs).sum()))
	);
	const inverted = invertPositiveDefinite(normal);
	if (inverted === null) return null;
	for (const towards of [0, 0.1, 0.3, 0.6, 0.9, 1]) {
		const target = Matrix.mul(products, 1 - towards).add(
			Matrix.mul(Matrix.eye(data.visits), towards).mul(pairs)
		);
		const side = Matrix.columnVector(parts.map((part) => Matrix.mul(part, target).sum()));
		const weights = inverted.inverse.mmul(side).to1DArray();
		const start = invertPositiveDefinite(covarianceOf({ name, parts }, weights));
		if (start !== null && start.smallestPivot > START) return weights;
	}
	return null;
}
