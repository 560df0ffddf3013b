/** The mean over series when a patient may have several. */
import type { ClusterSums } from '#lib/statistics/cluster-sums.ts';
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { ratioVariance } from '#lib/statistics/ratio-of-totals.ts';
import { standardDeviation } from '#lib/statistics/standard-deviation.ts';

export type ClusteredMean = {
	mean: number | null;
	interval: Interval | null;
	/** how far single series lie from the mean; null below two series */
	sd: number | null;
	n: number;
	patients: number;
	reason: NoAnswer | null;
};

/**
 * Estimates the mean over series, each series counting once: cluster-robust variance CR1,
 * G/(G-1) x sum over patients of (S_g - n_g x mean)^2 / n^2, and t with G-1 degrees of freedom
 * (Liang & Zeger 1986). With one series a patient it is the plain t interval.
 *
 * Assumes independent patients. `scale` is what every value was multiplied by before it was summed;
 * it is taken out in one division, so that a mean of exactly 0.5 comes out as 0.5.
 * No data: no answer. One patient: the value, no interval. No variation: an interval of zero width.
 * Sums cannot tell a spread below a ten-millionth of the mean from none: `meanInterval` can.
 */
export function clusteredMean(sums: ClusterSums, confidence = 0.95, scale = 1): ClusteredMean {
	const { n, patients } = sums;
	if (n === 0) return { mean: null, interval: null, sd: null, n, patients, reason: 'no data' };
	const mean = sums.sum / (n * scale);
	const scaledSd = standardDeviation(sums);
	const sd = scaledSd === null ? null : scaledSd / scale;
	const variance = clusteredVariance(sums);
	if (variance === null) return { mean, interval: null, sd, n, patients, reason: 'one patient' };
	const interval = tInterval(mean, Math.sqrt(variance) / scale, patients - 1, confidence);
	return { mean, interval, sd, n, patients, reason: null };
}

/** The CR1 variance of the mean, in the square of the sums' unit. Null for fewer than two patients. */
export function clusteredVariance(sums: ClusterSums): number | null {
	return ratioVariance({
		patients: sums.patients,
		numerator: sums.sum,
		denominator: sums.n,
		numeratorSquares: sums.patientSumSquares,
		denominatorSquares: sums.patientCountSquares,
		crossProducts: sums.patientCrossProducts
	});
}
