/** Sums of a mixed model's coefficients with standard error, Satterthwaite's degrees of freedom, interval and p. */
import { Matrix } from 'ml-matrix';
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import { tPValue } from '#lib/statistics/p-value.ts';
import type { RemlFit } from '#lib/statistics/reml.ts';

export type Contrast = { estimate: number; standardError: number; degreesOfFreedom: number };

/**
 * A sum of coefficients (row by row) with its standard error and degrees of freedom
 * 2 v^2 / (g'Ag): v its variance, g the slope of v in the weights, A their covariance
 * (Giesbrecht & Burns 1985, Fai & Cornelius 1996). `own` adds to v a variance that is itself a sum
 * of the weights with these factors, as a single patient has around the mean.
 */
export function contrastOf(
	fit: RemlFit,
	contrast: readonly number[],
	own: readonly number[] = []
): Contrast {
	const l = Matrix.columnVector([...contrast]);
	const quadratic = (matrix: Matrix) => l.transpose().mmul(matrix).mmul(l).get(0, 0);
	const added = (k: number) => own[k] ?? 0;
	const variance =
		quadratic(fit.coefficientCovariance) +
		fit.weights.reduce((sum, weight, k) => sum + weight * added(k), 0);
	const g = Matrix.columnVector(
		fit.coefficientSlopes.map((slope, k) => quadratic(slope) + added(k))
	);
	return {
		estimate: fit.coefficients.to1DArray().reduce((sum, b, j) => sum + b * (contrast[j] ?? 0), 0),
		standardError: Math.sqrt(variance),
		degreesOfFreedom:
			(2 * variance ** 2) / g.transpose().mmul(fit.weightCovariance).mmul(g).get(0, 0)
	};
}

export type Estimated = Contrast & { interval: Interval; pValue: number };

/** The same with its t interval and the two-sided p of no difference from zero. */
export function estimated(
	fit: RemlFit,
	contrast: readonly number[],
	confidence: number
): Estimated {
	const found = contrastOf(fit, contrast);
	const { estimate, standardError, degreesOfFreedom } = found;
	return {
		...found,
		interval: tInterval(estimate, standardError, degreesOfFreedom, confidence),
		pValue: tPValue(estimate / standardError, degreesOfFreedom)
	};
}
