/** The difference between the means of two groups of different patients. */
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import type { MeanWithInterval } from '#lib/statistics/mean-interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { tPValue } from '#lib/statistics/p-value.ts';

/** What `meanInterval` says of a group. */
export type Sample = Pick<MeanWithInterval, 'n' | 'mean' | 'sd'>;

export type MeanDifference = {
	difference: number | null;
	interval: Interval | null;
	standardError: number | null;
	t: number | null;
	degreesOfFreedom: number | null;
	p: number | null;
	reason: NoAnswer | null;
};

/**
 * Estimates the mean of the first group less that of the second, with unequal variances: standard error
 * sqrt(s1^2/n1 + s2^2/n2), t with the degrees of freedom of Welch (1947) and Satterthwaite.
 *
 * Assumes independent patients and means that are near normal. An empty group: no answer. A group of
 * one: the difference only. No variation in either: an interval of zero width, no t and no p.
 */
export function welch(first: Sample, second: Sample, confidence = 0.95): MeanDifference {
	const none = { standardError: null, t: null, degreesOfFreedom: null, p: null };
	if (first.mean === null || second.mean === null) {
		return { difference: null, interval: null, ...none, reason: 'no data' };
	}
	const difference = first.mean - second.mean;
	if (first.sd === null || second.sd === null) {
		return { difference, interval: null, ...none, reason: 'one value' };
	}
	const a = first.sd ** 2 / first.n;
	const b = second.sd ** 2 / second.n;
	if (a + b === 0) {
		const interval = { low: difference, high: difference };
		return { difference, interval, ...none, standardError: 0, reason: 'no variation' };
	}
	const standardError = Math.sqrt(a + b);
	// As shares of the sum, so that neither a very small nor a very large variance leaves the range.
	const share = a / (a + b);
	const degreesOfFreedom = 1 / (share ** 2 / (first.n - 1) + (1 - share) ** 2 / (second.n - 1));
	const t = difference / standardError;
	return {
		difference,
		interval: tInterval(difference, standardError, degreesOfFreedom, confidence),
		standardError,
		t,
		degreesOfFreedom,
		p: tPValue(t, degreesOfFreedom),
		reason: null
	};
}
