import { describe, expect, it, test } from 'vitest';
import { isotonic } from '#lib/statistics/index.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	means: number[];
	weights: number[];
	direction: 'rising' | 'falling';
	fitted: number[];
};

const levels = fc.array(
	fc.record({ mean: fc.integer({ min: -40, max: 40 }), weight: fc.integer({ min: 1, max: 30 }) }),
	{ minLength: 1, maxLength: 20 }
);
const split = (all: { mean: number; weight: number }[]) =>
	[all.map(({ mean }) => mean), all.map(({ weight }) => weight)] as const;

describe('agrees with R', () => {
	test.each(reference<Case>('isotonic'))('$name', ({ means, weights, direction, fitted }) => {
		const found = isotonic(means, weights, direction);
		found.fitted.forEach((value, i) => expectClose(value, fitted[i]!));
		expect(found.levels).toBe(new Set(fitted).size);
	});
});

it('gives what a calculation by hand gives: 3 and 2 become 2.5, weighted 3 to 1 become 2.75', () => {
	expect(isotonic([1, 3, 2, 4], [1, 1, 1, 1])).toEqual({ fitted: [1, 2.5, 2.5, 4], levels: 3 });
	expect(isotonic([3, 2], [3, 1])).toEqual({ fitted: [2.75, 2.75], levels: 1 });
});

it('fits nothing to nothing, and leaves one level and equal levels as they are', () => {
	expect(isotonic([], [])).toEqual({ fitted: [], levels: 0 });
	expect(isotonic([2], [5])).toEqual({ fitted: [2], levels: 1 });
	expect(isotonic([0.1, 0.1, 0.1], [1, 2, 3]).fitted).toEqual([0.1, 0.1, 0.1]);
});

it('is not moved by a level without patients', () => {
	expect(isotonic([1, 9, 2], [1, 0, 1]).fitted).toEqual([1, 2, 2]);
	expect(isotonic([1, -9, 2], [1, 0, 1]).fitted).toEqual([1, 1, 2]);
});

it('refuses a level without weight, and a weight below none', () => {
	expect(() => isotonic([1, 2], [1])).toThrow(RangeError);
	expect(() => isotonic([1, 2], [1, -1])).toThrow(RangeError);
});

it('rises, keeps the mean, does not touch what rises already, and falls for the opposite', () => {
	fc.assert(
		fc.property(levels, (all) => {
			const [means, weights] = split(all);
			const { fitted } = isotonic(means, weights);
			fitted.slice(1).forEach((value, i) => expect(value).toBeGreaterThanOrEqual(fitted[i]!));
			const total = (values: readonly number[]) =>
				values.reduce((sum, value, i) => sum + value * weights[i]!, 0);
			expect(total(fitted)).toBeCloseTo(total(means), 8);
			expect(isotonic(fitted, weights).fitted).toEqual(fitted);
			const falling = isotonic(
				means.map((value) => -3 * value + 7),
				weights,
				'falling'
			);
			falling.fitted.forEach((value, i) => expect(value).toBeCloseTo(-3 * fitted[i]! + 7, 9));
		})
	);
});
