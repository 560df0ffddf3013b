/** The mean time without the event up to a stated horizon. */
import { criticalNormal } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { SurvivalCurve } from '#lib/statistics/kaplan-meier.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

export type RestrictedMean = {
	/** in the unit of the times */
	mean: number | null;
	standardError: number | null;
	interval: Interval | null;
	reason: NoAnswer | null;
};

/**
 * Estimates the mean of min(time, horizon): the area under the curve up to the horizon, with
 * variance sum over event times of (area from there to the horizon)^2 x d / (n (n - d)), and a normal
 * interval (Uno et al. 2014; the variance is Greenwood's, as in `survival` for R).
 *
 * Assumes what the curve assumes. No answer for a horizon that nobody was followed to while some are
 * still without the event: 'beyond follow-up'. Without events it is the horizon itself, without interval.
 * One patient: the value only.
 */
export function restrictedMean(curve: SurvivalCurve, horizon: number): RestrictedMean {
	if (!(horizon > 0 && horizon < Infinity)) {
		throw new RangeError(`a horizon of ${horizon} cannot be`);
	}
	const last = curve.steps.at(-1);
	if (last === undefined) return without('no data');
	if (last.time < horizon && last.survival > 0) return without('beyond follow-up');
	const steps = curve.steps.filter(({ time, events }) => time < horizon && events > 0);
	let area = 0;
	let variance = 0;
	for (let i = steps.length - 1; i >= 0; i--) {
		const { time, survival, atRisk, events } = steps[i]!;
		area += survival * ((steps[i + 1]?.time ?? horizon) - time);
		if (atRisk > events) variance += (area ** 2 * events) / (atRisk * (atRisk - events));
	}
	const mean = area + (steps[0]?.time ?? horizon);
	if (steps.length === 0) {
		return { mean, standardError: null, interval: null, reason: 'no events' };
	}
	if (curve.patients === 1) {
		return { mean, standardError: null, interval: null, reason: 'one value' };
	}
	return around(mean, Math.sqrt(variance), curve.confidence);
}

/**
 * How much longer the first group stays without the event than the second, up to the same horizon:
 * the difference of their restricted means, the groups being independent.
 */
export function restrictedMeanDifference(
	curve: SurvivalCurve,
	other: SurvivalCurve,
	horizon: number
): RestrictedMean {
	const [one, two] = [restrictedMean(curve, horizon), restrictedMean(other, horizon)];
	if (one.mean === null) return without(one.reason ?? 'no data');
	if (two.mean === null) return without(two.reason ?? 'no data');
	const difference = one.mean - two.mean;
	// A group without an interval of its own gets none made up for it here.
	if (one.standardError === null || two.standardError === null) {
		const reason = one.reason ?? two.reason;
		return { mean: difference, standardError: null, interval: null, reason };
	}
	return around(difference, Math.hypot(one.standardError, two.standardError), curve.confidence);
}

function around(mean: number, standardError: number, confidence: number): RestrictedMean {
	const reach = criticalNormal(confidence) * standardError;
	const interval = { low: mean - reach, high: mean + reach };
	return { mean, standardError, interval, reason: null };
}

function without(reason: NoAnswer): RestrictedMean {
	return { mean: null, standardError: null, interval: null, reason };
}
