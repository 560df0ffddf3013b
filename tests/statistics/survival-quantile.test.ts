import { describe, expect, it, test } from 'vitest';
import { kaplanMeier, survivalQuantile } from '#lib/statistics/index.ts';
import {
	allAt,
	groupsOf,
	known,
	noneUntil,
	somePatients,
	type SurvivalCase
} from './patients-in-time.ts';
import { reference } from './reference.ts';
import fc from './seeded.ts';

const cases = reference<SurvivalCase>('kaplan-meier');

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		groupsOf(expected).forEach((patients, g) => {
			const curve = kaplanMeier(patients, { confidence: expected.confidence });
			const r = expected.curves[g]!;
			r.q.forEach((q, i) => {
				const found = survivalQuantile(curve, q);
				expect(found.time).toBe(known(r.quantile[i]!));
				expect(found.interval).toEqual({
					low: known(r.quantileLow[i]!),
					high: known(r.quantileHigh[i]!)
				});
			});
		});
	});
});

it('gives the medians of remission that the textbooks print: 23 and 8 weeks', () => {
	const [treated, placebo] = groupsOf(cases[0]!).map((patients) => kaplanMeier(patients));
	expect(survivalQuantile(treated!).time).toBe(23);
	expect(survivalQuantile(placebo!)).toMatchObject({ time: 8, interval: { low: 4, high: 11 } });
});

it('takes the middle where the curve runs level at exactly a half', () => {
	expect(survivalQuantile(kaplanMeier(allAt(1, 2, 5, 9))).time).toBe(3.5);
	const levelToTheEnd = kaplanMeier([...allAt(1, 2, 3), ...noneUntil(4, 5, 6)]);
	expect(survivalQuantile(levelToTheEnd).time).toBe(4.5);
	// Six tenths less one sixth of it is a half, but not in binary fractions.
	const ten = kaplanMeier(allAt(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
	expect(survivalQuantile(ten).time).toBe(5.5);
});

it('says when half of the patients did not come to it, and when there is nobody', () => {
	const none = { time: null, interval: { low: null, high: null } };
	const curve = kaplanMeier([...allAt(3), ...noneUntil(9, 9, 9)]);
	expect(survivalQuantile(curve)).toMatchObject({ time: null, reason: 'not reached' });
	expect(survivalQuantile(kaplanMeier(noneUntil(1)))).toEqual({ ...none, reason: 'not reached' });
	expect(survivalQuantile(kaplanMeier([]))).toEqual({ ...none, reason: 'no data' });
});

it('refuses a quantile that is none', () => {
	for (const q of [0, 1, 50, NaN]) {
		expect(() => survivalQuantile(kaplanMeier(allAt(1)), q)).toThrow(RangeError);
	}
});

it('lies in its interval, rises with q, and stretches with the unit of time', () => {
	const q = fc.double({ min: 0.05, max: 0.95, noNaN: true });
	fc.assert(
		fc.property(somePatients, q, q, (patients, one, two) => {
			const curve = kaplanMeier(patients);
			const early = survivalQuantile(curve, Math.min(one, two));
			const late = survivalQuantile(curve, Math.max(one, two));
			const { low, high } = early.interval;
			if (early.time !== null && low !== null) expect(low).toBeLessThanOrEqual(early.time);
			if (early.time !== null && high !== null) expect(high).toBeGreaterThanOrEqual(early.time);
			if (late.time !== null) expect(early.time).toBeLessThanOrEqual(late.time);
			const days = kaplanMeier(patients.map(({ time, event }) => ({ time: time * 7, event })));
			const stretched = survivalQuantile(days, Math.min(one, two)).time;
			expect(stretched).toBe(early.time && early.time * 7);
		})
	);
});
