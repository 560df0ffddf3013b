/** The share of series that responded when a patient may have several. */
import { clopperPearsonInterval } from '#lib/statistics/clopper-pearson.ts';
import type { ClusterSums } from '#lib/statistics/cluster-sums.ts';
import { clusteredVariance } from '#lib/statistics/clustered-mean.ts';
import { criticalT } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { wilsonInterval } from '#lib/statistics/wilson.ts';

export type ClusteredProportion = {
	share: number | null;
	interval: Interval | null;
	events: number;
	n: number;
	patients: number;
	/** independent series that would tell as much; n when every patient has one */
	effectiveN: number | null;
	method: 'wilson' | 'wilson clustered' | 'clopper-pearson' | null;
	reason: NoAnswer | null;
};

/**
 * Estimates the share of series with an event, from the sums of values 0 and 1 (not scaled).
 *
 * - One series a patient: Wilson.
 * - Several: Wilson with an effective sample size (Franco et al. 2019), that of Korn & Graubard 1998:
 *   n/deff x (t(n-1) / t(G-1))^2. The design effect is the CR1 variance over p(1-p)/(n-1) (Kish
 *   1965), exactly 1 with one series a patient; the quotient of t values pays for knowing it only
 *   from G patients. Never more than n: series of one patient that differ more than by chance are
 *   taken for chance.
 * - None or all: there is no variation to estimate a design effect from. Clopper-Pearson with
 *   n^2 / sum of n_g^2 people, what n series are worth when those of one patient all go the same way
 *   (Kish 1965): the number of patients when all have equally many.
 *
 * Assumes independent patients. No data: no answer. One patient: the share, no interval.
 */
export function clusteredProportion(sums: ClusterSums, confidence = 0.95): ClusteredProportion {
	const { n, patients, sum: events } = sums;
	const counts = { events, n, patients };
	const nothing = { interval: null, effectiveN: null, method: null };
	if (n === 0) return { ...counts, ...nothing, share: null, reason: 'no data' };
	const share = events / n;
	if (patients === 1) return { ...counts, ...nothing, share, reason: 'one patient' };
	if (events === 0 || events === n) {
		const effectiveN = n ** 2 / sums.patientCountSquares;
		const interval = clopperPearsonInterval(share * effectiveN, effectiveN, confidence);
		return { ...counts, share, interval, effectiveN, method: 'clopper-pearson', reason: null };
	}
	const single = n === patients;
	const effectiveN = single ? n : effectiveSampleSize(sums, confidence);
	const interval = wilsonInterval(share * effectiveN, effectiveN, confidence);
	const method = single ? 'wilson' : 'wilson clustered';
	return { ...counts, share, interval, effectiveN, method, reason: null };
}

function effectiveSampleSize(sums: ClusterSums, confidence: number): number {
	const { n, patients, sum } = sums;
	const variance = clusteredVariance(sums);
	// Patients who all have the same share leave no variance, and nothing to correct for.
	if (!variance) return n;
	const unclustered = ((sum / n) * (1 - sum / n)) / (n - 1);
	const fewPatients = (criticalT(confidence, n - 1) / criticalT(confidence, patients - 1)) ** 2;
	return Math.min(n, n * (unclustered / variance) * fewPatients);
}
