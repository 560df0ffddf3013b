/** The difference of two proportions, of different patients or of the same, with Newcombe's intervals. */
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { wilsonInterval } from '#lib/statistics/wilson.ts';

export type Share = { events: number; n: number };

/** How often each pair of answers was given by the same patients. */
export type Pairs = { both: number; onlyFirst: number; onlySecond: number; neither: number };

export type ProportionDifference = {
	difference: number | null;
	interval: Interval | null;
	reason: NoAnswer | null;
};

/**
 * Estimates the first proportion less the second in different patients: hybrid of the two Wilson score
 * intervals, without continuity correction (method 10 of Newcombe 1998b). Never leaves -1 to 1.
 *
 * Assumes independent patients. An empty group: no answer.
 */
export function proportionDifference(
	first: Share,
	second: Share,
	confidence = 0.95
): ProportionDifference {
	return hybrid(first, second, 0, confidence);
}

/**
 * The same in the same patients, asked twice: the hybrid score interval with the correlation of the
 * answers, corrected for continuity where it is positive (method 10 of Newcombe 1998c).
 *
 * Assumes independent patients, one pair each. Nobody: no answer.
 */
export function pairedProportionDifference(
	{ both, onlyFirst, onlySecond, neither }: Pairs,
	confidence = 0.95
): ProportionDifference {
	const n = both + onlyFirst + onlySecond + neither;
	const first = both + onlyFirst;
	const second = both + onlySecond;
	const margins = first * (n - first) * second * (n - second);
	const product = both * neither - onlyFirst * onlySecond;
	const corrected = product > 0 ? Math.max(0, product - n / 2) : product;
	const correlation = margins === 0 ? 0 : corrected / Math.sqrt(margins);
	return hybrid({ events: first, n }, { events: second, n }, correlation, confidence);
}

function hybrid(
	first: Share,
	second: Share,
	correlation: number,
	confidence: number
): ProportionDifference {
	const one = wilsonInterval(first.events, first.n, confidence);
	const two = wilsonInterval(second.events, second.n, confidence);
	if (one === null || two === null) return { difference: null, interval: null, reason: 'no data' };
	const p1 = first.events / first.n;
	const p2 = second.events / second.n;
	const reach = (a: number, b: number) =>
		Math.sqrt(Math.max(0, a ** 2 - 2 * correlation * a * b + b ** 2));
	const difference = p1 - p2;
	const low = difference - reach(p1 - one.low, two.high - p2);
	const high = difference + reach(one.high - p1, p2 - two.low);
	const interval = { low: Math.max(-1, low), high: Math.min(1, high) };
	return { difference, interval, reason: null };
}
