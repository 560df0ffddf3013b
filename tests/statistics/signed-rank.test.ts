import { describe, expect, it, test } from 'vitest';
import { hodgesLehmann, signedRank } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	differences: number[];
	confidence: number;
	statistic: number;
	p: number;
	estimate: number;
	low: number;
	high: number;
};

/** Whole grades, as clinics score: many ties. */
const grades = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 70 });

describe('agrees with R', () => {
	test.each(reference<Case>('signed-rank'))('$name', (expected) => {
		const tested = signedRank(expected.differences);
		expectClose(tested.statistic, expected.statistic);
		expectClose(tested.p, expected.p);
		const found = hodgesLehmann(expected.differences, expected.confidence);
		expectClose(found.estimate, expected.estimate);
		expectInterval(found.interval, expected);
	});
});

describe('the depression scale of Hollander & Wolfe (1999), example 3.1', () => {
	const first = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
	const second = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
	const change = second.map((value, i) => value - first[i]!);

	it('gives the printed rank sum and p', () => {
		const { statistic, p, method } = signedRank(change);
		expect(statistic).toBe(5);
		expect(p! / 2).toBeCloseTo(0.0195, 4);
		expect(method).toBe('exact');
	});

	it('gives the printed estimate and its 96 % interval', () => {
		const { estimate, interval, attained } = hodgesLehmann(change, 0.95);
		expect(estimate).toBeCloseTo(-0.46, 10);
		expect(interval!.low).toBeCloseTo(-0.786, 10);
		expect(interval!.high).toBeCloseTo(-0.01, 10);
		expect(attained).toBeCloseTo(0.961, 3);
	});
});

it('counts the zeros but leaves them out of the test', () => {
	expect(signedRank([0, 0, 1, 2, 3])).toMatchObject({
		n: 5,
		nonZero: 3,
		statistic: 6,
		method: 'normal'
	});
});

it('turns to the normal distribution at 50 patients or with the first tie', () => {
	const up = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
	expect(signedRank(up(49)).method).toBe('exact');
	expect(signedRank(up(50)).method).toBe('normal');
	expect(signedRank([1, -1, 3]).method).toBe('normal');
});

it('has no answer when nobody was seen, and no test when nobody changed', () => {
	expect(signedRank([])).toMatchObject({ statistic: null, p: null, n: 0, reason: 'no data' });
	expect(signedRank([0, 0])).toMatchObject({ p: null, n: 2, nonZero: 0, reason: 'no change' });
	expect(hodgesLehmann([])).toMatchObject({ estimate: null, interval: null, reason: 'no data' });
});

it('gives a single patient the value only, and two the whole range with what that covers', () => {
	expect(hodgesLehmann([1.5])).toMatchObject({
		estimate: 1.5,
		interval: null,
		reason: 'one value'
	});
	expect(hodgesLehmann([1, 2])).toMatchObject({
		estimate: 1.5,
		interval: { low: 1, high: 2 },
		attained: 0.5
	});
	expect(signedRank([1.5]).p).toBe(1);
});

it('an interval of no width when all change alike', () => {
	for (const n of [2, 20, 200]) {
		const { estimate, interval } = hodgesLehmann(Array.from({ length: n }, () => -0.3));
		expect(interval).toEqual({ low: estimate, high: estimate });
		expect(estimate).toBe(-0.3);
	}
});

it('refuses a confidence of 95', () => {
	expect(() => hodgesLehmann([1, 2], 95)).toThrow(RangeError);
});

describe('whatever the values', () => {
	it('is the middle of all averages of pairs, and the interval contains it', () => {
		fc.assert(
			fc.property(grades, (all) => {
				const walsh = all.flatMap((a, i) => all.slice(i).map((b) => (a + b) / 2));
				walsh.sort((a, b) => a - b);
				const half = walsh.length / 2;
				const { estimate, interval } = hodgesLehmann(all);
				expect(estimate).toBe((walsh[Math.ceil(half) - 1]! + walsh[Math.floor(half)]!) / 2);
				expect(interval!.low).toBeLessThanOrEqual(estimate!);
				expect(interval!.high).toBeGreaterThanOrEqual(estimate!);
			})
		);
	});

	it('moves and stretches with the values, and turns with their sign', () => {
		const factor = fc.integer({ min: -9, max: 9 }).filter((whole) => whole !== 0);
		fc.assert(
			fc.property(grades, factor, fc.integer({ min: -9, max: 9 }), (all, by, up) => {
				const was = hodgesLehmann(all);
				const is = hodgesLehmann(all.map((value) => value * by + up));
				const ends = [was.interval!.low * by + up, was.interval!.high * by + up];
				expect(is.estimate).toBe(was.estimate! * by + up);
				expect(is.interval).toEqual({ low: Math.min(...ends), high: Math.max(...ends) });
			})
		);
	});

	it('the test does not see the order, the unit or the side', () => {
		fc.assert(
			fc.property(grades, (all) => {
				const was = signedRank(all);
				const other = signedRank(all.toReversed().map((value) => value * 3));
				const turned = signedRank(all.map((value) => -value));
				expect(other).toEqual(was);
				expect(turned.p).toBe(was.p);
				if (was.p !== null) {
					expect(was.p).toBeGreaterThan(0);
					expect(was.p).toBeLessThanOrEqual(1);
				}
			})
		);
	});
});
