/** Agreement of two raters, or of one rater twice, on a scale of grades. */
import { criticalNormal } from '#lib/statistics/critical-value.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

export type WeightedKappa = {
	n: number;
	kappa: number | null;
	standardError: number | null;
	interval: Interval | null;
	/** enough for an interval, too few to rely on */
	fewSubjects: boolean;
	reason: NoAnswer | null;
};

/**
 * Quadratic weighted kappa (Cohen 1968): 1 less the mean squared difference of the grades over the one
 * expected if the two ratings of a patient had nothing to do with each other. Large-sample standard
 * error (Fleiss, Cohen & Everitt 1969), normal interval kept to -1 and 1. The number of grades of the
 * scale cancels out.
 *
 * Assumes independent patients and steps of equal weight. Full agreement has a standard error of zero,
 * which only says that none was seen. Below 10 patients no interval ('too few subjects'); one and the
 * same grade throughout: no answer. One grade from one of the raters: kappa is 0 whatever the other
 * says, and has no interval ('no variation').
 */
export function weightedKappa(
	first: readonly number[],
	second: readonly number[],
	{ confidence = 0.95, minimumSubjects = 10, fewBelow = 30 } = {}
): WeightedKappa {
	const z = criticalNormal(confidence);
	const n = first.length;
	if (second.length !== n) throw new RangeError(`${n} first and ${second.length} second grades`);
	const without = (reason: NoAnswer, kappa: number | null = null): WeightedKappa => {
		const fewSubjects = n < fewBelow;
		return { n, kappa, standardError: null, interval: null, fewSubjects, reason };
	};
	if (n === 0) return without('no data');
	const still = (grades: readonly number[]) => grades.every((grade) => grade === grades[0]);
	if (still([...first, ...second])) return without('no variation');
	if (still(first) || still(second)) {
		return without(n < minimumSubjects ? 'too few subjects' : 'no variation', 0);
	}
	const [one, two] = [momentsOf(first), momentsOf(second)];
	const observed = first.map((grade, i) => (grade - second[i]!) ** 2);
	const expected = one.variance + two.variance + (one.mean - two.mean) ** 2;
	const disagreement = exactSum(observed) / n / expected;
	const kappa = 1 - disagreement;
	if (n < minimumSubjects) return without('too few subjects', kappa);
	// How the mean squared difference of a grade to all grades of the other rating pulls on kappa.
	const pulls = observed.map((square, i) => {
		const toSecond = (first[i]! - two.mean) ** 2 + two.variance;
		const toFirst = (second[i]! - one.mean) ** 2 + one.variance;
		return square - (toSecond + toFirst) * disagreement;
	});
	const standardError = Math.sqrt(momentsOf(pulls).variance / n) / expected;
	const interval = {
		low: Math.max(-1, kappa - z * standardError),
		high: Math.min(1, kappa + z * standardError)
	};
	return { n, kappa, standardError, interval, fewSubjects: n < fewBelow, reason: null };
}

/** Divisor n: the grades are taken as they are, not as a sample. */
function momentsOf(values: readonly number[]) {
	const mean = exactSum(values) / values.length;
	const variance = exactSum(values.map((value) => (value - mean) ** 2)) / values.length;
	return { mean, variance };
}
