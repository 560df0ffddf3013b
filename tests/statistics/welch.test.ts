import { describe, expect, it, test } from 'vitest';
import { meanInterval, meanIntervalFromSums, welch } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	first: number[];
	second: number[];
	confidence: number;
	difference: number;
	low: number;
	high: number;
	t: number;
	degreesOfFreedom: number;
	p: number;
};

const of = (first: number[], second: number[], confidence?: number) =>
	welch(meanInterval(first), meanInterval(second), confidence);
const grades = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 2, maxLength: 40 });

describe('agrees with R', () => {
	test.each(reference<Case>('welch'))('$name', (expected) => {
		const found = of(expected.first, expected.second, expected.confidence);
		expectClose(found.difference, expected.difference);
		expectInterval(found.interval, expected);
		expectClose(found.t, expected.t);
		expectClose(found.degreesOfFreedom, expected.degreesOfFreedom);
		expectClose(found.p, expected.p);
		expect(found.reason).toBeNull();
	});
});

it('gives the printed numbers for the sleep of Student (1908)', () => {
	const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
	const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
	const { t, degreesOfFreedom, p, interval } = of(first, second);
	expect(t).toBeCloseTo(-1.8608, 4);
	expect(degreesOfFreedom).toBeCloseTo(17.776, 3);
	expect(p).toBeCloseTo(0.07939, 5);
	expect(interval!.low).toBeCloseTo(-3.3654832, 7);
	expect(interval!.high).toBeCloseTo(0.2054832, 7);
});

it('is the same from sums of whole hundredths', () => {
	const sums = { n: 3, sum: 600, sumSquares: 140_000 };
	const found = welch(meanIntervalFromSums(sums, 0.95, 100), meanInterval([1, 1.5, 0.5, 1]));
	const values = of([1, 2, 3], [1, 1.5, 0.5, 1]);
	expectClose(found.p, values.p!);
	expectInterval(found.interval, values.interval!);
});

it('has no answer when a group is empty', () => {
	expect(of([], [1, 2])).toMatchObject({ difference: null, interval: null, reason: 'no data' });
});

it('gives only the difference when a group has one patient', () => {
	expect(of([1], [1, 2])).toMatchObject({
		difference: -0.5,
		interval: null,
		p: null,
		reason: 'one value'
	});
});

it('gives an interval of no width and no p when nobody differs within the groups', () => {
	expect(of([2, 2, 2], [1.5, 1.5])).toMatchObject({
		difference: 0.5,
		interval: { low: 0.5, high: 0.5 },
		t: null,
		p: null,
		reason: 'no variation'
	});
});

it('refuses a confidence of 95', () => {
	expect(() => of([1, 2], [2, 3], 95)).toThrow(RangeError);
});

it('the interval contains the difference, moves and stretches with it, and turns with the groups', () => {
	fc.assert(
		fc.property(grades, grades, fc.integer({ min: 1, max: 9 }), (first, second, by) => {
			const was = of(first, second);
			const turned = of(second, first);
			const is = of(
				first.toReversed().map((value) => value * by + 3),
				second.map((value) => value * by)
			);
			expect(was.interval!.low).toBeLessThanOrEqual(was.difference!);
			expect(was.interval!.high).toBeGreaterThanOrEqual(was.difference!);
			expect(turned.interval!.low).toBeCloseTo(-was.interval!.high, 10);
			expect(is.interval!.low).toBeCloseTo(was.interval!.low * by + 3, 8);
			if (was.p !== null) expect(turned.p).toBeCloseTo(was.p, 12);
		})
	);
});
