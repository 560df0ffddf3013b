/** How the shares still without the event differ between two groups at a stated time. */
import { stepAt, type SurvivalCurve } from '#lib/statistics/kaplan-meier.ts';
import { proportionDifference, type ProportionDifference } from '#lib/statistics/newcombe.ts';

export type SurvivalDifference = ProportionDifference & {
	/** the shares of the two groups */
	first: number | null;
	second: number | null;
};

/**
 * The first group's share less the second's at the time: Newcombe's (1998b) hybrid of two Wilson score
 * intervals, each with the effective number of patients S (1 - S) / Greenwood's variance (Cutler & Ederer
 * 1958): the number of patients where nobody left early. Where a share is 0 or 1 there is no variance;
 * those not lost before the time count.
 *
 * Assumes what the curves assume, and independent groups. No answer for a group of nobody, or at a time
 * later than anyone of a group was followed while some are without the event: 'beyond follow-up'.
 */
export function survivalDifference(
	curve: SurvivalCurve,
	other: SurvivalCurve,
	time: number,
	confidence = 0.95
): SurvivalDifference {
	const nothing = { difference: null, interval: null, first: null, second: null };
	if (curve.patients === 0 || other.patients === 0) return { ...nothing, reason: 'no data' };
	const [one, two] = [shareAt(curve, time), shareAt(other, time)];
	if (one === null || two === null) return { ...nothing, reason: 'beyond follow-up' };
	const answered = ({ share, n }: { share: number; n: number }) => ({ events: share * n, n });
	return {
		...proportionDifference(answered(one), answered(two), confidence),
		first: one.share,
		second: two.share
	};
}

function shareAt(curve: SurvivalCurve, time: number): { share: number; n: number } | null {
	const step = stepAt(curve, time);
	const share = step?.survival ?? 1;
	if ((curve.lastTime ?? 0) < time && share > 0) return null;
	const lost = curve.steps.reduce((n, at) => n + (at.time < time ? at.censored : 0), 0);
	if (share === 0 || share === 1) return { share, n: curve.patients - lost };
	return { share, n: (share * (1 - share)) / (step?.standardError ?? NaN) ** 2 };
}
