/** A published mean change as an improvement with its interval; says where the interval comes from. */
import type { PublishedRow } from './row.ts';

export type Improvement = {
	value: number;
	low: number | null;
	high: number | null;
	/** How the interval came about, or why there is none. */
	intervalWords: string;
};

/**
 * The mean improvement in scale units, positive when better by the row's own direction. Null for every
 * other statistic: a share, a percentage, a median, a rating of change, a difference between arms.
 */
export function improvementOf(row: PublishedRow): Improvement | null {
	const change = meanChange(row);
	if (change === null || row.better === null) return null;
	const sign = row.better === 'lower' ? -1 : 1;
	const { low, high, intervalWords } = intervalOfChange(row, change);
	const ends = low === null || high === null ? [null, null] : [sign * low, sign * high];
	const [first, last] = sign < 0 ? ends.toReversed() : ends;
	return { value: sign * change, low: first ?? null, high: last ?? null, intervalWords };
}

/** Follow-up minus baseline, as printed or from the two means. */
function meanChange(row: PublishedRow): number | null {
	if (row.dispersionType === 'median') return null;
	if (row.measureType === 'mean_change') return row.changeMean;
	if (row.measureType !== 'mean_score') return null;
	if (row.baselineMean === null || row.followupMean === null) return null;
	return Number((row.followupMean - row.baselineMean).toFixed(6));
}

type Ends = { low: number | null; high: number | null; intervalWords: string };

function intervalOfChange(row: PublishedRow, change: number): Ends {
	const { changeCiLow: low, changeCiHigh: high, ciLevelPct: level } = row;
	if (low !== null && high !== null) {
		const intervalWords = level ? `interval as printed, ${level} %` : 'interval as printed, level not stated'; // prettier-ignore
		return { low, high, intervalWords };
	}
	const n = row.nAnalyzed;
	const error = standardError(row, n);
	if (error === null || n === null || n < 2) {
		return { low: null, high: null, intervalWords: 'no interval: the spread of the change was not printed' }; // prettier-ignore
	}
	const reach = criticalT95(n - 1) * error;
	const kind = isStandardError(row) ? 'standard error' : 'SD';
	return {
		low: change - reach,
		high: change + reach,
		intervalWords: `95 % t interval, our arithmetic from the printed ${kind}`
	};
}

/** Whether the sd columns of this row hold standard errors, as one study prints them. */
export const isStandardError = (row: PublishedRow) => /^SE\b/.test(row.dispersionType ?? '');

/** Standard error of the mean change; the SDs of baseline and follow-up do not give it. */
function standardError(row: PublishedRow, n: number | null): number | null {
	if (row.changeSd === null || n === null) return null;
	return isStandardError(row) ? row.changeSd : row.changeSd / Math.sqrt(n);
}

/**
 * Two-sided 95 % point of t by the Cornish-Fisher expansion (Abramowitz & Stegun 26.7.5): right to
 * 0.001 from 5 degrees of freedom on, to 0.2 at 2. Studies this small are not in the register.
 */
export function criticalT95(degreesOfFreedom: number): number {
	const z = 1.959963984540054;
	const v = degreesOfFreedom;
	const terms = [
		(z ** 3 + z) / 4,
		(5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
		(3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
		(79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160
	];
	return terms.reduce((sum, term, index) => sum + term / v ** (index + 1), z);
}
