/**
 * How the scores of one patient at several visits vary together: each structure is a sum of known
 * matrices (`parts`), each times an unknown number that the model estimates.
 */
import { Matrix } from 'ml-matrix';

export type CovarianceName =
	'unstructured' | 'compound symmetry' | 'independence' | 'random intercept and slope';

export type CovarianceStructure = { name: CovarianceName; parts: readonly Matrix[] };

/** A variance for each visit and a covariance for each pair of visits. */
export function unstructured(visits: number): CovarianceStructure {
	const parts: Matrix[] = [];
	for (let row = 0; row < visits; row++) {
		for (let column = 0; column <= row; column++) {
			const part = Matrix.zeros(visits, visits);
			part.set(row, column, 1);
			part.set(column, row, 1);
			parts.push(part);
		}
	}
	return { name: 'unstructured', parts };
}

/** One variance, one covariance: the same at and between all visits. */
export function compoundSymmetry(visits: number): CovarianceStructure {
	return { name: 'compound symmetry', parts: [Matrix.eye(visits), Matrix.ones(visits, visits)] };
}

/** One variance; for data in which no patient was seen twice. */
export function independence(visits: number): CovarianceStructure {
	return { name: 'independence', parts: [Matrix.eye(visits)] };
}

/**
 * Every patient has a level and a slope of their own (three numbers: variance of the level,
 * covariance, variance of the slope by `times`), and each score its own error (the fourth).
 */
export function interceptAndSlope(times: readonly number[]): CovarianceStructure {
	const one = Matrix.ones(times.length, 1);
	const time = Matrix.columnVector([...times]);
	const cross = one.mmul(time.transpose());
	return {
		name: 'random intercept and slope',
		parts: [
			one.mmul(one.transpose()),
			Matrix.add(cross, cross.transpose()),
			time.mmul(time.transpose()),
			Matrix.eye(times.length)
		]
	};
}

/** The covariance matrix with these numbers in front of the parts. */
export function covarianceOf(structure: CovarianceStructure, weights: readonly number[]): Matrix {
	const [first] = structure.parts;
	if (first === undefined) throw new RangeError('a covariance has at least one part');
	const sum = Matrix.zeros(first.rows, first.columns);
	structure.parts.forEach((part, k) => sum.add(Matrix.mul(part, weights[k] ?? 0)));
	return sum;
}

/** What is not zero in a part. */
export type Entry = { row: number; column: number; value: number };

export function entriesOf(part: Matrix): Entry[] {
	return part
		.to2DArray()
		.flatMap((values, row) => values.map((value, column) => ({ row, column, value })))
		.filter(({ value }) => value !== 0);
}
