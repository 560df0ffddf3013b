/** How large a change of the same patients is, in standard deviations. */
import { meanInterval, type MeanWithInterval } from '#lib/statistics/mean-interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { smallSampleCorrection } from '#lib/statistics/small-sample-correction.ts';

export type PairedEffectSize = {
	/** standardised response mean: the mean change over the standard deviation of the changes */
	srm: number | null;
	/** Hedges' g: the mean change over the average standard deviation of the scores, corrected */
	gAverage: number | null;
	n: number;
	reason: NoAnswer | null;
};

/** SRM from the mean and the standard deviation of the changes. Null without a mean or without variation. */
export function standardisedResponseMean({
	mean,
	sd
}: Pick<MeanWithInterval, 'mean' | 'sd'>): number | null {
	return mean === null || sd === null || sd === 0 ? null : mean / sd;
}

/**
 * Estimates the change from baseline to follow-up, `after` less `before`, in standard deviations: SRM =
 * mean / s of the changes; g_av = J(n-1) mean / sqrt((s_before^2 + s_after^2) / 2) (Hedges & Olkin 1985;
 * Borenstein 2009). The two answer different questions and are not compared with each other.
 *
 * Assumes one pair a patient. No pairs or one: no answer. No variation to divide by: that one is null.
 */
export function pairedEffectSize(
	before: readonly number[],
	after: readonly number[]
): PairedEffectSize {
	const n = before.length;
	if (after.length !== n) throw new RangeError('every score before needs one after');
	const change = meanInterval(after.map((value, i) => value - before[i]!));
	const sdBefore = meanInterval(before).sd;
	const sdAfter = meanInterval(after).sd;
	if (change.mean === null || change.sd === null || sdBefore === null || sdAfter === null) {
		return { srm: null, gAverage: null, n, reason: change.reason };
	}
	const average = Math.sqrt((sdBefore ** 2 + sdAfter ** 2) / 2);
	// Two pairs have one degree of freedom, for which there is no correction.
	const correction = smallSampleCorrection(n - 1);
	const srm = standardisedResponseMean(change);
	const gAverage =
		average === 0 || correction === null ? null : (correction * change.mean) / average;
	const unvaried = change.sd === 0 || average === 0;
	const reason = unvaried ? 'no variation' : correction === null ? 'too few values' : null;
	return { srm, gAverage, n, reason };
}
