import { describe, expect, it, test } from 'vitest';
import { kaplanMeier, restrictedMean, restrictedMeanDifference } from '#lib/statistics/index.ts';
import { allAt, groupsOf, noneUntil, somePatients, type SurvivalCase } from './patients-in-time.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

describe('agrees with R', () => {
	test.each(reference<SurvivalCase>('kaplan-meier'))('$name', (expected) => {
		groupsOf(expected).forEach((patients, g) => {
			const curve = kaplanMeier(patients, { confidence: expected.confidence });
			const r = expected.curves[g]!;
			const found = restrictedMean(curve, r.horizon);
			expectClose(found.mean, r.mean);
			expectClose(found.standardError, r.meanError);
			expectInterval(found.interval, { low: r.meanLow, high: r.meanHigh });
			expect(found.reason).toBeNull();
		});
	});
});

it('gives what a calculation by hand gives: events in weeks 2 and 4, two patients, horizon 3', () => {
	// Area 2 + 1/2; from week 2 on 1/2, so the variance is (1/2)^2 x 1 / (2 x 1) = 1/8.
	const found = restrictedMean(kaplanMeier(allAt(2, 4)), 3);
	expect(found.mean).toBe(2.5);
	expectClose(found.standardError, Math.sqrt(1 / 8));
});

it('takes the difference of two groups with both uncertainties', () => {
	const [one, two] = [kaplanMeier(allAt(2, 4, 6)), kaplanMeier(allAt(1, 2, 5))];
	const [a, b] = [restrictedMean(one, 4), restrictedMean(two, 4)];
	const found = restrictedMeanDifference(one, two, 4);
	expectClose(found.mean, a.mean! - b.mean!);
	expectClose(found.standardError, Math.sqrt(a.standardError! ** 2 + b.standardError! ** 2));
	const turned = restrictedMeanDifference(two, one, 4);
	expect(turned.interval).toEqual({ low: -found.interval!.high, high: -found.interval!.low });
});

it('has no answer beyond the longest follow-up, unless everybody had the event', () => {
	const curve = kaplanMeier([...allAt(2), ...noneUntil(8)]);
	expect(restrictedMean(curve, 8).mean).toBe(5);
	const beyond = { mean: null, standardError: null, interval: null, reason: 'beyond follow-up' };
	expect(restrictedMean(curve, 9)).toEqual(beyond);
	expect(restrictedMeanDifference(curve, kaplanMeier(allAt(1)), 9)).toEqual(beyond);
	expect(restrictedMean(kaplanMeier(allAt(2, 4)), 100).mean).toBe(3);
});

it('says so when nobody is there or nothing happened', () => {
	expect(restrictedMean(kaplanMeier([]), 5).reason).toBe('no data');
	const nothing = { standardError: null, interval: null, reason: 'no events' };
	expect(restrictedMean(kaplanMeier(noneUntil(6, 7)), 5)).toEqual({ mean: 5, ...nothing });
	const difference = restrictedMeanDifference(
		kaplanMeier(noneUntil(6, 7)),
		kaplanMeier(allAt(2, 4)),
		5
	);
	expect(difference).toEqual({ mean: 2, ...nothing });
});

it('gives one patient the value only, and the reason of the group that has no answer', () => {
	const one = kaplanMeier(allAt(3));
	const alone = { standardError: null, interval: null, reason: 'one value' };
	expect(restrictedMean(one, 5)).toEqual({ mean: 3, ...alone });
	expect(restrictedMeanDifference(one, kaplanMeier(allAt(1, 2)), 5)).toEqual({
		mean: 1.5,
		...alone
	});
	const reasonOf = (...others: Parameters<typeof kaplanMeier>[0][]) =>
		others.map((other) => restrictedMeanDifference(one, kaplanMeier(other), 2).reason);
	expect(reasonOf([], noneUntil(1))).toEqual(['no data', 'beyond follow-up']);
});

it('refuses a horizon that is none', () => {
	for (const horizon of [0, -1, NaN, Infinity]) {
		expect(() => restrictedMean(kaplanMeier(allAt(1)), horizon)).toThrow(RangeError);
	}
});

it('is the mean of the shortened times when everybody is followed, whatever the order and unit', () => {
	fc.assert(
		fc.property(somePatients, fc.integer({ min: 1, max: 30 }), (patients, horizon) => {
			const all = allAt(...patients.map(({ time }) => time));
			const shortened = all.map(({ time }) => Math.min(time, horizon));
			const mean = shortened.reduce((sum, time) => sum + time, 0) / all.length;
			const found = restrictedMean(kaplanMeier(all), horizon);
			expect(found.mean).toBeCloseTo(mean, 10);
			const days = allAt(...all.map(({ time }) => time * 7).reverse());
			const stretched = restrictedMean(kaplanMeier(days), horizon * 7);
			expect(stretched.mean).toBeCloseTo(7 * found.mean!, 9);
			if (found.standardError !== null) {
				expect(stretched.standardError).toBeCloseTo(7 * found.standardError, 9);
			}
		})
	);
});
