/** The rate ratio when a patient may have several events: is Poisson enough, and what if not. */
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { tInterval, type Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { tPValue } from '#lib/statistics/p-value.ts';
import { rateRatio, type EventRate, type RateRatio } from '#lib/statistics/rate-ratio.ts';

export type QuasiPoissonRatio = {
	ratio: number | null;
	interval: Interval | null;
	p: number | null;
	degreesOfFreedom: number;
	reason: NoAnswer | null;
};

export type PatientRateRatio = {
	/** how many times as much patients vary as Poisson allows; null below three patients */
	dispersion: number | null;
	exact: RateRatio;
	quasiPoisson: QuasiPoissonRatio;
	/** which of the two to show first */
	leads: 'exact' | 'quasi-Poisson';
};

/**
 * Estimates the rate ratio of two groups of patients, each with events and exposure: the exact one, and
 * quasi-Poisson, log ratio -/+ t(patients - 2) sqrt(dispersion (1/x1 + 1/x2)), which leads when the
 * Pearson dispersion per patient is above the limit (McCullagh & Nelder 1989).
 *
 * Assumes independent patients. No events in a group: only the exact answer.
 */
export function patientRateRatio(
	first: readonly EventRate[],
	second: readonly EventRate[],
	{ confidence = 0.95, dispersionLimit = 1.2 } = {}
): PatientRateRatio {
	const one = totals(first);
	const two = totals(second);
	const dispersion = pearsonDispersion([first, second]);
	const exact = rateRatio(one, two, confidence);
	const degreesOfFreedom = Math.max(0, exposed(first).length + exposed(second).length - 2);
	const spread = { one, two, dispersion, degreesOfFreedom };
	const quasiPoisson = quasiPoissonRatio(spread, confidence);
	const leads =
		dispersion !== null && dispersion > dispersionLimit && quasiPoisson.interval !== null
			? 'quasi-Poisson'
			: 'exact';
	return { dispersion, exact, quasiPoisson, leads };
}

/**
 * Pearson's chi-squared of the patients' events about the rate of their group, over patients less groups:
 * 1 when events fall as Poisson has them. Groups without events tell nothing and count for nothing.
 * Null without a degree of freedom.
 */
export function pearsonDispersion(groups: readonly (readonly EventRate[])[]): number | null {
	const telling = groups.map(exposed).filter((group) => totals(group).events > 0);
	const df = telling.reduce((sum, group) => sum + group.length - 1, 0);
	if (df < 1) return null;
	const parts = telling.flatMap((group) => {
		const { events, exposure } = totals(group);
		return group.map((patient) => {
			const expected = (events * patient.exposure) / exposure;
			return (patient.events - expected) ** 2 / expected;
		});
	});
	return exactSum(parts) / df;
}

function exposed(patients: readonly EventRate[]): EventRate[] {
	for (const { events, exposure } of patients) {
		if (exposure === 0 && events > 0) throw new RangeError('an event without exposure cannot be');
	}
	return patients.filter(({ exposure }) => exposure > 0);
}

function totals(patients: readonly EventRate[]): EventRate {
	return {
		events: patients.reduce((sum, { events }) => sum + events, 0),
		exposure: exactSum(patients.map(({ exposure }) => exposure))
	};
}

function quasiPoissonRatio(
	spread: { one: EventRate; two: EventRate; dispersion: number | null; degreesOfFreedom: number },
	confidence: number
): QuasiPoissonRatio {
	const { one, two, dispersion, degreesOfFreedom } = spread;
	const none = { ratio: null, interval: null, p: null, degreesOfFreedom };
	if (one.exposure === 0 || two.exposure === 0) return { ...none, reason: 'no data' };
	if (one.events === 0 || two.events === 0) return { ...none, reason: 'no events' };
	const ratio = one.events / one.exposure / (two.events / two.exposure);
	if (dispersion === null) return { ...none, ratio, reason: 'too few values' };
	const standardError = Math.sqrt(dispersion * (1 / one.events + 1 / two.events));
	const log = tInterval(Math.log(ratio), standardError, degreesOfFreedom, confidence);
	const interval = { low: Math.exp(log.low), high: Math.exp(log.high) };
	if (standardError === 0) {
		return { ...none, ratio, interval: { low: ratio, high: ratio }, reason: 'no variation' };
	}
	const p = tPValue(Math.log(ratio) / standardError, degreesOfFreedom);
	return { ratio, interval, p, degreesOfFreedom, reason: null };
}
