/** A smooth curve through points with one bend, straight at both ends. */
import { beyondRounding } from '#lib/statistics/beyond-rounding.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { tPValue } from '#lib/statistics/p-value.ts';
import { quantile } from '#lib/statistics/quantile.ts';

export type Knots = readonly [number, number, number];

export type SplinePoint = { x: number; mean: number; interval: Interval };

export type SplineFit = {
	knots: Knots | null;
	/** the curve where it was asked for, with its interval there */
	points: SplinePoint[];
	/** does the curve bend? the p of its one term that is not straight */
	bends: { t: number; p: number } | null;
	degreesOfFreedom: number | null;
	n: number;
	reason: NoAnswer | null;
};

/**
 * Estimates the mean of y along x by a restricted cubic spline with three knots (Harrell 2015, section
 * 2.4.5), least squares, with pointwise t(n-3) intervals. Knots at the 10th, 50th and 90th percentile of
 * x; where many patients at one x make two of them fall together, of the distinct x; or as given.
 *
 * Assumes independent patients and the same spread along x. Asked for outside the x seen, it would be an
 * extrapolation: those points are left out. Fewer than `minimumLevels` distinct x (5), or not more
 * patients than the three terms: no answer.
 */
export function restrictedCubicSpline(
	x: readonly number[],
	y: readonly number[],
	at: readonly number[],
	{
		knots,
		confidence = 0.95,
		minimumLevels = 5
	}: { knots?: Knots; confidence?: number; minimumLevels?: number } = {}
): SplineFit {
	const n = x.length;
	if (y.length !== n) throw new RangeError('every x needs a y');
	const none = { knots: null, points: [], bends: null, degreesOfFreedom: null, n };
	if (n === 0) return { ...none, reason: 'no data' };
	const levels = [...new Set(x)].sort((a, b) => a - b);
	if (levels.length < Math.max(3, minimumLevels)) return { ...none, reason: 'too few levels' };
	const degreesOfFreedom = n - 3;
	if (degreesOfFreedom < 1) return { ...none, reason: 'too few values' };
	const chosen = knots ?? defaultKnots(x, levels);

	// The bend is taken without what is straight in it, so that mean, slope and bend are independent.
	const meanX = exactSum(x) / n;
	const straight = x.map((value) => value - meanX);
	const bent = x.map((value) => bend(value, chosen));
	const meanBent = exactSum(bent) / n;
	const sxx = product(straight, straight);
	const lean = product(straight, bent) / sxx;
	const extra = bent.map((value, i) => value - meanBent - lean * straight[i]!);
	const szz = product(extra, extra);
	if (!(szz > sxx * 1e-20)) return { ...none, reason: 'too few levels' };
	const meanY = exactSum(y) / n;
	const centred = y.map((value) => value - meanY);
	const slope = product(straight, centred) / sxx;
	const curve = product(extra, centred) / szz;
	const residuals = centred.map((value, i) => value - slope * straight[i]! - curve * extra[i]!);
	const left = beyondRounding(product(residuals, residuals), y);
	const variance = left / degreesOfFreedom;

	const points = at
		.filter((value) => value >= levels[0]! && value <= levels.at(-1)!)
		.map((value) => {
			const along = value - meanX;
			const off = bend(value, chosen) - meanBent - lean * along;
			const error = Math.sqrt(variance * (1 / n + along ** 2 / sxx + off ** 2 / szz));
			const mean = meanY + slope * along + curve * off;
			return { x: value, mean, interval: tInterval(mean, error, degreesOfFreedom, confidence) };
		});
	const t = curve / Math.sqrt(variance / szz);
	const bends = variance === 0 ? null : { t, p: tPValue(t, degreesOfFreedom) };
	const reason = variance === 0 ? 'no variation' : null;
	return { knots: chosen, points, bends, degreesOfFreedom, n, reason };
}

function defaultKnots(x: readonly number[], levels: readonly number[]): Knots {
	const of = (values: readonly number[]): Knots => [
		quantile(values, 0.1)!,
		quantile(values, 0.5)!,
		quantile(values, 0.9)!
	];
	const [low, middle, high] = of(x);
	return low < middle && middle < high ? [low, middle, high] : of(levels);
}

/** Zero up to the first knot, straight again from the last; in units of x (Harrell's norm 2). */
function bend(x: number, [first, second, third]: Knots): number {
	const cube = (value: number) => Math.max(0, value) ** 3;
	return (
		(cube(x - first) -
			(cube(x - second) * (third - first)) / (third - second) +
			(cube(x - third) * (second - first)) / (third - second)) /
		(third - first) ** 2
	);
}

function product(a: readonly number[], b: readonly number[]): number {
	return exactSum(a.map((value, i) => value * b[i]!));
}
