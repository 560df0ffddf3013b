import { criticalNormal } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';

/**
 * Wilson score interval for a proportion (Wilson 1927; method 3 of Newcombe 1998a), without
 * continuity correction. Fit for small counts; never leaves 0 to 1.
 *
 * Assumes independent people with the same chance. Events and people may be fractions, as an
 * effective sample size is. Null when nobody was observed.
 */
export function wilsonInterval(events: number, n: number, confidence = 0.95): Interval | null {
	if (!(events >= 0 && events <= n)) throw new RangeError(`${events} events of ${n} cannot be`);
	const z = criticalNormal(confidence);
	if (n === 0) return null;
	const centre = events + z ** 2 / 2;
	const reach = z * Math.sqrt((events * (n - events)) / n + z ** 2 / 4);
	// At either end the two terms are equal on paper, and not always in the last digit.
	return {
		low: events === 0 ? 0 : (centre - reach) / (n + z ** 2),
		high: events === n ? 1 : (centre + reach) / (n + z ** 2)
	};
}
