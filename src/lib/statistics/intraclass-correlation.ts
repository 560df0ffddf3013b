/** How well repeated ratings of the same patients agree: reliability, and what one rating is worth. */
import fQuantile from '@stdlib/stats-base-dists-f-quantile';
import { tailOf } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { ratingSquares, type RatingSquares } from '#lib/statistics/rating-squares.ts';

export type Correlation = { icc: number | null; interval: Interval | null };

export type IntraclassCorrelation = {
	subjects: number;
	raters: number;
	/** ICC(2,1): raters are a sample of many, and one who rates higher counts as disagreement */
	agreement: Correlation;
	/** ICC(3,1): these raters only, and a constant difference between them does not count */
	consistency: Correlation;
	/** standard error of measurement of a single rating, for both kinds, in the unit of the ratings */
	sem: { agreement: number | null; consistency: number | null };
	/** the change of one patient that is beyond measurement error */
	mdc95: { agreement: number | null; consistency: number | null };
	/** enough for an interval, too few to rely on */
	fewSubjects: boolean;
	reason: NoAnswer | null;
};

/**
 * Estimates ICC(2,1) and ICC(3,1) (Shrout & Fleiss 1979) from the two-way analysis of variance, with the
 * intervals of McGraw & Wong 1996 for ICC(A,1) and ICC(C,1). SEM is the root of the error variance,
 * for agreement with the variance between raters added; MDC95 = 1.96 sqrt(2) SEM (de Vet et al. 2006).
 * With two ratings a patient the SEM of consistency is the deviation of the differences over sqrt(2).
 *
 * `ratings` has a row for each patient and a number from each rater. Assumes errors that are normal and
 * of one size. Below 10 patients no interval ('too few subjects'); one patient, one rater or equal
 * ratings: no answer. Patients who do not differ on average: agreement without interval, no consistency
 * ('no variation'). Two patients whose means are equal, of two raters whose means are: neither.
 */
export function intraclassCorrelation(
	ratings: readonly (readonly number[])[],
	{ confidence = 0.95, minimumSubjects = 10, fewBelow = 30 } = {}
): IntraclassCorrelation {
	const tail = tailOf(confidence);
	const subjects = ratings.length;
	const raters = ratings[0]?.length ?? 0;
	const unknown = { agreement: null, consistency: null };
	const none = { icc: null, interval: null };
	const without = (reason: NoAnswer): IntraclassCorrelation => ({
		subjects,
		raters,
		agreement: none,
		consistency: none,
		sem: unknown,
		mdc95: unknown,
		fewSubjects: subjects < fewBelow,
		reason
	});
	if (subjects === 0 || raters === 0) return without('no data');
	if (subjects === 1) return without('one value');
	if (raters === 1) return without('one rater');
	const squares = ratingSquares(ratings);
	if (squares.rows === 0 && squares.columns === 0 && squares.error === 0) {
		return without('no variation');
	}
	const { rows, columns, error } = squares;
	const n = subjects;
	const k = raters;
	const allOfIt = rows + (k - 1 - k / n) * error + (k / n) * columns;
	const absolute = allOfIt > 0 ? (rows - error) / allOfIt : null;
	const relative = (rows - error) / (rows + (k - 1) * error);
	const few = subjects < minimumSubjects;
	const sem = {
		agreement: Math.sqrt(error + Math.max(0, (columns - error) / n)),
		consistency: Math.sqrt(error)
	};
	const still = rows === 0 && error === 0;
	const limits = few || absolute === null ? null : agreementInterval(squares, n, k, absolute, tail);
	const unbounded = still || absolute === null ? 'no variation' : limits === null ? 'no fit' : null;
	return {
		subjects,
		raters,
		fewSubjects: subjects < fewBelow,
		agreement: { icc: absolute, interval: limits },
		consistency: still
			? none
			: { icc: relative, interval: few ? null : consistencyInterval(squares, n, k, tail) },
		sem,
		mdc95: {
			agreement: minimalDetectableChange(sem.agreement),
			consistency: minimalDetectableChange(sem.consistency)
		},
		reason: few ? 'too few subjects' : unbounded
	};
}

/** MDC95 = 1.96 sqrt(2) SEM: what two ratings of an unchanged patient differ by at most, 19 times of 20. */
export function minimalDetectableChange(sem: number): number {
	return 1.96 * Math.SQRT2 * sem;
}

/** ICC(C,1), McGraw & Wong 1996, table 7. */
function consistencyInterval(
	{ rows, error }: RatingSquares,
	n: number,
	k: number,
	tail: number
): Interval {
	if (error === 0) return { low: 1, high: 1 };
	const f = rows / error;
	const df = (n - 1) * (k - 1);
	const low = f / fQuantile(1 - tail, n - 1, df);
	const high = f * fQuantile(1 - tail, df, n - 1);
	return { low: (low - 1) / (low + k - 1), high: (high - 1) / (high + k - 1) };
}

/** ICC(A,1), the same table, with Satterthwaite's degrees of freedom. */
function agreementInterval(
	{ rows, columns, error }: RatingSquares,
	n: number,
	k: number,
	icc: number,
	tail: number
): Interval | null {
	if (icc === 1) return { low: 1, high: 1 };
	const a = (k * icc) / (n * (1 - icc));
	const b = 1 + (k * icc * (n - 1)) / (n * (1 - icc));
	const parts = (a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1));
	const df = (a * columns + b * error) ** 2 / parts;
	// A negative correlation can leave less than any degree of freedom.
	if (!(df > 0)) return null;
	const rest = k * columns + (k * n - k - n) * error;
	const lower = fQuantile(1 - tail, n - 1, df);
	const upper = fQuantile(1 - tail, df, n - 1);
	const low = (n * (rows - lower * error)) / (lower * rest + n * rows);
	const high = (n * (upper * rows - error)) / (rest + n * upper * rows);
	return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : null;
}
