/** How much better a group became, in percent of where it began. */
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { ratioVariance } from '#lib/statistics/ratio-of-totals.ts';

/**
 * Improvement and baseline of the same series, in the same unit (any common scale falls out).
 * Squares and products are of each patient's totals, then summed over patients.
 */
export type ImprovementSums = {
	n: number;
	patients: number;
	improvement: number;
	baseline: number;
	improvementSquares: number;
	baselineSquares: number;
	/** sum over patients of improvement x baseline */
	crossProducts: number;
};

export type RatioOfMeans = {
	percent: number | null;
	interval: Interval | null;
	n: number;
	patients: number;
	reason: NoAnswer | null;
};

/**
 * Estimates the percent improvement of a group, 100 x mean improvement / mean baseline: a ratio of
 * means, not the mean of single percentages, which one low baseline can drown. Interval by the delta
 * method for the linearised ratio, clustered by patient, t with G-1 degrees of freedom (Cochran 1977,
 * 6.4).
 *
 * Assumes independent patients, a scale with a true zero, and a mean baseline several of its standard
 * errors above zero. No data, or a mean baseline that is not above zero: no answer. One patient: the
 * percentage, no interval.
 */
export function ratioOfMeans(sums: ImprovementSums, confidence = 0.95): RatioOfMeans {
	const { n, patients, improvement, baseline } = sums;
	if (n === 0) return { percent: null, interval: null, n, patients, reason: 'no data' };
	if (!(baseline > 0)) {
		return { percent: null, interval: null, n, patients, reason: 'baseline not positive' };
	}
	const percent = (100 * improvement) / baseline;
	const variance = ratioVariance({
		patients,
		numerator: improvement,
		denominator: baseline,
		numeratorSquares: sums.improvementSquares,
		denominatorSquares: sums.baselineSquares,
		crossProducts: sums.crossProducts
	});
	if (variance === null) return { percent, interval: null, n, patients, reason: 'one patient' };
	const interval = tInterval(percent, 100 * Math.sqrt(variance), patients - 1, confidence);
	return { percent, interval, n, patients, reason: null };
}
