/** The difference of two groups' means when a patient may have several series in a group. */
import { clusteredVariance } from '#lib/statistics/clustered-mean.ts';
import type { ClusterSums } from '#lib/statistics/cluster-sums.ts';
import { welch, type MeanDifference, type Sample } from '#lib/statistics/welch.ts';

/**
 * Estimates the mean over series of the first group less that of the second: the CR1 variances of the
 * two clustered means added (Liang & Zeger 1986), t with the degrees of freedom of Welch (1947), each
 * group counting its patients less one. With one series a patient it is Welch's test.
 *
 * Assumes independent patients, who are in one of the groups only; a patient in both makes the interval
 * wider than it need be where the two series resemble each other. `scale` is what every value was
 * multiplied by. An empty group: no answer. A group of one patient: the difference only.
 */
export function clusteredDifference(
	first: ClusterSums,
	second: ClusterSums,
	confidence = 0.95,
	scale = 1
): MeanDifference {
	return welch(asSample(first, scale), asSample(second, scale), confidence);
}

/** A sample of so many patients whose mean has the variance of the clustered one. */
function asSample(sums: ClusterSums, scale: number): Sample {
	const variance = clusteredVariance(sums);
	return {
		n: sums.patients,
		mean: sums.n === 0 ? null : sums.sum / (sums.n * scale),
		sd: variance === null ? null : Math.sqrt(variance * sums.patients) / scale
	};
}
