import { exactTwoSided } from '#lib/statistics/exact-p-value.ts';
import type { Share } from '#lib/statistics/newcombe.ts';

/**
 * Fisher's exact test that two groups have the same chance of an event, given how many events there were
 * in all (Fisher 1935): two-sided p, the probability of all tables no more likely than the one seen.
 *
 * Assumes independent patients and whole counts. Null when a group is empty; 1 when nobody or everybody
 * had the event.
 */
export function fisherExact(first: Share, second: Share): number | null {
	for (const { events, n } of [first, second]) {
		if (!(Number.isInteger(events) && Number.isInteger(n) && events >= 0 && events <= n)) {
			throw new RangeError(`${events} events of ${n} cannot be`);
		}
	}
	if (first.n === 0 || second.n === 0) return null;
	const events = first.events + second.events;
	const range = { from: Math.max(0, events - second.n), to: Math.min(events, first.n) };
	return exactTwoSided(
		range,
		first.events,
		(k) => ((first.n - k) * (events - k)) / ((k + 1) * (second.n - events + k + 1))
	);
}
