import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { tailOf } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';

/**
 * Clopper-Pearson interval for a proportion (Clopper & Pearson 1934), by quantiles of the beta
 * distribution. Covers at least as often as it says, so it is wider than Wilson's: used for safety
 * counts and for 0 or n of n.
 *
 * Assumes independent people with the same chance. Events and people may be fractions, as an
 * effective sample size is (Korn & Graubard 1998). Null when nobody was observed.
 */
export function clopperPearsonInterval(
	events: number,
	n: number,
	confidence = 0.95
): Interval | null {
	if (!(events >= 0 && events <= n)) throw new RangeError(`${events} events of ${n} cannot be`);
	const tail = tailOf(confidence);
	if (n === 0) return null;
	// The upper limit is one minus the lower limit of the people without the event: the lower tail
	// keeps its digits.
	return { low: lowerLimit(events, n, tail), high: 1 - lowerLimit(n - events, n, tail) };
}

function lowerLimit(events: number, n: number, tail: number): number {
	return events === 0 ? 0 : betaQuantile(tail, events, n - events + 1);
}
