/** What patients differ in before a comparison begins, and the columns a regression sees of it. */
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { standardDeviationOf } from '#lib/statistics/standard-deviation.ts';

/** Measured (baseline score, age) or one of several levels (area, skin type); one entry a patient. */
export type Covariate =
	{ name: string; values: readonly number[] } | { name: string; levels: readonly string[] };

/**
 * The intercept, measured covariates with mean 0 and deviation 1, and a 0/1 column for each level
 * but the first. What is fitted does not depend on that choice, and numbers of one size keep their
 * digits. Covariates that do not vary give no column.
 */
export function designColumns(covariates: readonly Covariate[], n: number): Float64Array[] {
	const columns = [new Float64Array(n).fill(1)];
	for (const covariate of covariates) {
		if ('levels' in covariate) {
			checkLength(covariate.levels, n);
			for (const level of levelsOf(covariate.levels).slice(1)) {
				columns.push(Float64Array.from(covariate.levels, (each) => (each === level ? 1 : 0)));
			}
			continue;
		}
		checkLength(covariate.values, n);
		const sd = standardDeviationOf(covariate.values);
		if (sd === null || sd === 0) continue;
		const mean = exactSum(covariate.values) / n;
		columns.push(Float64Array.from(covariate.values, (value) => (value - mean) / sd));
	}
	return columns;
}

/** In an order of their own, so that the order of the patients changes nothing. */
export function levelsOf(levels: readonly string[]): string[] {
	return [...new Set(levels)].toSorted();
}

function checkLength(list: readonly unknown[], n: number): void {
	if (list.length !== n) throw new RangeError(`${list.length} entries for ${n} patients`);
}
