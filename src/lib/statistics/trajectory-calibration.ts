/**
 * How far expected courses can be trusted: patients are predicted from the others, and what was
 * predicted is held beside what was seen.
 */
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { meanInterval, type MeanWithInterval } from '#lib/statistics/mean-interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import {
	trajectoryModel,
	type TrajectoryLimits,
	type TrajectoryPatient
} from '#lib/statistics/trajectory-model.ts';

/** Patients of like predictions: the mean of what was predicted, and of what was seen. */
export type CalibrationGroup = { predicted: number; seen: MeanWithInterval };

export type TrajectoryCalibration = {
	/** from the least to the most predicted */
	groups: CalibrationGroup[];
	/** of the patients predicted, those whose score lay within the band of this coverage */
	bands: { coverage: number; within: number }[];
	/** with a score at the week, predicted from the others */
	patients: number;
	/** with a score at the week, for whom the others gave no prediction */
	unpredicted: number;
	reason: NoAnswer | null;
};

export type CalibrationOptions = TrajectoryLimits & {
	folds?: number;
	/** at most so many groups, and none with fewer patients than this */
	groups?: number;
	minimumInGroup?: number;
	coverages?: readonly number[];
};

/**
 * Cross-validation: patients are dealt out into `folds` in their order, each is predicted at the week
 * by the model of `expectedTrajectory` fitted to the other folds, and those predicted are put into
 * groups of equal size by what was predicted (Stone 1974; Harrell 2015, section 5.3).
 *
 * Assumes what the model assumes, and an order of the patients that says nothing of their scores. No
 * answer below the minimum of patients, or where nobody could be predicted. Scores not seen are not
 * judged: whoever stays away may differ.
 */
export function trajectoryCalibration(
	all: readonly TrajectoryPatient[],
	visitWeeks: readonly number[],
	week: number,
	options: CalibrationOptions = {}
): TrajectoryCalibration {
	const { folds = 10, groups = 5, minimumInGroup = 10, coverages = [0.5, 0.8] } = options;
	const { minimumPatients = 50 } = options;
	const visit = visitWeeks.indexOf(week);
	const nothing = { groups: [], bands: [], patients: 0, unpredicted: 0 };
	const judged = all.filter(
		({ baseline, improvements }) => baseline !== null && (improvements[visit] ?? null) !== null
	).length;
	if (judged === 0) return { ...nothing, reason: 'no data' };
	if (judged < minimumPatients) return { ...nothing, reason: 'too few patients' };
	const predictions = Array.from({ length: folds }, (_, fold) => {
		const others = all.filter((_, i) => i % folds !== fold);
		const model = trajectoryModel(others, visitWeeks, { ...options, minimumPatients: 1 });
		return all.flatMap(({ baseline, improvements, covariates = [] }, i) => {
			const seen = improvements[visit] ?? null;
			if (i % folds !== fold || baseline === null || seen === null) return [];
			const { expected, bands } = model.predict(week, [baseline, ...covariates], coverages);
			return [{ expected, bands, seen }];
		});
	}).flat();
	const predicted = predictions
		.flatMap(({ expected, ...rest }) => (expected === null ? [] : [{ expected, ...rest }]))
		.toSorted((a, b) => a.expected - b.expected || a.seen - b.seen);
	const n = predicted.length;
	if (n === 0) return { ...nothing, unpredicted: judged, reason: 'no fit' };
	const parts = Math.max(1, Math.min(groups, Math.floor(n / minimumInGroup)));
	return {
		groups: Array.from({ length: parts }, (_, part) => {
			const of = predicted.slice(
				Math.floor((part * n) / parts),
				Math.floor(((part + 1) * n) / parts)
			);
			return {
				predicted: exactSum(of.map(({ expected }) => expected)) / of.length,
				seen: meanInterval(of.map(({ seen }) => seen))
			};
		}),
		bands: coverages.map((coverage, c) => ({
			coverage,
			within: predicted.filter(({ bands, seen }) => {
				const band = bands[c];
				return band !== undefined && band.low <= seen && seen <= band.high;
			}).length
		})),
		patients: n,
		unpredicted: judged - n,
		reason: null
	};
}
