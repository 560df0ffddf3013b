/**
 * The mixed model of courses that predictions are made from: fitted once, asked for any patient. Which
 * patients and visits it rests on is decided here; what it predicts in `trajectory-point.ts`.
 */
import { interceptAndSlope, unstructured } from '#lib/statistics/covariance-structure.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { fitReml } from '#lib/statistics/reml.ts';
import {
	trajectoryPoint,
	type TrajectoryFit,
	type TrajectoryPoint
} from '#lib/statistics/trajectory-point.ts';
import { visitPatterns, type VisitPatterns } from '#lib/statistics/visit-patterns.ts';

/** One series of one patient, its improvements in the order of the visits; null where not seen. */
export type TrajectoryPatient = {
	baseline: number | null;
	improvements: readonly (number | null)[];
	/** what else the patient is known by, as many numbers for each: 1 in the age band, 0 outside it */
	covariates?: readonly number[];
};

export type TrajectoryLimits = {
	/** with a baseline and at least one of the visits that are not left out */
	minimumPatients?: number;
	/** a visit with fewer patients is left out */
	minimumAtVisit?: number;
	covariance?: 'unstructured' | 'random intercept and slope';
};

export type TrajectoryModel = TrajectoryFit & {
	/** the weeks of the visits that are not left out */
	weeks: number[];
	patients: number;
	withoutBaseline: number;
	withoutVisit: number;
	/** means over the patients: of the baseline, then of the covariates */
	centres: number[];
	predict: (
		week: number,
		at: readonly (number | null)[],
		coverages: readonly number[]
	) => TrajectoryPoint;
};

/**
 * Fits improvement ~ week + week:(baseline - mean) + week:(covariate - mean) by REML. `predict` takes
 * the baseline and the covariates of a patient, null for the mean.
 */
export function trajectoryModel(
	all: readonly TrajectoryPatient[],
	visitWeeks: readonly number[],
	{ minimumPatients = 50, minimumAtVisit = 10, covariance }: TrajectoryLimits = {}
): TrajectoryModel {
	const withBaseline = all.flatMap(({ baseline, improvements, covariates = [] }) =>
		baseline === null ? [] : [{ known: [baseline, ...covariates], improvements }]
	);
	const seen = (visit: number) => (patient: { improvements: readonly (number | null)[] }) =>
		(patient.improvements[visit] ?? null) !== null;
	const used = visitWeeks.flatMap((_, visit) =>
		withBaseline.filter(seen(visit)).length >= minimumAtVisit ? [visit] : []
	);
	const withVisit = withBaseline.filter(({ improvements }) =>
		improvements.some((i) => i !== null)
	).length;
	const weeks = used.map((visit) => visitWeeks[visit]!);
	const patients = withBaseline.filter((patient) => used.some((visit) => seen(visit)(patient)));
	const centres = (withBaseline[0]?.known ?? []).map(
		(_, j) => exactSum(patients.map(({ known }) => known[j]!)) / Math.max(1, patients.length)
	);
	const data = visitPatterns(
		patients.map(({ known, improvements }) => ({
			regressors: [1, ...known.map((value, j) => value - centres[j]!)],
			values: used.map((visit) => improvements[visit] ?? null)
		})),
		used.length
	);
	const enough = patients.length >= minimumPatients && used.length > 0;
	const fitted = enough
		? fit(data, weeks, covariance)
		: refused(withVisit === 0 ? 'no data' : 'too few patients');
	return {
		...fitted,
		weeks,
		patients: patients.length,
		withoutBaseline: all.length - withBaseline.length,
		withoutVisit: withBaseline.length - patients.length,
		centres,
		predict: (week, at, coverages) =>
			trajectoryPoint(
				week,
				weeks,
				fitted,
				data,
				centres.map((centre, j) => (at[j] ?? centre) - centre),
				coverages
			)
	};
}

const refused = (reason: NoAnswer): TrajectoryFit => ({ fit: null, simplerBecause: null, reason });

function fit(
	data: VisitPatterns,
	weeks: readonly number[],
	wanted: TrajectoryLimits['covariance'] = 'unstructured'
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
