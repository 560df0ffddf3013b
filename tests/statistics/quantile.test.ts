import { describe, expect, it, test } from 'vitest';
import { quantile } from '#lib/statistics/index.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = { name: string; value: number[]; q: number[]; quantile: number[] };

describe('agrees with R', () => {
	test.each(reference<Case>('quantile'))('$name', (expected) => {
		expected.q.forEach((q, i) => expectClose(quantile(expected.value, q), expected.quantile[i]!));
	});
});

it('has no answer for no values', () => {
	expect(quantile([], 0.5)).toBeNull();
});

it('refuses a quantile outside 0 to 1', () => {
	for (const q of [-0.1, 1.1, 50, NaN]) expect(() => quantile([1, 2], q)).toThrow(RangeError);
});

it('gives equal values back as they are, and leaves the order of its values alone', () => {
	const values = [0.1, 0.1, 0.1];
	expect(quantile(values, 1 / 3)).toBe(0.1);
	const mixed = [3, 1, 10, 2];
	expect(quantile(mixed, 0.5)).toBe(2.5);
	expect(mixed).toEqual([3, 1, 10, 2]);
});

it('lies among the values, rises with q, moves and stretches with the values', () => {
	const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });
	const q = fc.double({ min: 0, max: 1, noNaN: true });
	fc.assert(
		fc.property(values, q, q, (all, one, two) => {
			const low = quantile(all, Math.min(one, two))!;
			const high = quantile(all, Math.max(one, two))!;
			expect(low).toBeLessThanOrEqual(high + 1e-9);
			expect(low).toBeGreaterThanOrEqual(Math.min(...all));
			expect(high).toBeLessThanOrEqual(Math.max(...all) + 1e-9);
			const moved = quantile(all.map((value) => 3 * value + 7).reverse(), Math.min(one, two))!;
			expect(moved).toBeCloseTo(3 * low + 7, 8);
		})
	);
});
