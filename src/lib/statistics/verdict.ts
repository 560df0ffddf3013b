import type { Interval } from '#lib/statistics/interval.ts';

/** The words a figure may be summed up in. They say how sure, not which way. */
export const verdicts = ['clear', 'clear but small', 'not clear', 'too few to say'] as const;

export type Verdict = (typeof verdicts)[number];

/**
 * Sums up an estimate whose 'no change' is 0 (a change, a difference; not a share by itself).
 *
 * 'clear' when the interval excludes 0 and the estimate, whichever its sign, is at least the measure's
 * smallest worthwhile difference; 'clear but small' when it excludes 0 only; 'not clear' when it
 * reaches 0; 'too few to say' below the smallest number of patients an interval is shown for, or
 * without an interval.
 */
export function verdictOf(
	{
		estimate,
		interval,
		patients
	}: { estimate: number | null; interval: Interval | null; patients: number },
	smallestWorthwhile: number,
	minimumPatients = 5
): Verdict {
	if (patients < minimumPatients || estimate === null || interval === null) {
		return 'too few to say';
	}
	if (interval.low <= 0 && interval.high >= 0) return 'not clear';
	return Math.abs(estimate) >= smallestWorthwhile ? 'clear' : 'clear but small';
}
