/** The mean of independent values, one for each patient. */
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import {
	standardDeviation,
	standardDeviationOf,
	type ValueSums
} from '#lib/statistics/standard-deviation.ts';

export type { ValueSums };

export type MeanWithInterval = {
	mean: number | null;
	interval: Interval | null;
	sd: number | null;
	n: number;
	reason: NoAnswer | null;
};

/**
 * Estimates the mean with the t interval, mean -/+ t(n-1) x s / sqrt(n) (Altman 1991).
 *
 * Assumes independent values and a mean that is near normal: roughly symmetric values, or many.
 * No values: no answer. One: the value only. No variation: an interval of zero width.
 */
export function meanInterval(values: readonly number[], confidence = 0.95): MeanWithInterval {
	const n = values.length;
	if (n === 0) return noData;
	return around(exactSum(values) / n, standardDeviationOf(values), n, confidence);
}

/**
 * The same from sums, which may be of values multiplied by `scale` (whole numbers stay exact).
 * Loses digits where the mean is very large beside the spread; `meanInterval` does not.
 */
export function meanIntervalFromSums(
	sums: ValueSums,
	confidence = 0.95,
	scale = 1
): MeanWithInterval {
	if (sums.n === 0) return noData;
	const sd = standardDeviation(sums);
	return around(sums.sum / (sums.n * scale), sd === null ? null : sd / scale, sums.n, confidence);
}

const noData: MeanWithInterval = { mean: null, interval: null, sd: null, n: 0, reason: 'no data' };

function around(mean: number, sd: number | null, n: number, confidence: number): MeanWithInterval {
	if (sd === null) return { mean, interval: null, sd, n, reason: 'one value' };
	const interval = tInterval(mean, sd / Math.sqrt(n), n - 1, confidence);
	return { mean, interval, sd, n, reason: null };
}
