/** Two treatments compared among the patients who could have been given either. */
import type { Covariate } from '#lib/statistics/covariates.ts';
import { criticalNormal } from '#lib/statistics/critical-value.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { overlapInfluence } from '#lib/statistics/overlap-influence.ts';
import { normalPValue } from '#lib/statistics/p-value.ts';
import { propensity, type PropensityLimits } from '#lib/statistics/propensity.ts';

export type ComparedPatients = {
	/** given the first of the two treatments */
	treated: readonly boolean[];
	outcome: readonly number[];
	covariates: readonly Covariate[];
	/** whose the entry is, where a patient may have several; without it each is a patient of its own */
	patient?: readonly string[];
};

export type OverlapArm = {
	n: number;
	raw: number | null;
	mean: number | null;
	standardError: number | null;
	interval: Interval | null;
	/** the number of equally weighted patients that would tell as much: (sum w)^2 / sum w^2 */
	effectiveN: number | null;
};

export type OverlapDifference = {
	treated: OverlapArm;
	control: OverlapArm;
	rawDifference: number | null;
	difference: number | null;
	standardError: number | null;
	interval: Interval | null;
	p: number | null;
	/** for the balance, and for the picture of who overlaps; null without an answer */
	scores: Float64Array | null;
	weights: Float64Array | null;
	reason: NoAnswer | null;
};

/** A standard error below this part of the largest outcome is rounding. */
const ROUNDING = 1e-13;

/**
 * Estimates the difference of the weighted (Hajek) means, first treatment minus second, each patient
 * weighing as the chance of the other treatment: 1 - e when given the first, e when given the second
 * (Li, Morgan & Zaslavsky 2018). The covariates' weighted means are then equal. Standard error from
 * the stacked equations of coefficients and means, the weights being estimated (Stefanski & Boos
 * 2002); entries of one patient are added up first; normal interval and p.
 *
 * Assumes no unmeasured difference that matters, and the propensity model. An association, not an
 * effect. Where the propensity has no answer there are the raw means only, and its reason. Outcomes
 * equal within the groups, or a difference without error: an interval of zero width, no p.
 */
export function overlapDifference(
	{ treated, outcome, covariates, patient }: ComparedPatients,
	{ confidence = 0.95, ...limits }: PropensityLimits & { confidence?: number } = {}
): OverlapDifference {
	const z = criticalNormal(confidence);
	if (outcome.length !== treated.length) {
		throw new RangeError(`${outcome.length} outcomes for ${treated.length} patients`);
	}
	const arms = [true, false].map((arm) => outcome.filter((_, i) => treated[i] === arm));
	const [first, second] = [rawArm(arms[0]!), rawArm(arms[1]!)];
	const result: OverlapDifference = {
		treated: first,
		control: second,
		rawDifference: first.raw === null || second.raw === null ? null : first.raw - second.raw,
		difference: null,
		standardError: null,
		interval: null,
		p: null,
		scores: null,
		weights: null,
		reason: null
	};
	const { scores, fit, reason } = propensity(treated, covariates, limits);
	if (fit === null) return { ...result, reason };
	const weights = scores.map((score, i) => (treated[i] ? 1 - score : score));
	const { means, errors, difference } = overlapInfluence(treated, outcome, fit, weights, patient);
	// Outcomes that are equal, or follow from the covariates, leave their rounding behind.
	const [firstStill, secondStill] = arms.map((values) =>
		values.every((value) => value === values[0])
	);
	const size = outcome.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	const still = (firstStill && secondStill) || difference.standardError <= ROUNDING * size;
	const standardError = still ? 0 : difference.standardError;
	const armErrors = [firstStill ? 0 : errors[0], secondStill ? 0 : errors[1]] as const;
	const around = (estimate: number, error: number) => ({
		low: estimate - z * error,
		high: estimate + z * error
	});
	const adjusted = (arm: OverlapArm, at: 0 | 1): OverlapArm => ({
		...arm,
		mean: means[at],
		standardError: armErrors[at],
		interval: around(means[at], armErrors[at]),
		effectiveN: effectiveSize(weights.filter((_, i) => treated[i] === (at === 0)))
	});
	return {
		...result,
		treated: adjusted(first, 0),
		control: adjusted(second, 1),
		difference: difference.estimate,
		standardError,
		interval: around(difference.estimate, standardError),
		p: still ? null : normalPValue(difference.estimate / standardError),
		scores,
		weights,
		reason: still ? 'no variation' : null
	};
}

/** How many equally weighted patients tell as much as these (Kish 1965). Null for weights that are all 0. */
export function effectiveSize(weights: ArrayLike<number>): number | null {
	let sum = 0;
	let squares = 0;
	for (let i = 0; i < weights.length; i++) {
		sum += weights[i]!;
		squares += weights[i]! ** 2;
	}
	return squares === 0 ? null : sum ** 2 / squares;
}

function rawArm(values: readonly number[]): OverlapArm {
	const raw = values.length === 0 ? null : exactSum(values) / values.length;
	const nothing = { mean: null, standardError: null, interval: null, effectiveN: null };
	return { n: values.length, raw, ...nothing };
}
