import { describe, expect, it, test } from 'vitest';
import { hodgesLehmannShift, rankSum } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	first: number[];
	second: number[];
	confidence: number;
	statistic: number;
	p: number;
	estimate: number;
	low: number;
	high: number;
};

const grades = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 60 });

describe('agrees with R', () => {
	test.each(reference<Case>('rank-sum'))('$name', (expected) => {
		const tested = rankSum(expected.first, expected.second);
		expectClose(tested.statistic, expected.statistic);
		expectClose(tested.p, expected.p);
		const found = hodgesLehmannShift(expected.first, expected.second, expected.confidence);
		expectClose(found.estimate, expected.estimate);
		expectInterval(found.interval, expected);
	});
});

it('gives the printed numbers of Hollander & Wolfe (1999), example 4.1', () => {
	const atTerm = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
	const earlier = [1.15, 0.88, 0.9, 0.74, 1.21];
	const { statistic, p, method } = rankSum(atTerm, earlier);
	expect(statistic).toBe(35);
	expect(p! / 2).toBeCloseTo(0.1272, 4);
	expect(method).toBe('exact');
	expect(hodgesLehmannShift(atTerm, earlier).estimate).toBeCloseTo(0.305, 10);
});

it('has no answer when a group is empty', () => {
	expect(rankSum([], [1, 2])).toMatchObject({ statistic: null, p: null, reason: 'no data' });
	expect(hodgesLehmannShift([1], [])).toMatchObject({ estimate: null, reason: 'no data' });
});

it('gives no p when all values are equal, and a shift of none', () => {
	expect(rankSum([2, 2, 2], [2, 2])).toMatchObject({
		probabilityLarger: 0.5,
		p: null,
		reason: 'no variation'
	});
	expect(hodgesLehmannShift([2, 2, 2], [2, 2])).toMatchObject({
		estimate: 0,
		interval: { low: 0, high: 0 }
	});
});

it('gives only the difference of one patient and another', () => {
	expect(hodgesLehmannShift([3], [1])).toMatchObject({
		estimate: 2,
		interval: null,
		reason: 'one value'
	});
	expect(rankSum([3], [1])).toMatchObject({ statistic: 1, p: 1 });
});

it('turns to the normal distribution when one group has 50 patients', () => {
	const from = (start: number, n: number) => Array.from({ length: n }, (_, i) => start + i);
	expect(rankSum(from(0, 49), from(0.5, 49)).method).toBe('exact');
	expect(rankSum(from(0, 49), from(0.5, 50)).method).toBe('normal');
	expect(rankSum([1, 2], [2, 3]).method).toBe('normal');
});

describe('whatever the values', () => {
	it('is the middle of all differences, and the interval contains it', () => {
		fc.assert(
			fc.property(grades, grades, (first, second) => {
				const all = first.flatMap((a) => second.map((b) => a - b)).sort((a, b) => a - b);
				const half = all.length / 2;
				const { estimate, interval } = hodgesLehmannShift(first, second);
				expect(estimate).toBe((all[Math.ceil(half - 0.5)]! + all[Math.floor(half - 0.5)]!) / 2);
				expect(interval!.low).toBeLessThanOrEqual(estimate!);
				expect(interval!.high).toBeGreaterThanOrEqual(estimate!);
			})
		);
	});

	it('moves with one group, stretches with both, and turns when they change places', () => {
		fc.assert(
			fc.property(grades, grades, fc.integer({ min: 1, max: 9 }), (first, second, by) => {
				const was = hodgesLehmannShift(first, second);
				const is = hodgesLehmannShift(
					first.map((value) => value * by + 5),
					second.map((value) => value * by)
				);
				const turned = hodgesLehmannShift(second, first);
				expect(is.estimate).toBe(was.estimate! * by + 5);
				expect(is.interval!.low).toBe(was.interval!.low * by + 5);
				expect(turned.estimate! + was.estimate!).toBe(0);
				expect(turned.interval!.high + was.interval!.low).toBe(0);
			})
		);
	});

	it('the test does not see the order or the unit, nor which group comes first', () => {
		fc.assert(
			fc.property(grades, grades, (first, second) => {
				const was = rankSum(first, second);
				const other = rankSum(
					first.toReversed().map((value) => value * 3 - 1),
					second.map((value) => value * 3 - 1)
				);
				expect(other).toEqual(was);
				const turned = rankSum(second, first);
				if (was.p !== null) expectClose(turned.p, was.p, 1e-12);
				expect(turned.statistic! + was.statistic!).toBe(first.length * second.length);
			})
		);
	});
});
