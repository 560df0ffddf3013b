import { describe, expect, it, test } from 'vitest';
import { meanInterval, meanIntervalFromSums } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	value: number[];
	confidence: number;
	mean: number;
	sd: number;
	low: number;
	high: number;
};

function sums(values: number[]) {
	return {
		n: values.length,
		sum: values.reduce((sum, value) => sum + value, 0),
		sumSquares: values.reduce((sum, value) => sum + value ** 2, 0)
	};
}

describe('agrees with R', () => {
	test.each(reference<Case>('mean-interval'))('$name', (expected) => {
		const found = meanInterval(expected.value, expected.confidence);
		expectClose(found.mean, expected.mean);
		expectClose(found.sd, expected.sd);
		expectInterval(found.interval, expected);
	});

	test.each(reference<Case>('mean-interval'))(
		'from sums of whole hundredths: $name',
		(expected) => {
			const hundredths = expected.value.map((value) => Math.round(100 * value));
			const found = meanIntervalFromSums(sums(hundredths), expected.confidence, 100);
			expectClose(found.mean, expected.mean);
			// A mean a million times the spread leaves fewer digits in sums; their limits still agree.
			if (expected.mean < 1e5) expectClose(found.sd, expected.sd);
			expectInterval(found.interval, expected);
		}
	);
});

it('finds the extra sleep of ten patients (Student 1908): 1.58 hours, 0.70 to 2.46', () => {
	const { mean, interval } = meanInterval([1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4]);
	expect(mean).toBeCloseTo(1.58, 10);
	expect(interval!.low).toBeCloseTo(0.7, 2);
	expect(interval!.high).toBeCloseTo(2.46, 2);
});

it('says there is no data when there is none', () => {
	const nothing = { mean: null, interval: null, sd: null, n: 0, reason: 'no data' };
	expect(meanInterval([])).toEqual(nothing);
	expect(meanIntervalFromSums(sums([]))).toEqual(nothing);
});

it('gives a single value without an interval', () => {
	const value = { mean: 2.5, interval: null, sd: null, n: 1, reason: 'one value' };
	expect(meanInterval([2.5])).toEqual(value);
	expect(meanIntervalFromSums(sums([2.5]))).toEqual(value);
});

test.each([0, 0.1, 1 / 3, -97.07])('an interval of no width when all values are %d', (value) => {
	for (const n of [2, 3, 7, 49, 1000]) {
		const { mean, interval, sd } = meanInterval(Array(n).fill(value));
		expect(sd).toBe(0);
		expect(interval).toEqual({ low: mean, high: mean });
	}
	const whole = Math.round(100 * value);
	expect(meanIntervalFromSums(sums(Array(7).fill(whole)), 0.95, 100).sd).toBe(0);
});

describe('whatever the values', () => {
	const value = fc.integer({ min: -1000, max: 1000 }).map((hundredths) => hundredths / 100);
	const values = fc.array(value, { minLength: 2, maxLength: 50 });

	it('the interval contains the mean, and a surer one is no narrower', () => {
		fc.assert(
			fc.property(values, (all) => {
				const { mean, interval } = meanInterval(all);
				const surer = meanInterval(all, 0.99).interval!;
				expect(interval!.low).toBeLessThanOrEqual(mean!);
				expect(interval!.high).toBeGreaterThanOrEqual(mean!);
				expect(surer.high - surer.low).toBeGreaterThanOrEqual(interval!.high - interval!.low);
			})
		);
	});

	it('moves and stretches with the values, in any order', () => {
		const factor = fc.integer({ min: 1, max: 100 });
		fc.assert(
			fc.property(values, factor, fc.integer({ min: -99, max: 99 }), (all, by, up) => {
				const was = meanInterval(all);
				const is = meanInterval(all.map((value) => value * by + up).reverse());
				expect(is.mean).toBeCloseTo(was.mean! * by + up, 8);
				expect(is.interval!.low).toBeCloseTo(was.interval!.low * by + up, 6);
				expect(is.interval!.high).toBeCloseTo(was.interval!.high * by + up, 6);
			})
		);
	});
});
