/** Inverse and determinant of small symmetric matrices, and what of a regression can be told apart. */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';

export type Inverted = {
	inverse: Matrix;
	logDeterminant: number;
	/** the smallest share of a column's own size that the columns before it leave; near 0: near singular */
	smallestPivot: number;
};

/** Below this share of its own size, what is left of a column is rounding. */
const NOTHING_LEFT = 1e-10;

/** Lower than that, so that columns found independent always have an inverse. */
const SINGULAR = 1e-12;

/**
 * Null when the matrix is not positive definite, or so near it that digits would be lost, or where a
 * number of it has run out of range.
 */
export function invertPositiveDefinite(matrix: Matrix): Inverted | null {
	// The decomposition throws at a number that is none.
	if (!matrix.to1DArray().every(Number.isFinite)) return null;
	const symmetric = Matrix.add(matrix, matrix.transpose()).mul(0.5);
	const cholesky = new CholeskyDecomposition(symmetric);
	if (!cholesky.isPositiveDefinite()) return null;
	const root = cholesky.lowerTriangularMatrix;
	let logDeterminant = 0;
	let smallestPivot = 1;
	for (let j = 0; j < symmetric.rows; j++) {
		const pivot = root.get(j, j) ** 2;
		if (!(pivot > SINGULAR * symmetric.get(j, j))) return null;
		logDeterminant += Math.log(pivot);
		smallestPivot = Math.min(smallestPivot, pivot / symmetric.get(j, j));
	}
	return { inverse: cholesky.solve(Matrix.eye(symmetric.rows)), logDeterminant, smallestPivot };
}

/** The same for the rows and columns to keep; the others are zero in the inverse. */
export function invertKept(matrix: Matrix, keep: readonly boolean[]): Inverted | null {
	const kept = keep.flatMap((yes, index) => (yes ? [index] : []));
	const inverse = Matrix.zeros(matrix.rows, matrix.columns);
	if (kept.length === 0) return { inverse, logDeterminant: 0, smallestPivot: 1 };
	const part = invertPositiveDefinite(matrix.selection(kept, kept));
	if (part === null) return null;
	kept.forEach((row, i) =>
		kept.forEach((column, j) => inverse.set(row, column, part.inverse.get(i, j)))
	);
	return { ...part, inverse };
}

/**
 * Which columns of a regression, given their sums of squares and products, say something that the
 * columns before them do not.
 */
export function independentColumns(products: Matrix): boolean[] {
	const left = products.clone();
	return Array.from({ length: products.rows }, (_, j) => {
		const pivot = left.get(j, j);
		if (!(pivot > NOTHING_LEFT * products.get(j, j))) return false;
		for (let row = j + 1; row < left.rows; row++) {
			const factor = left.get(row, j) / pivot;
			for (let column = j; column < left.columns; column++) {
				left.set(row, column, left.get(row, column) - factor * left.get(j, column));
			}
		}
		return true;
	});
}
