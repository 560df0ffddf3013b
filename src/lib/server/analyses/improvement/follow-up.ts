/** How much of a figure hangs on those not seen: the share seen, and where the figure would lie. */
import type { Estimate, Verdict } from '#lib/charts/figure.ts';
import type { Missing, Unit } from '#lib/domain/filters.ts';
import { list, percent, rounded } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { meanMissingBounds, responderMissingBounds, verdictOf } from '#lib/statistics/index.ts';
import type { Group } from '../../analysis.ts';
import { estimateOf, verdictOfCell } from './estimates.ts';

/** Below this share of the due seen, the headline is a range. */
export const FOLLOW_UP_FLOOR = 0.6;

/** In words behind a figure: what it takes the missing for. */
export const ASSUMED: Readonly<Record<Missing, string>> = {
	seen: '',
	low: 'if those not seen were at baseline',
	high: 'if those not seen did as the seen'
};

/** Courses scored, seen and due in a window; null where they are hidden. */
export function countsOf(group: Group, week: number) {
	const counts = group.counts[week] ?? {};
	return {
		scored: counts.n ?? null,
		seen: counts.seen ?? null,
		due: counts.due ?? null,
		missed: counts.missed ?? null,
		dropped: counts.dropped ?? null,
		notYetDue: counts.not_yet_due ?? null
	};
}

/** The share of those due who were seen; null where it is hidden or nobody was due. */
function shareSeen(group: Group | null, week: number): number | null {
	const { seen, due } = group ? countsOf(group, week) : { seen: null, due: null };
	return seen === null || !due ? null : seen / due;
}

/** "79 %" of the due at a week, or null where it cannot be told. */
export function percentSeen(group: Group | null, week: number): string | null {
	const share = shareSeen(group, week);
	return share === null ? null : percent(100 * share);
}

/** Whether so few were seen that one figure would say too much. */
export function isBelowFloor(group: Group | null, week: number): boolean {
	const share = shareSeen(group, week);
	return share !== null && share < FOLLOW_UP_FLOOR;
}

/** What low follow-up means for the page, behind the shares seen. */
export const belowFloor = (
	names: readonly string[],
	{ unit, miss }: { unit: Unit; miss: Missing }
): string =>
	miss === 'seen' && unit !== 'percent'
		? ` Below 60 % for ${list(names)}: the headline is a range.`
		: ` Below 60 % for ${list(names)}: those seen may not stand for all.`;

export type Bounds = { low: number; high: number };

/**
 * Where the figure lies between the missing at baseline and as those seen; of a share, between all of
 * them failed and all improved enough. Null where nobody was seen, counts are hidden, or in per cent.
 */
export function boundsOf(
	group: Group | null,
	week: number,
	unit: Unit,
	measure: Measure
): Bounds | null {
	const { sums } = group?.cells[week] ?? { sums: null };
	if (!group || !sums || unit === 'percent') return null;
	const { scored, seen, due } = countsOf(group, week);
	if (scored === null || seen === null || due === null) return null;
	const missing = due - seen;
	if (unit === 'responders') {
		const { responders = 0, responder_n: ruled = 0 } = sums;
		const share =
			measure.responder && ruled > 0
				? responderMissingBounds({ responders, seen: ruled, missing })
				: null;
		return share && { low: rounded(100 * share.low), high: rounded(100 * share.high) };
	}
	const { estimate } = estimateOf(group.cells[week], 'scale', measure);
	return boundsOfMean(estimate?.value ?? null, { scored, missing });
}

function boundsOfMean(
	value: number | null,
	{ scored, missing }: { scored: number; missing: number }
): Bounds | null {
	const mean = meanMissingBounds({ mean: value, seen: scored, missing });
	return mean && { low: rounded(mean.atBaseline), high: rounded(mean.asSeen) };
}

/** The range of a mean that was worked out elsewhere, where so few were seen that it may not be one figure. */
export function rangeOfMean(group: Group | null, week: number, mean: number): Bounds | null {
	if (!group || !isBelowFloor(group, week)) return null;
	const { scored, seen, due } = countsOf(group, week);
	if (scored === null || seen === null || due === null) return null;
	return boundsOfMean(mean, { scored, missing: due - seen });
}

/** The bounds as the headline, where so few were seen that it may not be one figure. */
export const rangeOf = (
	group: Group | null,
	week: number,
	{ unit, miss }: { unit: Unit; miss: Missing },
	measure: Measure
): Bounds | null =>
	miss === 'seen' && isBelowFloor(group, week) ? boundsOf(group, week, unit, measure) : null;

/**
 * The verdict on a week: of a range that of its weaker end, the missing at baseline. That end leaves
 * out "no change" where the other one does: both are the same sum over more or fewer courses.
 */
export function verdictAt(
	group: Group | null,
	week: number,
	miss: Missing,
	measure: Measure
): Verdict | null {
	const cell = group?.cells[week];
	const verdict = verdictOfCell(cell, measure, miss);
	const { smallestWorthwhile } = measure;
	if (miss !== 'seen' || !cell?.sums || verdict !== 'clear' || smallestWorthwhile === null) {
		return verdict;
	}
	const range = isBelowFloor(group, week) ? boundsOf(group, week, 'scale', measure) : null;
	const { estimate } = estimateOf(cell, 'scale', measure);
	return range && estimate
		? verdictOfRange(range, estimate, cell.patients, smallestWorthwhile)
		: verdict;
}

/** Of a range whose mean is clear: that of its weaker end, with the interval of those seen. */
export function verdictOfRange(
	{ low }: Bounds,
	mean: Estimate,
	patients: number,
	smallestWorthwhile: number
): Verdict {
	const interval =
		mean.low === null || mean.high === null ? null : { low: mean.low, high: mean.high };
	return interval ? verdictOf({ estimate: low, interval, patients }, smallestWorthwhile) : 'clear';
}
