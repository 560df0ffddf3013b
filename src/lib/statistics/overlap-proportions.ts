/** The adjusted comparison when the outcome is yes or no. */
import type { Interval } from '#lib/statistics/interval.ts';
import {
	overlapDifference,
	type ComparedPatients,
	type OverlapArm,
	type OverlapDifference
} from '#lib/statistics/overlap-weights.ts';
import type { PropensityLimits } from '#lib/statistics/propensity.ts';

export type ComparedAnswers = Omit<ComparedPatients, 'outcome'> & { outcome: readonly boolean[] };

/**
 * `overlapDifference` of shares: the difference of two weighted proportions, intervals kept between
 * what is possible (0 to 1 for a share, -1 to 1 for their difference).
 *
 * When it happened to nobody, or to everybody, patients do not vary and there is no interval: 'no
 * events', 'only events'; to all of one group and none of the other: 'no variation'. The normal interval is too narrow where one group has very few events.
 */
export function overlapProportions(
	{ outcome, ...patients }: ComparedAnswers,
	options: PropensityLimits & { confidence?: number } = {}
): OverlapDifference {
	const zeroOrOne = outcome.map((yes) => (yes ? 1 : 0));
	const found = overlapDifference({ ...patients, outcome: zeroOrOne }, options);
	const arm = (group: OverlapArm): OverlapArm => {
		const still = group.raw === 0 || group.raw === 1;
		const interval = still ? null : within(group.interval, 0);
		return { ...group, standardError: still ? null : group.standardError, interval };
	};
	const arms = { treated: arm(found.treated), control: arm(found.control) };
	if (found.reason !== 'no variation') {
		return { ...found, ...arms, interval: within(found.interval, -1) };
	}
	const reason = !outcome.some(Boolean)
		? 'no events'
		: outcome.every(Boolean)
			? 'only events'
			: 'no variation';
	return { ...found, ...arms, standardError: null, interval: null, reason };
}

function within(interval: Interval | null, least: number): Interval | null {
	return interval && { low: Math.max(least, interval.low), high: Math.min(1, interval.high) };
}
