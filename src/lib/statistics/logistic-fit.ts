/** Logistic regression by maximum likelihood. */
import { Matrix } from 'ml-matrix';
import { independentColumns, invertPositiveDefinite } from '#lib/statistics/positive-definite.ts';

export type LogisticFit = {
	/** the columns that were used: those saying something the ones before them do not */
	columns: Float64Array[];
	/** the chance fitted to each patient */
	chances: Float64Array;
	/** the inverse of the information matrix of the coefficients */
	inverse: Matrix;
};

/** With separation the fit runs away by about one a step; a fit that exists is there long before. */
const MOST_STEPS = 40;
const SMALL_STEP = 1e-10;

/**
 * Iteratively reweighted least squares, a step halved while it makes the data less likely (McCullagh &
 * Nelder 1989). Null when the columns tell the two outcomes apart, for all patients or for some
 * (separation): the largest likelihood then lies at infinity (Albert & Anderson 1984).
 */
export function fitLogistic(
	candidates: readonly Float64Array[],
	outcome: readonly boolean[]
): LogisticFit | null {
	const keep = independentColumns(crossProducts(candidates));
	const columns = candidates.filter((_, j) => keep[j]);
	let coefficients = columns.map(() => 0);
	let chances = chancesOf(columns, coefficients, outcome.length);
	let likelihood = logLikelihood(chances, outcome);
	for (let step = 0; step < MOST_STEPS; step++) {
		const weights = chances.map((chance) => chance * (1 - chance));
		const inverse = invertPositiveDefinite(crossProducts(columns, weights))?.inverse;
		if (inverse === undefined) return null;
		const gradient = columns.map((column) =>
			column.reduce((sum, x, i) => sum + x * ((outcome[i] ? 1 : 0) - chances[i]!), 0)
		);
		let move = inverse.mmul(Matrix.columnVector(gradient)).to1DArray();
		const moved = (by: number[]) => coefficients.map((coefficient, j) => coefficient + by[j]!);
		let next = chancesOf(columns, moved(move), outcome.length);
		let better = logLikelihood(next, outcome);
		for (let half = 0; half < 30 && !(better >= likelihood - 1e-9); half++) {
			move = move.map((part) => part / 2);
			next = chancesOf(columns, moved(move), outcome.length);
			better = logLikelihood(next, outcome);
		}
		coefficients = moved(move);
		chances = next;
		likelihood = better;
		if (move.every((part) => Math.abs(part) < SMALL_STEP)) return { columns, chances, inverse };
	}
	return null;
}

/** The sums of products of all pairs of columns, each patient with a weight (1 without weights). */
export function crossProducts(columns: readonly Float64Array[], weights?: Float64Array): Matrix {
	const products = Matrix.zeros(columns.length, columns.length);
	columns.forEach((one, j) => {
		const weighted = weights ? one.map((x, i) => x * weights[i]!) : one;
		for (let k = j; k < columns.length; k++) {
			const other = columns[k]!;
			let sum = 0;
			for (let i = 0; i < weighted.length; i++) sum += weighted[i]! * other[i]!;
			products.set(j, k, sum);
			products.set(k, j, sum);
		}
	});
	return products;
}

function chancesOf(columns: readonly Float64Array[], coefficients: readonly number[], n: number) {
	const chances = new Float64Array(n);
	columns.forEach((column, j) => {
		for (let i = 0; i < n; i++) chances[i]! += coefficients[j]! * column[i]!;
	});
	for (let i = 0; i < n; i++) chances[i] = 1 / (1 + Math.exp(-chances[i]!));
	return chances;
}

function logLikelihood(chances: Float64Array, outcome: readonly boolean[]): number {
	return chances.reduce((sum, chance, i) => sum + Math.log(outcome[i] ? chance : 1 - chance), 0);
}
