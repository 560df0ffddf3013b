/** The straight line through points, such as improvement by needle depth. */
import { beyondRounding } from '#lib/statistics/beyond-rounding.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { tPValue } from '#lib/statistics/p-value.ts';

export type LinearSlope = {
	/** how much higher the mean of y is for each unit of x */
	slope: number | null;
	/** the height of the line at x = 0 */
	intercept: number | null;
	interval: Interval | null;
	standardError: number | null;
	t: number | null;
	p: number | null;
	degreesOfFreedom: number | null;
	n: number;
	reason: NoAnswer | null;
};

/**
 * Estimates the slope by least squares, slope -/+ t(n-2) x standard error (Altman 1991, chapter 11).
 *
 * Assumes independent patients, a straight relation and the same spread along it. No points: no answer.
 * All at one x: no line. Two points: the line only. All on the line: an interval of zero width, no t
 * and no p.
 */
export function linearSlope(
	x: readonly number[],
	y: readonly number[],
	confidence = 0.95
): LinearSlope {
	const n = x.length;
	if (y.length !== n) throw new RangeError('every x needs a y');
	const test = { standardError: null, t: null, p: null, degreesOfFreedom: null, n };
	const none = { slope: null, intercept: null, interval: null, ...test };
	if (n === 0) return { ...none, reason: 'no data' };
	if (n === 1) return { ...none, reason: 'one value' };
	const meanX = exactSum(x) / n;
	const meanY = exactSum(y) / n;
	const squares = exactSum(x.map((value) => (value - meanX) ** 2));
	if (x.every((value) => value === x[0])) return { ...none, reason: 'one level' };
	const slope = exactSum(x.map((value, i) => (value - meanX) * (y[i]! - meanY))) / squares;
	const line = { slope, intercept: meanY - slope * meanX };
	const degreesOfFreedom = n - 2;
	if (n === 2) return { ...line, interval: null, ...test, reason: 'too few values' };
	const residuals = x.map((value, i) => y[i]! - meanY - slope * (value - meanX));
	const left = beyondRounding(exactSum(residuals.map((residual) => residual ** 2)), y);
	const standardError = Math.sqrt(left / degreesOfFreedom / squares);
	const interval = tInterval(slope, standardError, degreesOfFreedom, confidence);
	const answer = { ...line, interval, standardError, degreesOfFreedom, n };
	if (standardError === 0) return { ...answer, t: null, p: null, reason: 'no variation' };
	const t = slope / standardError;
	return { ...answer, t, p: tPValue(t, degreesOfFreedom), reason: null };
}
