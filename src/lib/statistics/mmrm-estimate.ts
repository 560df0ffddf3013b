/** One number of an MMRM, or the reason why the model does not give it. */
import type { Interval } from '#lib/statistics/interval.ts';
import type { MmrmFit } from '#lib/statistics/mmrm-fit.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { estimated } from '#lib/statistics/satterthwaite.ts';
import type { VisitPatterns } from '#lib/statistics/visit-patterns.ts';

export type MmrmEstimate = {
	estimate: number | null;
	standardError: number | null;
	degreesOfFreedom: number | null;
	interval: Interval | null;
	/** two-sided, of no difference from zero */
	pValue: number | null;
	reason: NoAnswer | null;
};

/** A sum of coefficients, each with its position (row by row) and factor. */
export type Terms = readonly (readonly [position: number, factor: number])[];

const nothing = {
	estimate: null,
	standardError: null,
	degreesOfFreedom: null,
	interval: null,
	pValue: null
};

/**
 * The estimate when at least `minimum` patients stand behind it (the fewest of its groups); from a
 * single patient the value only; without any variation an interval of zero width.
 */
export function mmrmEstimate(
	fitted: MmrmFit,
	data: VisitPatterns,
	terms: Terms,
	patients: number,
	minimum: number,
	confidence: number
): MmrmEstimate {
	if (patients === 0) return { ...nothing, reason: 'no data' };
	if (patients < minimum) return { ...nothing, reason: 'too few patients' };
	if (fitted.fit === null) {
		if (fitted.reason !== 'no variation') return { ...nothing, reason: fitted.reason };
		const first = data.firstFit.to1DArray();
		const estimate = terms.reduce((sum, [at, factor]) => sum + factor * (first[at] ?? 0), 0);
		if (patients === 1) return { ...nothing, estimate, reason: 'one value' };
		const interval = { low: estimate, high: estimate };
		return { ...nothing, estimate, standardError: 0, interval, reason: 'no variation' };
	}
	const contrast = new Array<number>(data.visits * data.regressors).fill(0);
	for (const [at, factor] of terms) contrast[at] = factor;
	const found = estimated(fitted.fit, contrast, confidence);
	if (patients === 1) return { ...nothing, estimate: found.estimate, reason: 'one value' };
	return { ...found, reason: null };
}
