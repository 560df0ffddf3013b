/** The seven sums from which the mean of clustered values and its interval follow, and how to make them. */
import { exactSum } from '#lib/statistics/exact-sum.ts';

/**
 * Patient g has n_g series with values that add up to S_g.
 *
 * The database sums values as whole numbers (score x 100), which adding and subtracting keep exact
 * up to 2^53; give `clusteredMean` the factor as its `scale`, do not divide the sums.
 */
export type ClusterSums = {
	/** series: sum of n_g */
	n: number;
	patients: number;
	sum: number;
	sumSquares: number;
	/** sum over patients of S_g^2 */
	patientSumSquares: number;
	/** sum over patients of n_g^2 */
	patientCountSquares: number;
	/** sum over patients of n_g x S_g */
	patientCrossProducts: number;
};

/** The sums of values that are at hand one by one. All zero for no values. */
export function sumsOf(values: readonly { patient: string; value: number }[]): ClusterSums {
	const byPatient = Map.groupBy(values, ({ patient }) => patient);
	const patients = [...byPatient.values()].map((series) => ({
		count: series.length,
		sum: exactSum(series.map(({ value }) => value))
	}));
	return {
		n: values.length,
		patients: patients.length,
		sum: exactSum(values.map(({ value }) => value)),
		sumSquares: exactSum(values.map(({ value }) => value ** 2)),
		patientSumSquares: exactSum(patients.map(({ sum }) => sum ** 2)),
		patientCountSquares: exactSum(patients.map(({ count }) => count ** 2)),
		patientCrossProducts: exactSum(patients.map(({ count, sum }) => count * sum))
	};
}

/**
 * The sums of two groups taken together, for any of the sums in this folder.
 *
 * Only for groups that share no patient: a patient in both would be counted twice, and the squares
 * would miss that the values belong together. Groups by clinic or by age share none; groups by body
 * area or by protocol do, and must be summed from the records.
 */
export function addSums<Sums extends Record<keyof Sums, number>>(a: Sums, b: Sums): Sums {
	const total = { ...a };
	for (const key of Object.keys(a) as (keyof Sums)[]) {
		// The type says every field is a number; TypeScript cannot see that the sum fits back in.
		total[key] = (a[key] + b[key]) as Sums[keyof Sums];
	}
	return total;
}
