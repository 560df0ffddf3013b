/** Whether the groups of an analysis of covariance have one slope, which its adjusted means assume. */
import { residualSquares, type AncovaGroup } from '#lib/statistics/ancova-sums.ts';
import { fPValue } from '#lib/statistics/p-value.ts';

export type SlopeTest = { f: number; numeratorDf: number; denominatorDf: number; p: number };

/**
 * F = ((squares about one slope - squares about several) / their number less 1) / residual variance
 * with several. Null when fewer than two groups have a slope, when no degree of freedom is left, or
 * when nothing is left to judge by.
 */
export function slopeTest(
	groups: readonly AncovaGroup[],
	oneSlope: number,
	residualDf: number
): SlopeTest | null {
	const sloped = groups.filter((group) => group.xx > 0).length;
	const numeratorDf = sloped - 1;
	const denominatorDf = residualDf - numeratorDf;
	if (numeratorDf < 1 || denominatorDf < 1) return null;
	const left = residualSquares(groups, ({ xx, xy }) => (xx > 0 ? xy / xx : 0));
	if (left === 0) return null;
	const f = Math.max(0, oneSlope - left) / numeratorDf / (left / denominatorDf);
	return { f, numeratorDf, denominatorDf, p: fPValue(f, numeratorDf, denominatorDf) };
}
