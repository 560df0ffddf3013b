/** A measured figure month by month: what it varies by chance, and when it is more. */
import {
	cutAt,
	judgedPoints,
	sizeOf,
	type ControlOptions,
	type ControlPoint,
	type ControlStretch
} from '#lib/statistics/control-chart.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

export type IndividualsChart = {
	points: ControlPoint[];
	/** `movingRange` is the mean one, after the large ones were dropped */
	stretches: (ControlStretch & { movingRange: number | null; dropped: number })[];
};

/** From the mean moving range to three sigma, 3 / 1.128, and to the largest range chance explains. */
const THREE_SIGMA = 2.66;
const LARGEST_RANGE = 3.267;

/**
 * XmR chart: mean -/+ 2.66 x mean moving range; moving ranges above 3.267 times their mean are
 * dropped, once, and the mean taken again (Wheeler 2000; NHS Making Data Count). Each stretch between
 * rebases has its own lines and its own signals. Points without a value are passed over.
 *
 * Assumes points one after the other, of about equal weight. Below 12 points of a stretch its mean and
 * no limits; 'no variation' when neighbouring points never differ. Dropping never leaves a mean of
 * zero: then all ranges stay.
 */
export function individualsChart(
	values: readonly (number | null)[],
	options: ControlOptions = {}
): IndividualsChart {
	const stretches = cutAt(values.length, options.rebaseAt ?? []).map((cut) => {
		const own = values.slice(cut.start, cut.end);
		const known = own.filter((value) => value !== null);
		const centre = known.length === 0 ? null : exactSum(known) / known.length;
		const { provisional, reason } = sizeOf(known.length, options);
		const { movingRange, dropped } = meanMovingRange(known);
		const still = movingRange === null || movingRange === 0;
		const none: NoAnswer | null = reason ?? (still ? 'no variation' : null);
		const count = known.length;
		const stretch = { ...cut, count, centre, provisional, reason: none, movingRange, dropped };
		if (none !== null || still || centre === null) {
			return { stretch, points: judgedPoints(own, centre, null) };
		}
		const reach = THREE_SIGMA * movingRange;
		const limits = { sigma: reach / 3, low: centre - reach, high: centre + reach };
		return { stretch, points: judgedPoints(own, centre, () => limits) };
	});
	return {
		points: stretches.flatMap(({ points }) => points),
		stretches: stretches.map(({ stretch }) => stretch)
	};
}

function meanMovingRange(values: readonly number[]) {
	const ranges = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
	if (ranges.length === 0) return { movingRange: null, dropped: 0 };
	const mean = exactSum(ranges) / ranges.length;
	const kept = ranges.filter((range) => range <= LARGEST_RANGE * mean);
	const again = exactSum(kept) / kept.length;
	if (again === 0) return { movingRange: mean, dropped: 0 };
	return { movingRange: again, dropped: ranges.length - kept.length };
}
