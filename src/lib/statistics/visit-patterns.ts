/**
 * Patients grouped by the visits at which they were seen: the sums of squares and products of each
 * group are all that a model of repeated scores needs, so that its cost does not grow with patients.
 */
import { Matrix } from 'ml-matrix';
import { independentColumns, invertKept } from '#lib/statistics/positive-definite.ts';

/** One patient: what the model knows of them, the same at each visit, and their value or null at each. */
export type Repeated = { regressors: readonly number[]; values: readonly (number | null)[] };

/** The patients seen at the same visits. Values are residuals of the first fit, in units of `scale`. */
export type Pattern = {
	patients: number;
	/** the visits at which they were seen, by number */
	seen: number[];
	/** regressors x regressors */
	regressorProducts: Matrix;
	/** visits x regressors */
	crossProducts: Matrix;
	/** visits x visits */
	valueProducts: Matrix;
};

export type VisitPatterns = {
	patterns: Pattern[];
	visits: number;
	regressors: number;
	patients: number;
	observations: number;
	/** for each visit and regressor, row by row: whether the data say anything about its coefficient */
	estimable: boolean[];
	/** coefficients (visits x regressors) by least squares at each visit */
	firstFit: Matrix;
	/** residual standard deviation of the first fit; 0 without variation, null without residuals */
	scale: number | null;
};

/** Residuals this small beside the values are rounding: there is no variation. */
const ROUNDING = 1e-11;

/** Least squares at each visit, then the sums of its residuals by pattern. Leaves out the never seen. */
export function visitPatterns(all: readonly Repeated[], visits: number): VisitPatterns {
	const patients = all.filter(({ values }) => values.some((value) => value !== null));
	const regressors = patients[0]?.regressors.length ?? 0;
	const firstFit = Matrix.zeros(visits, regressors);
	const estimable: boolean[] = [];
	for (let visit = 0; visit < visits; visit++) {
		const fit = leastSquares(patients, visit, regressors);
		fit.coefficients.forEach((coefficient, j) => firstFit.set(visit, j, coefficient));
		estimable.push(...fit.estimable);
	}
	const residuals = patients.map(({ regressors, values }) => ({
		regressors,
		values: values.map((value, visit) =>
			value === null ? null : value - predicted(regressors, firstFit, visit)
		)
	}));
	const observations = patients.flatMap(({ values }) => values.filter((value) => value !== null));
	const free = observations.length - estimable.filter(Boolean).length;
	const size = sumSquares(observations);
	const left = sumSquares(residuals.flatMap(({ values }) => values.filter((v) => v !== null)));
	const scale = free <= 0 ? null : left <= ROUNDING ** 2 * size ? 0 : Math.sqrt(left / free);
	return {
		patterns: [...Map.groupBy(residuals, patternKey).values()].map((group) =>
			sumPattern(group, visits, regressors, scale || 1)
		),
		visits,
		regressors,
		patients: patients.length,
		observations: observations.length,
		estimable,
		firstFit,
		scale
	};
}

function leastSquares(patients: readonly Repeated[], visit: number, regressors: number) {
	const products = Matrix.zeros(regressors, regressors);
	const withValue = Matrix.zeros(regressors, 1);
	for (const { regressors: x, values } of patients) {
		const value = values[visit] ?? null;
		if (value === null) continue;
		addOuter(products, x, x);
		addOuter(withValue, x, [value]);
	}
	const estimable = independentColumns(products);
	const inverted = invertKept(products, estimable);
	if (inverted === null) throw new Error('independent columns have an inverse');
	return { estimable, coefficients: inverted.inverse.mmul(withValue).to1DArray() };
}

function predicted(regressors: readonly number[], coefficients: Matrix, visit: number): number {
	return regressors.reduce((sum, x, j) => sum + x * coefficients.get(visit, j), 0);
}

const patternKey = ({ values }: Repeated) => values.map((v) => (v === null ? '-' : '+')).join('');

function sumPattern(
	group: readonly Repeated[],
	visits: number,
	regressors: number,
	scale: number
): Pattern {
	const regressorProducts = Matrix.zeros(regressors, regressors);
	const crossProducts = Matrix.zeros(visits, regressors);
	const valueProducts = Matrix.zeros(visits, visits);
	for (const { regressors: x, values } of group) {
		const scaled = values.map((value) => (value ?? 0) / scale);
		addOuter(regressorProducts, x, x);
		addOuter(crossProducts, scaled, x);
		addOuter(valueProducts, scaled, scaled);
	}
	const seen = (group[0]?.values ?? []).flatMap((value, visit) => (value === null ? [] : [visit]));
	return { patients: group.length, seen, regressorProducts, crossProducts, valueProducts };
}

function addOuter(sum: Matrix, left: readonly number[], right: readonly number[]): void {
	left.forEach((a, i) => {
		if (a !== 0) right.forEach((b, j) => sum.set(i, j, sum.get(i, j) + a * b));
	});
}

function sumSquares(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value ** 2, 0);
}
