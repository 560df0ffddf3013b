import { describe, expect, it, test } from 'vitest';
import { kaplanMeier, numberAtRisk, stepAt } from '#lib/statistics/index.ts';
import {
	allAt,
	groupsOf,
	known,
	noneUntil,
	somePatients,
	type SurvivalCase
} from './patients-in-time.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

const cases = reference<SurvivalCase>('kaplan-meier');

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		groupsOf(expected).forEach((patients, g) => {
			const { steps } = kaplanMeier(patients, { confidence: expected.confidence });
			const r = expected.curves[g]!;
			expect(steps.map(({ time }) => time)).toEqual(r.time);
			expect(steps.map(({ atRisk }) => atRisk)).toEqual(r.atRisk);
			expect(steps.map(({ events }) => events)).toEqual(r.events);
			expect(steps.map(({ censored }) => censored)).toEqual(r.censored);
			steps.forEach((step, i) => {
				expectClose(step.survival, r.survival[i]!);
				expectKnown(step.standardError, known(r.standardError[i]!));
				expectKnown(step.interval && step.interval.low, known(r.low[i]!));
				expectKnown(step.interval && step.interval.high, known(r.high[i]!));
			});
		});
	});
});

function expectKnown(actual: number | null, expected: number | null): void {
	if (expected === null) expect(actual).toBeNull();
	else expectClose(actual, expected);
}

it('gives the shares in remission that Gehan 1965 and the textbooks print', () => {
	const curve = kaplanMeier(groupsOf(cases[0]!)[0]!);
	const printed = { 6: 0.857, 7: 0.807, 10: 0.753, 13: 0.69, 16: 0.627, 22: 0.538, 23: 0.448 };
	for (const [week, share] of Object.entries(printed)) {
		expect(stepAt(curve, Number(week))!.survival).toBeCloseTo(share, 3);
	}
	expect(numberAtRisk(curve, [0, 6, 10, 20, 30, 36])).toEqual([21, 21, 15, 8, 4, 0]);
	expect(stepAt(curve, 5)).toBeNull();
});

it('says there is no data for nobody', () => {
	const curve = kaplanMeier([]);
	expect(curve).toMatchObject({ steps: [], patients: 0, lastTime: null, reason: 'no data' });
	expect(numberAtRisk(curve, [1])).toEqual([0]);
});

it('has no limits where everybody or nobody is left without the event', () => {
	const one = kaplanMeier(allAt(4));
	expect(one.steps).toMatchObject([{ survival: 0, standardError: null, interval: null }]);
	const followed = kaplanMeier(noneUntil(3, 5));
	expect(followed.steps.map(({ survival }) => survival)).toEqual([1, 1]);
	expect(followed.steps.every(({ interval }) => interval === null)).toBe(true);
	expect(followed.reason).toBe('no events');
});

it('takes the event first when a patient is last seen on the same day', () => {
	const [step] = kaplanMeier([...allAt(2), ...noneUntil(2)]).steps;
	expect(step).toMatchObject({ atRisk: 2, events: 1, censored: 1, survival: 0.5 });
});

it('greys the curve where fewer than ten are at risk', () => {
	const times = Array.from({ length: 12 }, (_, i) => i + 1);
	const grey = kaplanMeier(allAt(...times)).steps.map(({ fewAtRisk }) => fewAtRisk);
	expect(grey.indexOf(true)).toBe(3);
	const fewer = kaplanMeier(allAt(...times), { greyedBelow: 5 }).steps;
	expect(fewer.findIndex(({ fewAtRisk }) => fewAtRisk)).toBe(8);
});

it('says that events were found at visits, and how wide the widest gap was', () => {
	expect(kaplanMeier(allAt(1, 2))).toMatchObject({ foundAtVisits: false, widestGap: null });
	const atVisits = [
		{ time: 12, event: true, lastWithout: 8 },
		{ time: 26, event: true, lastWithout: 12 },
		{ time: 52, event: false, lastWithout: 26 }
	];
	expect(kaplanMeier(atVisits)).toMatchObject({ foundAtVisits: true, widestGap: 14 });
});

it('refuses a follow-up that cannot be', () => {
	for (const time of [-1, NaN, Infinity])
		expect(() => kaplanMeier(allAt(time))).toThrow(RangeError);
});

describe('whoever is followed', () => {
	it('the curve falls from 1 and stays inside its limits', () => {
		fc.assert(
			fc.property(somePatients, (patients) => {
				let before = 1;
				for (const { survival, interval } of kaplanMeier(patients).steps) {
					expect(survival).toBeLessThanOrEqual(before);
					before = survival;
					if (!interval) continue;
					expect(interval.low).toBeLessThanOrEqual(survival);
					expect(interval.high).toBeGreaterThanOrEqual(survival);
					expect(interval.low).toBeGreaterThanOrEqual(0);
					expect(interval.high).toBeLessThanOrEqual(1);
				}
			})
		);
	});

	it('without ends of follow-up it is the plain share', () => {
		fc.assert(
			fc.property(somePatients, (patients) => {
				const all = patients.map(({ time }) => ({ time, event: true }));
				for (const { time, survival } of kaplanMeier(all).steps) {
					const left = all.filter((patient) => patient.time > time).length / all.length;
					expect(survival).toBeCloseTo(left, 12);
				}
			})
		);
	});

	it('neither the order of the patients nor the unit of time matters', () => {
		fc.assert(
			fc.property(somePatients, (patients) => {
				const was = kaplanMeier(patients).steps;
				const weeks = patients.map(({ time, event }) => ({ time: 7 * time, event })).reverse();
				const stretched = was.map((step) => ({ ...step, time: 7 * step.time }));
				expect(kaplanMeier(weeks).steps).toEqual(stretched);
			})
		);
	});
});
