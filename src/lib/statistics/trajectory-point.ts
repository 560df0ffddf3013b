/** One week of an expected trajectory: what the fitted model expects there, and the bands around it. */
import { criticalT } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import type { NoFit, RemlFit } from '#lib/statistics/reml.ts';
import { contrastOf } from '#lib/statistics/satterthwaite.ts';
import type { VisitPatterns } from '#lib/statistics/visit-patterns.ts';

export type TrajectoryPoint = {
	week: number;
	/** mean, and under the model's normal distribution also median */
	expected: number | null;
	/** of the degrees of freedom of the bands */
	degreesOfFreedom: number | null;
	/** where a new patient's score lies with this probability; may reach beyond the scale */
	bands: (Interval & { coverage: number })[];
	reason: NoAnswer | null;
};

export type TrajectoryFit = {
	fit: RemlFit | null;
	simplerBecause: NoFit | null;
	reason: NoAnswer | null;
};

/**
 * Visits at `weeks`; the coefficients of each are the mean and the slopes of the centred baseline and
 * covariates, of which the patient lies so far `away` from the centres.
 */
export function trajectoryPoint(
	week: number,
	weeks: readonly number[],
	{ fit, reason }: TrajectoryFit,
	data: VisitPatterns,
	away: readonly number[],
	coverages: readonly number[]
): TrajectoryPoint {
	const nothing = { week, expected: null, degreesOfFreedom: null, bands: [] };
	if (fit === null && reason !== 'no variation') return { ...nothing, reason };
	const shares = sharesOf(week, weeks);
	if (shares === null) return { ...nothing, reason: 'outside the visits' };
	const regressors = away.length + 1;
	const unknown = away.findIndex(
		(distance, j) =>
			distance !== 0 &&
			shares.some((share, visit) => share !== 0 && !data.estimable[visit * regressors + j + 1])
	);
	if (unknown === 0) return { ...nothing, reason: 'baseline does not vary' };
	if (unknown > 0) return { ...nothing, reason: 'one level' };
	const contrast = shares.flatMap((share) => [share, ...away.map((distance) => share * distance)]);
	if (fit === null) {
		const first = data.firstFit.to1DArray();
		const expected = contrast.reduce((sum, factor, j) => sum + factor * (first[j] ?? 0), 0);
		const bands = coverages.map((coverage) => ({ coverage, low: expected, high: expected }));
		return { week, expected, degreesOfFreedom: null, bands, reason };
	}
	const own = fit.structure.parts.map((part) =>
		part.diagonal().reduce((sum, variance, visit) => sum + variance * (shares[visit] ?? 0), 0)
	);
	const { estimate, standardError, degreesOfFreedom } = contrastOf(fit, contrast, own);
	const bands = coverages.map((coverage) => {
		const reach = criticalT(coverage, degreesOfFreedom) * standardError;
		return { coverage, low: estimate - reach, high: estimate + reach };
	});
	return { week, expected: estimate, degreesOfFreedom, bands, reason: null };
}

/** How much each visit says about the week: the two beside it, by nearness. Null outside the visits. */
function sharesOf(week: number, weeks: readonly number[]): number[] | null {
	const after = weeks.findIndex((each) => each >= week);
	const before = weeks[after] === week ? after : after - 1;
	const from = weeks[before];
	const to = weeks[after];
	if (from === undefined || to === undefined) return null;
	const share = from === to ? 1 : (week - from) / (to - from);
	return weeks.map((_, v) => (v === after ? share : v === before ? 1 - share : 0));
}
