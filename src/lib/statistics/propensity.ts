/** How likely each patient was to be given the first of two treatments, judged by what was known before. */
import { designColumns, type Covariate } from '#lib/statistics/covariates.ts';
import { fitLogistic, type LogisticFit } from '#lib/statistics/logistic-fit.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

/** The columns are at hand for what is built on the scores: their uncertainty goes on into it. */
export type Propensity =
	| { scores: Float64Array; fit: LogisticFit; reason: null }
	| { scores: null; fit: null; reason: NoAnswer };

export type PropensityLimits = {
	/** patients of the smaller group for each coefficient; a covariate of k levels has k - 1 */
	patientsPerCovariate?: number;
	minimumPerArm?: number;
};

/**
 * Estimates the propensity score, the chance of the first treatment given the covariates, by logistic
 * regression without interactions (Rosenbaum & Rubin 1983).
 *
 * Assumes independent patients and that the log odds are a sum of the covariates' parts. No answer
 * with nobody ('no data') or one group; below the least number of patients ('too few patients', 'too few
 * for covariates'); or when the covariates tell the groups apart, so that some patients have nobody to
 * be compared with ('groups separated').
 */
export function propensity(
	treated: readonly boolean[],
	covariates: readonly Covariate[],
	{ patientsPerCovariate = 10, minimumPerArm = 10 }: PropensityLimits = {}
): Propensity {
	const n = treated.length;
	const smaller = smallerArm(treated);
	if (n === 0) return without('no data');
	if (smaller === 0) return without('one group');
	if (smaller < minimumPerArm) return without('too few patients');
	const columns = designColumns(covariates, n);
	if (smaller < patientsPerCovariate * (columns.length - 1))
		return without('too few for covariates');
	const fit = fitLogistic(columns, treated);
	if (fit === null) return without('groups separated');
	return { scores: fit.chances, fit, reason: null };
}

function smallerArm(treated: readonly boolean[]): number {
	const first = treated.filter(Boolean).length;
	return Math.min(first, treated.length - first);
}

function without(reason: NoAnswer): Propensity {
	return { scores: null, fit: null, reason };
}
