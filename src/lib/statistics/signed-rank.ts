/** Wilcoxon's signed-rank test: do the same patients move one way more than the other? */
import { averageRanks, tieCubes } from '#lib/statistics/average-ranks.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { normalPValue } from '#lib/statistics/p-value.ts';
import { exactPValue, signedRankWays } from '#lib/statistics/rank-distributions.ts';

export type SignedRank = {
	/** V, the sum of the ranks of the positive differences */
	statistic: number | null;
	/** null where the distribution is exact */
	z: number | null;
	p: number | null;
	method: 'exact' | 'normal' | null;
	/** differences, and those among them that are not zero */
	n: number;
	nonZero: number;
	reason: NoAnswer | null;
};

/**
 * Tests whether paired differences are as likely above as below zero (Wilcoxon 1945; Hollander & Wolfe
 * 1999, section 3.1). Zeros are dropped, equal sizes share their average rank. Exact below 50
 * differences without ties or zeros; otherwise normal with tie and continuity correction.
 *
 * Assumes one difference a patient and differences that are symmetric about their median. Give whole
 * steps of the scale where the scale has steps: 0.3 - 0.1 and 0.2 are equal on paper only.
 * No differences, or none but zeros: no answer.
 */
export function signedRank(differences: readonly number[]): SignedRank {
	const n = differences.length;
	const moved = differences.filter((difference) => difference !== 0);
	const m = moved.length;
	const counts = { n, nonZero: m };
	if (m === 0) {
		const reason: NoAnswer = n === 0 ? 'no data' : 'no change';
		return { statistic: null, z: null, p: null, method: null, ...counts, reason };
	}
	const { ranks, ties } = averageRanks(moved.map(Math.abs));
	const statistic = moved.reduce((sum, each, i) => (each > 0 ? sum + ranks[i]! : sum), 0);
	if (m < 50 && ties.length === 0 && m === n) {
		const p = exactPValue(signedRankWays(m), statistic);
		return { statistic, z: null, p, method: 'exact', ...counts, reason: null };
	}
	const away = statistic - (m * (m + 1)) / 4;
	const variance = (m * (m + 1) * (2 * m + 1)) / 24 - tieCubes(ties) / 48;
	const z = (away - Math.sign(away) / 2) / Math.sqrt(variance);
	return { statistic, z, p: normalPValue(z), method: 'normal', ...counts, reason: null };
}
