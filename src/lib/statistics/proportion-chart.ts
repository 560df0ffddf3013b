/** A share month by month: what it varies by chance, and when it is more. */
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

export type ProportionChart = {
	points: ControlPoint[];
	/** `sigmaZ` is how much points vary as a multiple of chance; `widened` when the limits allow for it */
	stretches: (ControlStretch & { sigmaZ: number | null; widened: boolean })[];
};

/** From the mean moving range to the standard deviation. */
const RANGE_TO_SIGMA = 1.128;

/**
 * p chart: pooled share -/+ 3 sqrt(p (1 - p) / n), limits kept to 0 and 1. When the points vary by
 * more than chance, sigma_z = mean moving range of the z scores / 1.128 above 1.2, Laney's p' chart: the
 * same reach times sigma_z (Laney 2002). Each stretch between rebases has its own lines and signals.
 * Points without patients are passed over.
 *
 * Assumes independent patients. Below 12 points of a stretch its share and no limits; 'no events' or
 * 'only events' when it happened never, or every time.
 */
export function proportionChart(
	counts: readonly { events: number; patients: number }[],
	{ widenAbove = 1.2, ...options }: ControlOptions & { widenAbove?: number } = {}
): ProportionChart {
	const stretches = cutAt(counts.length, options.rebaseAt ?? []).map((cut) => {
		const own = counts.slice(cut.start, cut.end);
		const values = own.map(({ events, patients }) => (patients > 0 ? events / patients : null));
		const known = own.filter(({ patients }) => patients > 0);
		const events = known.reduce((sum, count) => sum + count.events, 0);
		const patients = known.reduce((sum, count) => sum + count.patients, 0);
		const centre = patients === 0 ? null : events / patients;
		const { provisional, reason } = sizeOf(known.length, options);
		const still: NoAnswer | null =
			events === 0 ? 'no events' : events === patients ? 'only events' : null;
		const none = reason ?? still;
		if (none !== null || centre === null) {
			const stretch = { ...cut, count: known.length, centre, provisional, reason: none };
			return {
				stretch: { ...stretch, sigmaZ: null, widened: false },
				points: judgedPoints(values, centre, null)
			};
		}
		const error = (size: number) => Math.sqrt((centre * (1 - centre)) / size);
		const sigmaZ = variationOf(
			known.map((count) => (count.events / count.patients - centre) / error(count.patients))
		);
		const widened = sigmaZ !== null && sigmaZ > widenAbove;
		const limits = (at: number) => {
			const sigma = error(own[at]!.patients) * (widened ? sigmaZ : 1);
			return { sigma, low: Math.max(0, centre - 3 * sigma), high: Math.min(1, centre + 3 * sigma) };
		};
		return {
			stretch: { ...cut, count: known.length, centre, provisional, reason: none, sigmaZ, widened },
			points: judgedPoints(values, centre, limits)
		};
	});
	return {
		points: stretches.flatMap(({ points }) => points),
		stretches: stretches.map(({ stretch }) => stretch)
	};
}

function variationOf(z: readonly number[]): number | null {
	if (z.length < 2) return null;
	const ranges = z.slice(1).map((each, i) => Math.abs(each - z[i]!));
	return exactSum(ranges) / ranges.length / RANGE_TO_SIGMA;
}
