/** How large the difference between two groups is, in standard deviations. */
import { criticalNormal } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { smallSampleCorrection } from '#lib/statistics/small-sample-correction.ts';
import type { Sample } from '#lib/statistics/welch.ts';

export type HedgesG = {
	g: number | null;
	variance: number | null;
	interval: Interval | null;
	reason: NoAnswer | null;
};

/**
 * Estimates the first mean less the second in pooled standard deviations: g = J(n1+n2-2) d, variance
 * J^2 [(n1+n2)/(n1 n2) + d^2/(2(n1+n2))], g -/+ z sqrt(variance) (Hedges & Olkin 1985; Borenstein 2009,
 * chapter 4).
 *
 * Assumes independent patients and one standard deviation for both groups. An empty group, a group of
 * one, or no variation at all: no answer.
 */
export function hedgesG(first: Sample, second: Sample, confidence = 0.95): HedgesG {
	const none = (reason: NoAnswer) => ({ g: null, variance: null, interval: null, reason });
	if (first.mean === null || second.mean === null) return none('no data');
	if (first.sd === null || second.sd === null) return none('one value');
	const n = first.n + second.n;
	const correction = smallSampleCorrection(n - 2)!;
	const squares = (first.n - 1) * first.sd ** 2 + (second.n - 1) * second.sd ** 2;
	if (squares === 0) return none('no variation');
	const d = (first.mean - second.mean) / Math.sqrt(squares / (n - 2));
	const g = correction * d;
	const variance = correction ** 2 * (n / (first.n * second.n) + d ** 2 / (2 * n));
	const reach = criticalNormal(confidence) * Math.sqrt(variance);
	return { g, variance, interval: { low: g - reach, high: g + reach }, reason: null };
}
