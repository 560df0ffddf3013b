/** Two treatments compared stratum by stratum: the simple alternative to weights from a model. */
import { criticalNormal } from '#lib/statistics/critical-value.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { standardDeviationOf } from '#lib/statistics/standard-deviation.ts';

export type StratifiedPatients = {
	/** given the first of the two treatments */
	treated: readonly boolean[];
	outcome: readonly number[];
	stratum: readonly string[];
};

export type StandardisedComparison = {
	treatedMean: number | null;
	controlMean: number | null;
	difference: number | null;
	standardError: number | null;
	interval: Interval | null;
	/** of the strata with patients of both groups, which alone are compared */
	strata: number;
	patients: number;
	/** in strata with patients of one group only */
	leftOut: number;
	reason: NoAnswer | null;
};

/**
 * Estimates the difference the two groups would show if both had the strata of all patients compared:
 * the sum over strata of N_s/N x (mean of the first - mean of the second), each group's mean
 * standardised in the same way (direct standardisation; Fleiss, Levin & Paik 2003). Variance
 * sum (N_s/N)^2 (s1^2/n1 + s2^2/n2), t with Satterthwaite's degrees of freedom; with one stratum it
 * is Welch's.
 *
 * Assumes independent patients alike within a stratum. Without a stratum holding both groups no answer
 * ('one group'); without an interval when a group of a stratum is a single patient ('one value') or
 * when a group has fewer patients than `minimumPerArm` ('too few patients').
 */
export function standardisedMeans(
	patients: StratifiedPatients,
	{ confidence = 0.95, minimumPerArm = 10 } = {}
): StandardisedComparison {
	const { cells, ...result } = standardised(patients);
	if (result.reason !== null) return result;
	const few = tooFew(cells, minimumPerArm);
	if (few) return { ...result, reason: 'too few patients' };
	const parts = cells.flatMap(({ share, arms }) =>
		arms.map((arm) => ({ n: arm.length, part: variancePart(share, arm) }))
	);
	const variances = parts.flatMap(({ part }) => (part === null ? [] : [part]));
	if (variances.length < parts.length) return { ...result, reason: 'one value' };
	const variance = exactSum(variances);
	const standardError = Math.sqrt(variance);
	const difference = result.difference ?? 0;
	if (variance === 0) {
		const interval = { low: difference, high: difference };
		return { ...result, standardError, interval, reason: 'no variation' };
	}
	const spread = exactSum(parts.map(({ n, part }) => (part ?? 0) ** 2 / (n - 1)));
	const interval = tInterval(difference, standardError, variance ** 2 / spread, confidence);
	return { ...result, standardError, interval };
}

/**
 * The same for an outcome that is yes (1) or no (0), with the variance p (1 - p) / n in every cell and
 * a normal interval kept between -1 and 1. 'no variation', and no interval, when every cell is all yes
 * or all no.
 */
export function standardisedProportions(
	{ outcome, ...patients }: Omit<StratifiedPatients, 'outcome'> & { outcome: readonly boolean[] },
	{ confidence = 0.95, minimumPerArm = 10 } = {}
): StandardisedComparison {
	const { cells, ...result } = standardised({
		...patients,
		outcome: outcome.map((yes) => (yes ? 1 : 0))
	});
	if (result.reason !== null) return result;
	if (tooFew(cells, minimumPerArm)) return { ...result, reason: 'too few patients' };
	const variance = exactSum(
		cells.flatMap(({ share, arms }) =>
			arms.map((arm) => {
				const p = exactSum(arm) / arm.length;
				return (share ** 2 * p * (1 - p)) / arm.length;
			})
		)
	);
	if (variance === 0) return { ...result, reason: 'no variation' };
	const standardError = Math.sqrt(variance);
	const reach = criticalNormal(confidence) * standardError;
	const difference = result.difference ?? 0;
	const interval = {
		low: Math.max(-1, difference - reach),
		high: Math.min(1, difference + reach)
	};
	return { ...result, standardError, interval };
}

type Cell = { share: number; arms: [number[], number[]] };

function standardised({ treated, outcome, stratum }: StratifiedPatients) {
	if (outcome.length !== treated.length || stratum.length !== treated.length) {
		throw new RangeError('one outcome and one stratum for each patient');
	}
	const byStratum = new Map<string, [number[], number[]]>();
	treated.forEach((first, i) => {
		const arms = byStratum.get(stratum[i]!) ?? [[], []];
		arms[first ? 0 : 1].push(outcome[i]!);
		byStratum.set(stratum[i]!, arms);
	});
	const compared = [...byStratum.values()].filter(([one, two]) => one.length > 0 && two.length > 0);
	const patients = compared.reduce((sum, [one, two]) => sum + one.length + two.length, 0);
	const cells: Cell[] = compared.map((arms) => ({
		share: (arms[0].length + arms[1].length) / patients,
		arms
	}));
	const mean = (at: 0 | 1) =>
		exactSum(cells.map(({ share, arms }) => (share * exactSum(arms[at])) / arms[at].length));
	const nobody = cells.length === 0;
	const [treatedMean, controlMean] = nobody ? [null, null] : [mean(0), mean(1)];
	const reason: NoAnswer | null = treated.length === 0 ? 'no data' : nobody ? 'one group' : null;
	return {
		treatedMean,
		controlMean,
		difference: treatedMean === null || controlMean === null ? null : treatedMean - controlMean,
		standardError: null,
		interval: null,
		strata: cells.length,
		patients,
		leftOut: treated.length - patients,
		reason,
		cells
	};
}

function tooFew(cells: readonly Cell[], minimum: number): boolean {
	return [0, 1].some((at) => cells.reduce((sum, { arms }) => sum + arms[at]!.length, 0) < minimum);
}

function variancePart(share: number, values: readonly number[]): number | null {
	const sd = standardDeviationOf(values);
	return sd === null ? null : (share ** 2 * sd ** 2) / values.length;
}
