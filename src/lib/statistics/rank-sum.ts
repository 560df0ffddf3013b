/** Wilcoxon's rank-sum test (Mann-Whitney): do the values of one group tend to be larger? */
import { averageRanks, tieCubes } from '#lib/statistics/average-ranks.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { normalPValue } from '#lib/statistics/p-value.ts';
import { exactPValue, rankSumWays } from '#lib/statistics/rank-distributions.ts';

export type RankSum = {
	/** pairs in which the first group's value is the larger, a tie counting one half */
	statistic: number | null;
	/** null where the distribution is exact */
	z: number | null;
	p: number | null;
	method: 'exact' | 'normal' | null;
	/** the share of those pairs among all: 0.5 when neither group tends to be larger */
	probabilityLarger: number | null;
	reason: NoAnswer | null;
};

/**
 * Tests whether two independent groups come from one distribution (Wilcoxon 1945; Mann & Whitney 1947;
 * Hollander & Wolfe 1999, section 4.1). Exact when both have fewer than 50 and nothing is tied;
 * otherwise normal with tie and continuity correction.
 *
 * Assumes independent patients and the same shape in both groups. An empty group: no answer. All values
 * equal: the share of pairs, no p.
 */
export function rankSum(first: readonly number[], second: readonly number[]): RankSum {
	const m = first.length;
	const n = second.length;
	const none = { statistic: null, z: null, p: null, method: null };
	if (m === 0 || n === 0) return { ...none, probabilityLarger: null, reason: 'no data' };
	const { ranks, ties } = averageRanks([...first, ...second]);
	const statistic = ranks.subarray(0, m).reduce((sum, rank) => sum + rank, 0) - (m * (m + 1)) / 2;
	const answer = { statistic, probabilityLarger: statistic / (m * n) };
	if (m < 50 && n < 50 && ties.length === 0) {
		const p = exactPValue(rankSumWays(m, n), statistic);
		return { ...answer, z: null, p, method: 'exact', reason: null };
	}
	const all = m + n;
	const variance = ((m * n) / 12) * (all + 1 - tieCubes(ties) / (all * (all - 1)));
	if (ties[0] === all) return { ...answer, z: null, p: null, method: null, reason: 'no variation' };
	const away = statistic - (m * n) / 2;
	const z = (away - Math.sign(away) / 2) / Math.sqrt(variance);
	return { ...answer, z, p: normalPValue(z), method: 'normal', reason: null };
}
