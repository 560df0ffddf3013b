/** By which week most of the gain was there. */
import { tailOf } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { quantile } from '#lib/statistics/quantile.ts';
import { seededRandom } from '#lib/statistics/seeded-random.ts';

/** The improvement of one series at every visit: the same patients throughout, or the curve lies. */
export type Course = { patient: string; improvements: readonly number[] };

export type TimeToPlateau = {
	week: number | null;
	interval: Interval | null;
	/** the mean improvement at the last visit, of which the share is taken */
	gain: number | null;
	patients: number;
	n: number;
	reason: NoAnswer | null;
};

/**
 * Estimates the week by which a share (80 %) of the mean gain at the last visit is reached: the curve of
 * visit means, from 0 at week 0, joined by straight lines, where it first reaches the share. The interval
 * is the percentile one of a bootstrap of patients (Efron & Tibshirani 1993, chapter 13), with a seed of
 * its own; where it misses the estimate it is widened to it. Not by the delta method: the crossing has a
 * kink at every visit and a skewed distribution.
 *
 * Assumes independent patients, all seen at all visits. No patients: no answer. No gain at the last
 * visit: no answer. One patient: the week only. Where more resamples than are left out on one side have
 * no gain, the gain is not clear and there is no interval.
 */
export function timeToPlateau(
	weeks: readonly number[],
	courses: readonly Course[],
	{ share = 0.8, confidence = 0.95, resamples = 1000, seed = 1 } = {}
): TimeToPlateau {
	if (!(share > 0 && share < 1)) throw new RangeError(`a share lies between 0 and 1, not ${share}`);
	if (weeks.length === 0 || !weeks.every((week, i) => week > (weeks[i - 1] ?? 0))) {
		throw new RangeError('weeks must be after 0 and rise');
	}
	const tail = tailOf(confidence);
	const n = courses.length;
	const patients = sumsOfPatients(weeks.length, courses);
	const counts = { patients: patients.length, n };
	const none = { week: null, interval: null, ...counts };
	if (n === 0) return { ...none, gain: null, reason: 'no data' };
	const totals = weeks.map((_, visit) => patients.reduce((sum, each) => sum + each[visit]!, 0));
	const gain = totals.at(-1)! / n;
	const week = crossing(weeks, totals, share);
	if (week === null) return { ...none, gain, reason: 'no gain' };
	if (patients.length === 1) return { ...none, week, gain, reason: 'one patient' };

	const drawn = resample(patients, weeks.length, resamples, seed).map((each) => {
		return crossing(weeks, each, share);
	});
	const without = drawn.filter((each) => each === null).length;
	if (without > tail * resamples) return { ...none, week, gain, reason: 'gain not clear' };
	// Those few count as late as can be.
	const found = drawn.map((each) => each ?? weeks.at(-1)!);
	const low = Math.min(week, quantile(found, tail)!);
	const high = Math.max(week, quantile(found, 1 - tail)!);
	return { week, interval: { low, high }, gain, ...counts, reason: null };
}

/** Where a curve from 0 at week 0 first reaches the share of its last value; null when that is no gain. */
function crossing(
	weeks: readonly number[],
	curve: ArrayLike<number>,
	share: number
): number | null {
	const target = share * curve[weeks.length - 1]!;
	if (!(target > 0)) return null;
	let fromWeek = 0;
	let from = 0;
	for (let visit = 0; visit < weeks.length; visit++) {
		const to = curve[visit]!;
		if (to >= target)
			return fromWeek + ((weeks[visit]! - fromWeek) * (target - from)) / (to - from);
		fromWeek = weeks[visit]!;
		from = to;
	}
	return null;
}

/** The improvements of a patient's series added up, in an order that does not hang on names. */
function sumsOfPatients(visits: number, courses: readonly Course[]): number[][] {
	const sums = new Map<string, number[]>();
	for (const { patient, improvements } of courses) {
		if (improvements.length !== visits) throw new RangeError('every course needs every visit');
		const known = sums.get(patient);
		if (known) improvements.forEach((value, visit) => (known[visit]! += value));
		else sums.set(patient, [...improvements]);
	}
	return [...sums.values()].sort((a, b) => {
		const differing = a.findIndex((value, visit) => value !== b[visit]);
		return differing === -1 ? 0 : a[differing]! - b[differing]!;
	});
}

/** The totals at each visit of as many patients as there are, drawn with replacement, again and again. */
function resample(
	patients: readonly number[][],
	visits: number,
	times: number,
	seed: number
): Float64Array[] {
	const random = seededRandom(seed);
	const flat = Float64Array.from(patients.flat());
	return Array.from({ length: times }, () => {
		const totals = new Float64Array(visits);
		for (let draw = 0; draw < patients.length; draw++) {
			const start = Math.floor(random() * patients.length) * visits;
			for (let visit = 0; visit < visits; visit++) totals[visit]! += flat[start + visit]!;
		}
		return totals;
	});
}
