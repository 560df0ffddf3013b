/** Clinics beside a common target, with limits that narrow as they treat more patients. No ranking. */
import { binomialLimits, poissonLimits } from '#lib/statistics/count-limits.ts';
import { criticalNormal, tailOf } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { overDispersion } from '#lib/statistics/over-dispersion.ts';

export type FunnelLimits = {
	/** what 95 % of units on target stay within by chance */
	warning: Interval;
	/** 99.8 % */
	action: Interval;
};

export type FunnelUnit = {
	/** the observed share, or the ratio of observed to expected; null without a patient */
	value: number | null;
	/** by chance alone, from the exact distribution */
	limits: FunnelLimits | null;
	/** widened for what units differ by beyond chance; null where that is not estimated */
	widened: FunnelLimits | null;
};

export type Funnel = {
	target: number | null;
	units: FunnelUnit[];
	phi: number | null;
	tauSquared: number | null;
	reason: NoAnswer | null;
};

export type FunnelOptions = {
	/** what to compare with; the pooled share or ratio of all units unless it is given */
	target?: number;
	minimumUnits?: number;
	minimumForSpread?: number;
};

type Kind = {
	/** how far a value of that size strays by chance, on target */
	error: (target: number, size: number) => number;
	/** the counts below which a unit of that size stays with each of the probabilities */
	limits: (probabilities: readonly number[], target: number, size: number) => number[];
	most: number;
};

const proportion: Kind = {
	error: (target, size) => Math.sqrt((target * (1 - target)) / size),
	limits: (probabilities, target, size) => binomialLimits(probabilities, size, target),
	most: 1
};
const ratio: Kind = {
	error: (target, size) => Math.sqrt(target / size),
	limits: (probabilities, target, size) => poissonLimits(probabilities, target * size),
	most: Infinity
};

/**
 * Funnel of proportions: events among patients of each unit against the pooled proportion, with exact
 * interpolated binomial limits of 95 and 99.8 %, and limits target -/+ z sqrt(s^2 + tau^2) that allow
 * for over-dispersion (Spiegelhalter 2005a, b). Limits are kept to what is possible, 0 to 1. The
 * published interpolation puts both limits up to one event low: a unit of few patients goes above the
 * upper one a little too easily.
 *
 * Assumes independent patients. No limits below 5 units ('too few units') or when the target is 0
 * ('no events') or 1 ('only events'); no widened limits below 10 units.
 */
export function proportionFunnel(
	units: readonly { events: number; patients: number }[],
	options: FunnelOptions = {}
): Funnel {
	const counts = units.map(({ events, patients }) => ({ count: events, size: patients }));
	return funnel(counts, proportion, options);
}

/**
 * Funnel of standardised ratios, observed over expected events, with exact interpolated Poisson limits.
 * The target is the pooled ratio; give 1 to compare with where the expected numbers come from.
 */
export function ratioFunnel(
	units: readonly { observed: number; expected: number }[],
	options: FunnelOptions = {}
): Funnel {
	const counts = units.map(({ observed, expected }) => ({ count: observed, size: expected }));
	return funnel(counts, ratio, options);
}

function funnel(
	units: readonly { count: number; size: number }[],
	kind: Kind,
	{ target: given, minimumUnits = 5, minimumForSpread = 10 }: FunnelOptions
): Funnel {
	const used = units.filter(({ size }) => size > 0);
	const total = (of: 'count' | 'size') => used.reduce((sum, unit) => sum + unit[of], 0);
	const value = (unit: { count: number; size: number }) =>
		unit.size > 0 ? unit.count / unit.size : null;
	const target = given ?? (used.length === 0 ? null : total('count') / total('size'));
	const without = (reason: NoAnswer): Funnel => ({
		target,
		units: units.map((unit) => ({ value: value(unit), limits: null, widened: null })),
		phi: null,
		tauSquared: null,
		reason
	});
	if (target === null || used.length === 0) return without('no data');
	if (used.length < minimumUnits) return without('too few units');
	if (target === 0) return without('no events');
	if (target === kind.most) return without('only events');
	const errors = used.map(({ size }) => kind.error(target, size));
	const z = used.map(({ count, size }, i) => (count / size - target) / errors[i]!);
	const spread = used.length < minimumForSpread ? null : overDispersion(z, errors);
	return {
		target,
		units: units.map((unit) => {
			if (!(unit.size > 0)) return { value: null, limits: null, widened: null };
			return { value: value(unit), ...limitsAt(kind, target, unit.size, spread?.tauSquared) };
		}),
		phi: spread && spread.phi,
		tauSquared: spread && spread.tauSquared,
		reason: null
	};
}

/** The limits at any number of patients, for the curves of the drawing. The target lies within 0 and 1. */
export function proportionLimits(target: number, patients: number, tauSquared?: number) {
	return limitsAt(proportion, target, patients, tauSquared);
}

/** The limits at any number of expected events. */
export function ratioLimits(target: number, expected: number, tauSquared?: number) {
	return limitsAt(ratio, target, expected, tauSquared);
}

function limitsAt(kind: Kind, target: number, size: number, tauSquared?: number) {
	return {
		limits: exactLimits(kind, target, size),
		widened: tauSquared === undefined ? null : widenedLimits(kind, target, size, tauSquared)
	};
}

const WARNING = 0.95;
const ACTION = 0.998;

function exactLimits(kind: Kind, target: number, size: number): FunnelLimits {
	const [far, near] = [tailOf(ACTION), tailOf(WARNING)];
	const counts = kind.limits([far, near, 1 - near, 1 - far], target, size);
	const between = (low: number, high: number) =>
		within(kind, counts[low]! / size, counts[high]! / size);
	return { warning: between(1, 2), action: between(0, 3) };
}

function widenedLimits(kind: Kind, target: number, size: number, tauSquared: number): FunnelLimits {
	const error = Math.sqrt(kind.error(target, size) ** 2 + tauSquared);
	const between = (confidence: number): Interval => {
		const reach = criticalNormal(confidence) * error;
		return within(kind, target - reach, target + reach);
	};
	return { warning: between(WARNING), action: between(ACTION) };
}

function within({ most }: Kind, low: number, high: number): Interval {
	// Where zero is by far the likeliest, the interpolation runs below it.
	const possible = (limit: number) => Math.min(most, Math.max(0, limit));
	return { low: possible(low), high: possible(high) };
}
