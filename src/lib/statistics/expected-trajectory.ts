/**
 * The course a new patient can expect: the expected improvement between the first and the last visit,
 * and the bands in which half, or four fifths, of such patients lie.
 */
import type { CovarianceName } from '#lib/statistics/covariance-structure.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import type { NoFit } from '#lib/statistics/reml.ts';
import {
	trajectoryModel,
	type TrajectoryLimits,
	type TrajectoryPatient
} from '#lib/statistics/trajectory-model.ts';
import type { TrajectoryPoint } from '#lib/statistics/trajectory-point.ts';

export type { TrajectoryPatient, TrajectoryPoint };

export type ExpectedTrajectory = {
	points: TrajectoryPoint[];
	atBaseline: number | null;
	covariance: CovarianceName | null;
	/** why the covariance is not unstructured */
	simplerBecause: NoFit | null;
	patients: number;
	withoutBaseline: number;
	/** also those seen only at visits that are left out */
	withoutVisit: number;
	reason: NoAnswer | null;
};

export type TrajectoryOptions = TrajectoryLimits & {
	/** else the weeks of the visits */
	atWeeks?: readonly number[];
	/** the new patient's; else the mean of the patients analysed */
	atBaseline?: number;
	/** the new patient's; null for the mean of the patients analysed, as are all of them unless said */
	atCovariates?: readonly (number | null)[];
	coverages?: readonly number[];
};

/**
 * Expects improvement ~ week + week:(baseline - mean) + week:(covariate - mean), as many covariates as
 * the patients have, for a new patient, with bands at expected -/+ t(df) x sqrt(variance of a single
 * score + variance of the expected one), REML and Satterthwaite's degrees of freedom. Between visits
 * the mean and the variance go straight.
 *
 * The covariance is unstructured. A random intercept and slope (by the logarithm of 1 + week) takes its
 * place where that cannot be fitted, or where it is asked for: in simulations of courses that reach a
 * plateau its bands of 50 and 80 % held 46 to 53 and 75 to 83 % of new patients (a slope by week 43 to
 * 57 and 73 to 86 %), the unstructured ones 49 to 51 and 78 to 81 %. Quantiles of the patients seen held
 * 41 to 48 and 69 to 76 % with 50 patients, because those who stay away differ from those who come.
 *
 * Assumes one series a patient, scores missing at random, near normal residuals (with skewed ones the
 * bands are too wide, up to 60 and 90 %; grades are lumps), a baseline within those of the patients. No
 * answer below the minimum of patients, outside the visits, without a fit, or for another baseline or
 * covariate than the one that all patients seen there have. No variation: bands of zero width.
 */
export function expectedTrajectory(
	all: readonly TrajectoryPatient[],
	visitWeeks: readonly number[],
	options: TrajectoryOptions = {}
): ExpectedTrajectory {
	const { coverages = [0.5, 0.8], atWeeks = visitWeeks, atCovariates = [] } = options;
	const model = trajectoryModel(all, visitWeeks, options);
	const at = [options.atBaseline ?? null, ...atCovariates];
	return {
		points: atWeeks.map((week) => model.predict(week, at, coverages)),
		atBaseline: options.atBaseline ?? (model.patients === 0 ? null : (model.centres[0] ?? null)),
		covariance: model.fit && model.fit.structure.name,
		simplerBecause: model.simplerBecause,
		patients: model.patients,
		withoutBaseline: model.withoutBaseline,
		withoutVisit: model.withoutVisit,
		reason: model.reason
	};
}
