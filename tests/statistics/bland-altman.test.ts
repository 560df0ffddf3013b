import { describe, expect, it, test } from 'vitest';
import { blandAltman } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	confidence: number;
	multiple: number;
	first: number[];
	second: number[];
	bias: number;
	sd: number;
	low: number;
	high: number;
	biasLow: number;
	biasHigh: number;
	lowerLow: number;
	lowerHigh: number;
	upperLow: number;
	upperHigh: number;
};

const cases = reference<Case>('bland-altman');

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const found = blandAltman(expected.first, expected.second, expected);
		expectClose(found.bias, expected.bias);
		expectClose(found.sd, expected.sd);
		expectInterval(found.limits, expected);
		expectInterval(found.biasInterval, { low: expected.biasLow, high: expected.biasHigh });
		expectInterval(found.lowerLimitInterval, { low: expected.lowerLow, high: expected.lowerHigh });
		expectInterval(found.upperLimitInterval, { low: expected.upperLow, high: expected.upperHigh });
	});
});

it('gives what Bland & Altman 1986 print for peak flow, who took two deviations for 1.96', () => {
	const { first, second } = cases[0]!;
	const found = blandAltman(first, second, { multiple: 2 });
	expect(found.bias).toBeCloseTo(-2.1, 1);
	expect(found.sd).toBeCloseTo(38.8, 1);
	expect(found.limits!.low).toBeCloseTo(-79.7, 0);
	expect(found.limits!.high).toBeCloseTo(75.5, 0);
	expect(found.biasInterval!.low).toBeCloseTo(-22, 0);
	expect(found.biasInterval!.high).toBeCloseTo(17.8, 0);
	// Printed -114.3 to -45.1 with the error rounded to sqrt(3/n) s; a little wider without.
	expect(Math.abs(found.lowerLimitInterval!.low + 114.3)).toBeLessThan(1.5);
	expect(Math.abs(found.lowerLimitInterval!.high + 45.1)).toBeLessThan(1.5);
});

it('says why there is no answer, or no interval', () => {
	expect(blandAltman([], [])).toMatchObject({ bias: null, limits: null, reason: 'no data' });
	expect(blandAltman([3], [1])).toMatchObject({ bias: 2, sd: null, reason: 'one value' });
	const two = blandAltman([1, 4], [1, 2]);
	expect(two).toMatchObject({ bias: 1, biasInterval: null, reason: 'too few subjects' });
	expect(two.limits!.high).toBeCloseTo(1 + 1.96 * Math.SQRT2, 12);
	expect(() => blandAltman([1, 2], [1])).toThrow(RangeError);
});

it('has limits of no width when all differences are equal', () => {
	const first = Array.from({ length: 12 }, (_, i) => i);
	const found = blandAltman(
		first,
		first.map((value) => value - 1)
	);
	expect(found).toMatchObject({ bias: 1, sd: 0, limits: { low: 1, high: 1 }, fewSubjects: true });
	expect(found.lowerLimitInterval).toEqual({ low: 1, high: 1 });
});

it('turns when the measurements change places, stretches with the unit, whatever the order', () => {
	const value = fc.integer({ min: -50, max: 50 });
	const pairs = fc.array(fc.tuple(value, value), { minLength: 10, maxLength: 40 });
	fc.assert(
		fc.property(pairs, fc.integer({ min: 1, max: 9 }), (all, by) => {
			const was = blandAltman(
				all.map(([a]) => a),
				all.map(([, b]) => b)
			);
			const turned = all.toReversed();
			const is = blandAltman(
				turned.map(([, b]) => by * b + 4),
				turned.map(([a]) => by * a + 4)
			);
			expect(is.bias).toBeCloseTo(-by * was.bias!, 9);
			expect(is.limits!.low).toBeCloseTo(-by * was.limits!.high, 8);
			expect(is.lowerLimitInterval!.low).toBeCloseTo(-by * was.upperLimitInterval!.high, 8);
			expect(was.biasInterval!.low).toBeLessThanOrEqual(was.bias!);
			expect(was.lowerLimitInterval!.high).toBeGreaterThanOrEqual(was.limits!.low);
		})
	);
});
