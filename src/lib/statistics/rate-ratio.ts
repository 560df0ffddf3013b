/** How many times as often events happen in one group as in another, for the same exposure. */
import { clopperPearsonInterval } from '#lib/statistics/clopper-pearson.ts';
import { exactTwoSided } from '#lib/statistics/exact-p-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

export type EventRate = { events: number; exposure: number };

export type RateRatio = {
	ratio: number | null;
	interval: Interval | null;
	/** where the second group has no events, the ratio has no upper limit: at least this much */
	lowerBound: number | null;
	p: number | null;
	reason: NoAnswer | null;
};

/**
 * Estimates the ratio of two Poisson rates, first over second. Given the events in all, those of the
 * first group are binomial (Przyborowski & Wilenski 1940): Clopper-Pearson limits of their share, turned
 * into odds and divided by those of the exposure; exact two-sided p for a ratio of 1.
 *
 * Assumes that events come one by one and independently; several of one patient do not, see
 * `patientRateRatio`. No exposure in a group, or no events at all: no answer. No events in the second:
 * the lower bound only.
 */
export function rateRatio(first: EventRate, second: EventRate, confidence = 0.95): RateRatio {
	for (const { events, exposure } of [first, second]) {
		if (!(Number.isInteger(events) && events >= 0 && exposure >= 0)) {
			throw new RangeError(`${events} events in ${exposure} cannot be`);
		}
	}
	const none = { ratio: null, interval: null, lowerBound: null };
	if (first.exposure === 0 || second.exposure === 0) return { ...none, p: null, reason: 'no data' };
	const n = first.events + second.events;
	const share = clopperPearsonInterval(first.events, n, confidence);
	if (share === null) return { ...none, p: null, reason: 'no events' };
	const relative = second.exposure / first.exposure;
	const p = exactTwoSided({ from: 0, to: n }, first.events, (k) => (n - k) / (k + 1) / relative);
	const low = (share.low / (1 - share.low)) * relative;
	if (second.events === 0) return { ...none, lowerBound: low, p, reason: 'no events' };
	// 1 - high from its own tail, so that a share near one keeps its digits.
	const others = clopperPearsonInterval(second.events, n, confidence)!;
	const high = ((1 - others.low) / others.low) * relative;
	const ratio = (first.events / second.events) * relative;
	return { ratio, interval: { low, high }, lowerBound: low, p, reason: null };
}
