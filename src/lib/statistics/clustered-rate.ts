/** Events for each session when a patient may have several sessions. */
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { ratioVariance } from '#lib/statistics/ratio-of-totals.ts';

/** Squares and products are of each patient's totals, then summed over patients. */
export type RateSums = {
	patients: number;
	events: number;
	/** sessions whose question was answered; unanswered is not 'none' */
	exposure: number;
	eventSquares: number;
	exposureSquares: number;
	/** sum over patients of events x exposure */
	crossProducts: number;
};

export type ClusteredRate = {
	rate: number | null;
	interval: Interval | null;
	events: number;
	exposure: number;
	patients: number;
	reason: NoAnswer | null;
};

/**
 * Estimates events per unit of exposure by the ratio estimator, total events over total exposure,
 * linearised variance between patients, t with G-1 degrees of freedom (Cochran 1977, 6.4).
 *
 * Assumes independent patients and enough of them with an event: with few, the interval is too
 * short, and the exact one belongs beside it. Limits stop at 0, and at 1 when the rate is a `share`
 * (sessions with an event over sessions). No exposure: no answer. One patient, no event, or for a
 * share an event every time: the rate, no interval.
 */
export function clusteredRate(
	sums: RateSums,
	{ confidence = 0.95, share = false }: { confidence?: number; share?: boolean } = {}
): ClusteredRate {
	const { events, exposure, patients } = sums;
	const counts = { events, exposure, patients };
	if (exposure === 0) return { ...counts, rate: null, interval: null, reason: 'no data' };
	const rate = events / exposure;
	const variance = ratioVariance({
		patients,
		numerator: events,
		denominator: exposure,
		numeratorSquares: sums.eventSquares,
		denominatorSquares: sums.exposureSquares,
		crossProducts: sums.crossProducts
	});
	if (variance === null) return { ...counts, rate, interval: null, reason: 'one patient' };
	if (events === 0) return { ...counts, rate, interval: null, reason: 'no events' };
	if (share && events === exposure) {
		return { ...counts, rate, interval: null, reason: 'only events' };
	}
	const { low, high } = tInterval(rate, Math.sqrt(variance), patients - 1, confidence);
	const interval = { low: Math.max(0, low), high: share ? Math.min(1, high) : high };
	return { ...counts, rate, interval, reason: null };
}
