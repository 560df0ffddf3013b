/** How many are still without the event as time goes on, when some are not followed to the end. */
import { criticalNormal } from '#lib/statistics/critical-value.ts';
import type { Interval } from '#lib/statistics/interval.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

export type TimeToEvent = {
	/** when the event was seen, or, without one, when the patient was last seen */
	time: number;
	event: boolean;
	/** the last visit at which the event had not yet happened, where events are found at visits */
	lastWithout?: number;
};

export type SurvivalStep = {
	time: number;
	/** patients still followed and without the event just before this time */
	atRisk: number;
	events: number;
	censored: number;
	survival: number;
	/** Greenwood's; null where nobody is left without the event */
	standardError: number | null;
	/** null where the share is 0 or 1 */
	interval: Interval | null;
	/** to be greyed: fewer at risk than the curve needs */
	fewAtRisk: boolean;
};

export type SurvivalCurve = {
	/** one for each time at which something happened, in order; before the first the share is 1 */
	steps: SurvivalStep[];
	patients: number;
	events: number;
	/** the longest anyone was followed */
	lastTime: number | null;
	/** events are known only to lie between two visits, so the curve steps late by up to `widestGap` */
	foundAtVisits: boolean;
	widestGap: number | null;
	confidence: number;
	reason: NoAnswer | null;
};

/**
 * Estimates the share without the event after each time by the product of (1 - events / at risk)
 * (Kaplan & Meier 1958), with Greenwood's standard error and limits S^exp(-/+ z s / ln S), s being the
 * standard error of ln S over ln S (log-log, Kalbfleisch & Prentice 1980).
 *
 * Assumes independent patients, one each, and that those no longer followed would have gone on as the
 * others. At a tie the event comes before the end of follow-up. No patients: no answer; no events: a
 * curve at 1 without limits, and the reason.
 */
export function kaplanMeier(
	patients: readonly TimeToEvent[],
	{ confidence = 0.95, greyedBelow = 10 } = {}
): SurvivalCurve {
	const z = criticalNormal(confidence);
	const gaps = patients.flatMap(({ time, event, lastWithout }) =>
		event && lastWithout !== undefined && lastWithout < time ? [time - lastWithout] : []
	);
	const times = countedTimes(patients);
	const steps: SurvivalStep[] = [];
	let atRisk = patients.length;
	let survival = 1;
	let greenwood = 0;
	let events = 0;
	for (const at of times) {
		survival *= (atRisk - at.events) / atRisk;
		if (atRisk > at.events) greenwood += at.events / (atRisk * (atRisk - at.events));
		steps.push({
			...at,
			atRisk,
			survival,
			standardError: survival === 0 ? null : survival * Math.sqrt(greenwood),
			interval: logLogInterval(survival, greenwood, z),
			fewAtRisk: atRisk < greyedBelow
		});
		atRisk -= at.events + at.censored;
		events += at.events;
	}
	return {
		steps,
		patients: patients.length,
		events,
		lastTime: times.at(-1)?.time ?? null,
		foundAtVisits: gaps.length > 0,
		widestGap: gaps.length > 0 ? gaps.reduce((widest, gap) => Math.max(widest, gap)) : null,
		confidence,
		reason: patients.length === 0 ? 'no data' : events === 0 ? 'no events' : null
	};
}

/** How many are followed and without the event just before each time. */
export function numberAtRisk(curve: SurvivalCurve, times: readonly number[]): number[] {
	return times.map((time) => curve.steps.find((step) => step.time >= time)?.atRisk ?? 0);
}

/** The last step at or before a time, and null before the first one, when everybody is without the event. */
export function stepAt(curve: SurvivalCurve, time: number): SurvivalStep | null {
	return curve.steps.findLast((step) => step.time <= time) ?? null;
}

function logLogInterval(survival: number, greenwood: number, z: number): Interval | null {
	if (survival === 0 || survival === 1) return null;
	const reach = (z * Math.sqrt(greenwood)) / -Math.log(survival);
	return { low: survival ** Math.exp(reach), high: survival ** Math.exp(-reach) };
}

/** Events and ends of follow-up at each distinct time, in order. */
function countedTimes(patients: readonly TimeToEvent[]) {
	const counts = new Map<number, { time: number; events: number; censored: number }>();
	for (const { time, event } of patients) {
		if (!(time >= 0 && time < Infinity)) throw new RangeError(`a follow-up of ${time} cannot be`);
		const count = counts.get(time) ?? { time, events: 0, censored: 0 };
		if (event) count.events++;
		else count.censored++;
		counts.set(time, count);
	}
	return [...counts.values()].toSorted((a, b) => a.time - b.time);
}
