/** Two-sided p-values. The lower tail is taken throughout, so that a small p keeps its digits. */
import fCdf from '@stdlib/stats-base-dists-f-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import tCdf from '@stdlib/stats-base-dists-t-cdf';

export function normalPValue(z: number): number {
	return 2 * normalCdf(-Math.abs(z), 0, 1);
}

export function tPValue(t: number, degreesOfFreedom: number): number {
	return 2 * tCdf(-Math.abs(t), degreesOfFreedom);
}

/** The upper tail of F, by 1/F, whose degrees of freedom change places. An F of 0 has a p of 1. */
export function fPValue(f: number, numeratorDf: number, denominatorDf: number): number {
	return f === 0 ? 1 : fCdf(1 / f, denominatorDf, numeratorDf);
}
