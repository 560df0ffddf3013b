/**
 * The course a new patient can expect: the expected improvement between the first and the last visit,
 * and the bands in which half, or four fifths, of such patients lie.
 */
import {
	interceptAndSlope,
	unstructured,
	type CovarianceName
} from '#lib/statistics/covariance-structure.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { fitReml, type NoFit } from '#lib/statistics/reml.ts';
import {
	trajectoryPoint,
	type TrajectoryFit,
	type TrajectoryPoint
} from '#lib/statistics/trajectory-point.ts';
import { visitPatterns, type VisitPatterns } from '#lib/statistics/visit-patterns.ts';

export type { TrajectoryPoint };

/** One series of one patient, its improvements in the order of the visits; null where not seen. */
export type TrajectoryPatient = {
	baseline: number | null;
	improvements: readonly (number | null)[];
};

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

export type TrajectoryOptions = {
	/** else the weeks of the visits */
	atWeeks?: readonly number[];
	/** the new patient's; else the mean of the patients analysed */
	atBaseline?: number;
	coverages?: readonly number[];
	/** with a baseline and at least one of the visits that are not left out */
	minimumPatients?: number;
	/** a visit with fewer patients is left out */
	minimumAtVisit?: number;
	covariance?: 'unstructured' | 'random intercept and slope';
};

/**
 * Expects improvement ~ week + week:(baseline - mean) for a new patient, with bands at
 * expected -/+ t(df) x sqrt(variance of a single score + variance of the expected one), REML and
 * Satterthwaite's degrees of freedom. Between visits the mean and the variance go straight.
 *
 * The covariance is unstructured. A random intercept and slope (by the logarithm of 1 + week) takes its
 * place where that cannot be fitted, or where it is asked for: in simulations of courses that reach a
 * plateau its bands of 50 and 80 % held 46 to 53 and 75 to 83 % of new patients (a slope by week 43 to
 * 57 and 73 to 86 %), the unstructured ones 49 to 51 and 78 to 81 %. Quantiles of the patients seen held
 * 41 to 48 and 69 to 76 % with 50 patients, because those who stay away differ from those who come.
 *
 * Assumes one series a patient, scores missing at random, near normal residuals (with skewed ones the
 * bands are too wide, up to 60 and 90 %; grades are lumps), a baseline within those of the patients. No
 * answer below the minimum of patients, outside the visits, without a fit, or for another baseline than
 * the one that all patients seen there have. No variation: bands of zero width.
 */
export function expectedTrajectory(
	all: readonly TrajectoryPatient[],
	visitWeeks: readonly number[],
	options: TrajectoryOptions = {}
): ExpectedTrajectory {
	const { minimumPatients = 50, minimumAtVisit = 10, coverages = [0.5, 0.8] } = options;
	const withBaseline = all.flatMap(({ baseline, improvements }) =>
		baseline === null ? [] : [{ baseline, improvements }]
	);
	const seen = (visit: number) => (patient: TrajectoryPatient) =>
		(patient.improvements[visit] ?? null) !== null;
	const used = visitWeeks.flatMap((_, visit) =>
		withBaseline.filter(seen(visit)).length >= minimumAtVisit ? [visit] : []
	);
	const withVisit = withBaseline.filter(({ improvements }) =>
		improvements.some((i) => i !== null)
	).length;
	const weeks = used.map((visit) => visitWeeks[visit]!);
	const patients = withBaseline.filter((patient) => used.some((visit) => seen(visit)(patient)));
	const centre = exactSum(patients.map(({ baseline }) => baseline)) / Math.max(1, patients.length);
	const data = visitPatterns(
		patients.map(({ baseline, improvements }) => ({
			regressors: [1, baseline - centre],
			values: used.map((visit) => improvements[visit] ?? null)
		})),
		used.length
	);
	const enough = patients.length >= minimumPatients && used.length > 0;
	const fitted = enough
		? fit(data, weeks, options.covariance)
		: refused(withVisit === 0 ? 'no data' : 'too few patients');
	const atBaseline = options.atBaseline ?? (patients.length === 0 ? null : centre);
	const away = (atBaseline ?? 0) - centre;
	return {
		points: (options.atWeeks ?? visitWeeks).map((week) =>
			trajectoryPoint(week, weeks, fitted, data, away, coverages)
		),
		atBaseline,
		covariance: fitted.fit && fitted.fit.structure.name,
		simplerBecause: fitted.simplerBecause,
		patients: patients.length,
		withoutBaseline: all.length - withBaseline.length,
		withoutVisit: withBaseline.length - patients.length,
		reason: fitted.reason
	};
}

const refused = (reason: NoAnswer): TrajectoryFit => ({ fit: null, simplerBecause: null, reason });

function fit(
	data: VisitPatterns,
	weeks: readonly number[],
	wanted: TrajectoryOptions['covariance'] = 'unstructured'
): TrajectoryFit {
	if (data.scale === null) return refused('too few values');
	if (data.scale === 0) return refused('no variation');
	const full = wanted === 'unstructured' ? fitReml(data, unstructured(weeks.length)) : null;
	if (full !== null && typeof full !== 'string') {
		return { fit: full, simplerBecause: null, reason: null };
	}
	const simpler = fitReml(data, interceptAndSlope(weeks.map((week) => Math.log1p(week))));
	if (typeof simpler === 'string') return refused('no fit');
	return { fit: simpler, simplerBecause: full, reason: null };
}
