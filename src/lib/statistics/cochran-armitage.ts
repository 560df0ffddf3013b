/** Whether a proportion rises or falls over levels, such as needle depths. */
import type { TrendTest } from '#lib/statistics/jonckheere-terpstra.ts';
import type { Share } from '#lib/statistics/newcombe.ts';
import { normalPValue } from '#lib/statistics/p-value.ts';

/**
 * Tests proportions for a linear trend in their scores, 1, 2, 3 ... unless others are given (the depths
 * themselves): z = sum of s (x - n p) / sqrt(p (1-p) (sum of n s^2 - (sum of n s)^2 / N)) (Cochran 1954;
 * Armitage 1955). The statistic is the numerator. No continuity correction.
 *
 * Assumes independent patients, in numbers that are not small. Empty levels are passed over. Nobody: no
 * answer. All at one score: no answer. Nobody or everybody with the event: no z and no p.
 */
export function cochranArmitage(shares: readonly Share[], scores?: readonly number[]): TrendTest {
	if (scores && scores.length !== shares.length) throw new RangeError('every level needs a score');
	const levels = shares
		.map((share, i) => ({ ...share, score: scores ? scores[i]! : i + 1 }))
		.filter(({ n }) => n > 0);
	for (const { events, n } of levels) {
		if (!(events >= 0 && events <= n)) throw new RangeError(`${events} events of ${n} cannot be`);
	}
	const total = (of: (level: Share & { score: number }) => number) =>
		levels.reduce((sum, level) => sum + of(level), 0);
	const none = { statistic: null, z: null, p: null };
	const people = total(({ n }) => n);
	if (people === 0) return { ...none, reason: 'no data' };
	if (levels.every(({ score }) => score === levels[0]!.score)) {
		return { ...none, reason: 'one level' };
	}
	const events = total((level) => level.events);
	const p = events / people;
	const meanScore = total(({ n, score }) => n * score) / people;
	const statistic = total(({ events, n, score }) => (score - meanScore) * (events - n * p));
	if (events === 0) return { statistic: 0, z: null, p: null, reason: 'no events' };
	if (events === people) return { statistic: 0, z: null, p: null, reason: 'only events' };
	const spread = total(({ n, score }) => n * (score - meanScore) ** 2);
	const z = statistic / Math.sqrt(p * (1 - p) * spread);
	return { statistic, z, p: normalPValue(z), reason: null };
}
