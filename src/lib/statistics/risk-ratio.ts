/** How many times as likely an event is in one group as in another. */
import { criticalNormal } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { Share } from '#lib/statistics/newcombe.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

export type RiskRatio = {
	ratio: number | null;
	interval: Interval | null;
	reason: NoAnswer | null;
};

/**
 * Estimates the ratio of two proportions with the log interval, ratio x exp(-/+ z sqrt(1/x1 - 1/n1 +
 * 1/x2 - 1/n2)) (Katz 1978).
 *
 * Assumes independent patients in numbers that are not small. An empty group, or a group with no event
 * or with nothing but events: no answer.
 */
export function riskRatio(first: Share, second: Share, confidence = 0.95): RiskRatio {
	const none = (reason: NoAnswer) => ({ ratio: null, interval: null, reason });
	for (const { events, n } of [first, second]) {
		if (!(events >= 0 && events <= n)) throw new RangeError(`${events} events of ${n} cannot be`);
	}
	if (first.n === 0 || second.n === 0) return none('no data');
	if (first.events === 0 || second.events === 0) return none('no events');
	if (first.events === first.n || second.events === second.n) return none('only events');
	const ratio = first.events / first.n / (second.events / second.n);
	const part = ({ events, n }: Share) => (n - events) / (events * n);
	const reach = Math.exp(criticalNormal(confidence) * Math.sqrt(part(first) + part(second)));
	return { ratio, interval: { low: ratio / reach, high: ratio * reach }, reason: null };
}
