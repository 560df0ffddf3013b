/** How far two measurements of the same patients lie apart. */
import { criticalT } from '#lib/statistics/critical-value.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { standardDeviationOf } from '#lib/statistics/standard-deviation.ts';

export type BlandAltman = {
	n: number;
	/** the mean difference, first measurement minus second */
	bias: number | null;
	sd: number | null;
	/** what 95 % of differences lie between */
	limits: Interval | null;
	biasInterval: Interval | null;
	lowerLimitInterval: Interval | null;
	upperLimitInterval: Interval | null;
	/** enough for intervals, too few to rely on */
	fewSubjects: boolean;
	reason: NoAnswer | null;
};

/**
 * Bias and limits of agreement, mean difference -/+ 1.96 s (Bland & Altman 1986), with t intervals:
 * s / sqrt(n) for the bias and s sqrt(1/n + 1.96^2 / (2 (n - 1))) for the limits (Bland & Altman 1999,
 * without the rounding of the earlier paper to sqrt(3/n)).
 *
 * Assumes one pair a patient, and differences near normal whose size does not depend on the mean.
 * One pair: the difference only. Below 10 patients no intervals ('too few subjects').
 */
export function blandAltman(
	first: readonly number[],
	second: readonly number[],
	{ confidence = 0.95, multiple = 1.96, minimumSubjects = 10, fewBelow = 30 } = {}
): BlandAltman {
	const n = first.length;
	if (second.length !== n) throw new RangeError(`${n} first and ${second.length} second values`);
	const differences = first.map((value, i) => value - second[i]!);
	const result: BlandAltman = {
		n,
		bias: n === 0 ? null : exactSum(differences) / n,
		sd: standardDeviationOf(differences),
		limits: null,
		biasInterval: null,
		lowerLimitInterval: null,
		upperLimitInterval: null,
		fewSubjects: n < fewBelow,
		reason: null
	};
	const { bias, sd } = result;
	if (bias === null) return { ...result, reason: 'no data' };
	if (sd === null) return { ...result, reason: 'one value' };
	const limits = { low: bias - multiple * sd, high: bias + multiple * sd };
	if (n < minimumSubjects) return { ...result, limits, reason: 'too few subjects' };
	const t = criticalT(confidence, n - 1);
	const around = (estimate: number, error: number) => ({
		low: estimate - t * error,
		high: estimate + t * error
	});
	const limitError = sd * Math.sqrt(1 / n + multiple ** 2 / (2 * (n - 1)));
	return {
		...result,
		limits,
		biasInterval: around(bias, sd / Math.sqrt(n)),
		lowerLimitInterval: around(limits.low, limitError),
		upperLimitInterval: around(limits.high, limitError)
	};
}
