/** Whether values rise or fall over ordered groups, such as bands of needle depth. */
import { averageRanks } from '#lib/statistics/average-ranks.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { normalPValue } from '#lib/statistics/p-value.ts';

export type TrendTest = {
	statistic: number | null;
	/** above zero when values rise with the groups */
	z: number | null;
	p: number | null;
	reason: NoAnswer | null;
};

/**
 * Tests independent groups, in their order, for a trend: of all pairs from two groups, how often the
 * value of the later group is the larger, a tie counting one half; normal, with the variance for ties
 * (Jonckheere 1954; Terpstra 1952; Hollander & Wolfe 1999, section 6.2). No continuity
 * correction.
 *
 * Assumes independent patients. Empty groups are passed over. Fewer than two groups with patients: no
 * answer. All values equal: no z and no p.
 */
export function jonckheereTerpstra(groups: readonly (readonly number[])[]): TrendTest {
	const sizes = groups.map((group) => group.length).filter((size) => size > 0);
	const none = { statistic: null, z: null, p: null };
	if (sizes.length === 0) return { ...none, reason: 'no data' };
	if (sizes.length === 1) return { ...none, reason: 'one level' };
	const statistic = pairsRising(groups.map((group) => Float64Array.from(group).sort()));
	const { ties } = averageRanks(groups.flat());
	const variance = varianceOf(sizes, ties);
	const n = sizes.reduce((sum, size) => sum + size, 0);
	if (ties[0] === n) return { statistic, z: null, p: null, reason: 'no variation' };
	const expected = (n ** 2 - sizes.reduce((sum, size) => sum + size ** 2, 0)) / 4;
	const z = (statistic - expected) / Math.sqrt(variance);
	return { statistic, z, p: normalPValue(z), reason: null };
}

function pairsRising(sorted: Float64Array[]): number {
	let pairs = 0;
	sorted.forEach((later, i) => {
		for (const earlier of sorted.slice(0, i)) pairs += pairsBelow(earlier, later);
	});
	return pairs;
}

/** Pairs in which the earlier value is the smaller, ties counting one half; both sorted. */
function pairsBelow(earlier: Float64Array, later: Float64Array): number {
	let below = 0;
	let notAbove = 0;
	let pairs = 0;
	for (const value of later) {
		while (below < earlier.length && earlier[below]! < value) below++;
		while (notAbove < earlier.length && earlier[notAbove]! <= value) notAbove++;
		pairs += (below + notAbove) / 2;
	}
	return pairs;
}

function varianceOf(sizes: readonly number[], ties: readonly number[]): number {
	const total = (of: (n: number) => number, all: readonly number[]) =>
		all.reduce((sum, n) => sum + of(n), 0);
	const twos = (n: number) => n * (n - 1);
	const threes = (n: number) => n * (n - 1) * (n - 2);
	const main = (n: number) => n * (n - 1) * (2 * n + 5);
	const n = total((size) => size, sizes);
	const triples = n > 2 ? (total(threes, sizes) * total(threes, ties)) / (36 * threes(n)) : 0;
	return (
		(main(n) - total(main, sizes) - total(main, ties)) / 72 +
		triples +
		(total(twos, sizes) * total(twos, ties)) / (8 * twos(n))
	);
}
