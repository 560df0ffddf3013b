/** Protocols compared at the same baseline: analysis of covariance, with the change scores beside it. */
import {
	ancovaGroups,
	residualSquares,
	type AncovaGroup,
	type Trajectory
} from '#lib/statistics/ancova-sums.ts';
import { slopeTest, type SlopeTest } from '#lib/statistics/ancova-slopes.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import { meanInterval } from '#lib/statistics/mean-interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { tPValue } from '#lib/statistics/p-value.ts';
import { welch, type MeanDifference } from '#lib/statistics/welch.ts';

export type { SlopeTest, Trajectory };

export type AdjustedMean = { group: string; n: number; mean: number; interval: Interval };

export type AdjustedDifference = {
	group: string;
	/** adjusted follow-up of the group less that of the reference */
	difference: number;
	interval: Interval;
	t: number | null;
	p: number | null;
	/** the same from changes without adjustment, by Welch */
	change: MeanDifference;
	/** in what the two differ (Lord's paradox); empty when they agree */
	disagree: ('sign' | 'significance')[];
};

export type Ancova = {
	/** follow-up for each unit of baseline, the same in every group */
	slope: number | null;
	/** the pooled baseline mean, at which the means are adjusted */
	baseline: number | null;
	means: AdjustedMean[];
	/** each other group against the reference */
	differences: AdjustedDifference[];
	/** do the slopes differ between groups? null when no group is left to tell */
	slopesDiffer: SlopeTest | null;
	residualDf: number;
	residualSd: number | null;
	reason: NoAnswer | null;
};

/**
 * Estimates the mean follow-up of each group at the pooled baseline mean, and its differences from the
 * reference (else the first group in the data): follow-up ~ baseline + group by least squares, t with n
 * - groups - 1 degrees of freedom (FDA 2023; Senn 2006). The F test of one slope against a slope for
 * each group stands beside it, and so does the difference of changes, which answers another question in
 * care that was not randomised (van Breukelen 2006).
 *
 * Assumes independent patients (one series each), a straight relation to the baseline with the same
 * slope in every group, and equal spread. No data: no answer. Baselines all equal within the groups, or
 * no degree of freedom left: no answer. That fewer than 10 degrees of freedom are too few is for the
 * page to say.
 */
export function ancova(
	trajectories: readonly Trajectory[],
	{ reference, confidence = 0.95 }: { reference?: string; confidence?: number } = {}
): Ancova {
	const groups = ancovaGroups(trajectories, reference);
	const n = trajectories.length;
	const residualDf = Math.max(0, n - groups.length - 1);
	const none = { slope: null, baseline: null, means: [], differences: [], slopesDiffer: null };
	const noFit = { ...none, residualDf, residualSd: null };
	if (n === 0) return { ...noFit, reason: 'no data' };
	const xx = exactSum(groups.map((group) => group.xx));
	if (xx === 0) return { ...noFit, reason: 'baseline does not vary' };
	if (residualDf === 0) return { ...noFit, reason: 'too few values' };

	const slope = exactSum(groups.map((group) => group.xy)) / xx;
	const baseline = exactSum(trajectories.map((each) => each.baseline)) / n;
	const squares = residualSquares(groups, () => slope);
	const variance = squares / residualDf;
	const around = (estimate: number, part: number) =>
		tInterval(estimate, Math.sqrt(variance * part), residualDf, confidence);

	const means = groups.map(({ group, n: size, meanBaseline, meanFollowUp }) => {
		const mean = meanFollowUp + slope * (baseline - meanBaseline);
		const part = 1 / size + (meanBaseline - baseline) ** 2 / xx;
		return { group, n: size, mean, interval: around(mean, part) };
	});
	const [first, ...others] = groups;
	const differences = others.map((other) => {
		const apart = other.meanBaseline - first!.meanBaseline;
		const difference = other.meanFollowUp - first!.meanFollowUp - slope * apart;
		const part = 1 / other.n + 1 / first!.n + apart ** 2 / xx;
		const t = variance === 0 ? null : difference / Math.sqrt(variance * part);
		const interval = around(difference, part);
		const p = t === null ? null : tPValue(t, residualDf);
		const change = welch(meanInterval(changes(other)), meanInterval(changes(first!)), confidence);
		const disagree = disagreement(difference, interval, change);
		return { group: other.group, difference, interval, t, p, change, disagree };
	});
	const slopesDiffer = slopeTest(groups, squares, residualDf);
	const residualSd = Math.sqrt(variance);
	return {
		slope,
		baseline,
		means,
		differences,
		slopesDiffer,
		residualDf,
		residualSd,
		reason: null
	};
}

function changes({ baseline, followUp }: AncovaGroup): number[] {
	return followUp.map((value, i) => value - baseline[i]!);
}

function disagreement(
	adjusted: number,
	{ low, high }: Interval,
	{ difference, interval }: MeanDifference
): AdjustedDifference['disagree'] {
	const disagree: AdjustedDifference['disagree'] = [];
	if (difference !== null && adjusted * difference < 0) disagree.push('sign');
	if (interval === null) return disagree;
	const clear = low > 0 || high < 0;
	const changeClear = interval.low > 0 || interval.high < 0;
	if (clear !== changeClear) disagree.push('significance');
	return disagree;
}
