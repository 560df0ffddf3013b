import { describe, expect, it, test } from 'vitest';
import {
	pairedProportionDifference,
	proportionDifference,
	type Pairs,
	type Share
} from '#lib/statistics/index.ts';
import { expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Limits = { confidence: number; difference: number; low: number; high: number };

const share: fc.Arbitrary<Share> = fc
	.integer({ min: 1, max: 300 })
	.chain((n) => fc.record({ events: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
const count = fc.integer({ min: 0, max: 40 });
const pairs: fc.Arbitrary<Pairs> = fc
	.record({ both: count, onlyFirst: count, onlySecond: count, neither: count })
	.filter((all) => Object.values(all).some((each) => each > 0));

describe('agrees with R', () => {
	it('for different patients', () => {
		for (const expected of reference<Limits & { first: Share; second: Share }>('newcombe')) {
			const found = proportionDifference(expected.first, expected.second, expected.confidence);
			expect(found.difference).toBeCloseTo(expected.difference, 14);
			expectInterval(found.interval, expected);
		}
	});

	it('for the same patients', () => {
		for (const expected of reference<Limits & { pairs: Pairs }>('newcombe-paired')) {
			const found = pairedProportionDifference(expected.pairs, expected.confidence);
			expect(found.difference).toBeCloseTo(expected.difference, 14);
			expectInterval(found.interval, expected);
		}
	});
});

test.each([
	[56, 70, 48, 80, 0.0524, 0.3339],
	[9, 10, 3, 10, 0.1705, 0.809],
	[6, 7, 2, 7, 0.0582, 0.8062],
	[5, 56, 0, 29, -0.0381, 0.1926],
	[0, 10, 0, 20, -0.1611, 0.2775],
	[0, 10, 0, 10, -0.2775, 0.2775],
	[10, 10, 0, 20, 0.6791, 1],
	[10, 10, 0, 10, 0.6075, 1]
])(
	'gives the published interval for %i/%i less %i/%i (Newcombe 1998b)',
	(a, m, b, n, low, high) => {
		const { interval } = proportionDifference({ events: a, n: m }, { events: b, n });
		expect(interval!.low).toBeCloseTo(low, 4);
		expect(interval!.high).toBeCloseTo(high, 4);
	}
);

test.each([
	[{ both: 20, onlyFirst: 12, onlySecond: 2, neither: 16 }, 0.0562, 0.3292],
	// Altman, Machin, Bryant & Gardner (2000), table 6.2
	[{ both: 14, onlyFirst: 5, onlySecond: 0, neither: 22 }, 0.011, 0.226]
])('gives the published interval for the same patients, %o (Newcombe 1998c)', (seen, low, high) => {
	const { interval } = pairedProportionDifference(seen);
	expect(interval!.low).toBeCloseTo(low, 3);
	expect(interval!.high).toBeCloseTo(high, 3);
});

it('has no answer when nobody was observed', () => {
	const none = { difference: null, interval: null, reason: 'no data' };
	expect(proportionDifference({ events: 0, n: 0 }, { events: 1, n: 2 })).toEqual(none);
	expect(pairedProportionDifference({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 })).toEqual(
		none
	);
});

it('answers when nobody, everybody, or each other time everybody had it', () => {
	for (const all of ['both', 'onlyFirst', 'onlySecond', 'neither'] as const) {
		const seen = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0, [all]: 12 };
		const { difference, interval } = pairedProportionDifference(seen);
		expect(interval!.low).toBeLessThanOrEqual(difference!);
		expect(interval!.high).toBeGreaterThanOrEqual(difference!);
	}
});

it('refuses more events than people', () => {
	expect(() => proportionDifference({ events: 3, n: 2 }, { events: 1, n: 2 })).toThrow(RangeError);
});

it('contains the difference, stays within -1 to 1, and turns when the groups change places', () => {
	fc.assert(
		fc.property(share, share, (first, second) => {
			const { difference, interval } = proportionDifference(first, second);
			const turned = proportionDifference(second, first);
			expect(interval!.low).toBeGreaterThanOrEqual(-1);
			expect(interval!.low).toBeLessThanOrEqual(difference!);
			expect(interval!.high).toBeGreaterThanOrEqual(difference!);
			expect(interval!.high).toBeLessThanOrEqual(1);
			expect(turned.interval!.low).toBeCloseTo(-interval!.high, 12);
		})
	);
});

it('does so for the same patients, where answers that agree make it narrower', () => {
	fc.assert(
		fc.property(pairs, (seen) => {
			const { difference, interval } = pairedProportionDifference(seen);
			const turned = pairedProportionDifference({
				...seen,
				onlyFirst: seen.onlySecond,
				onlySecond: seen.onlyFirst
			});
			const width = interval!.high - interval!.low;
			expect(interval!.low).toBeLessThanOrEqual(difference!);
			expect(interval!.high).toBeGreaterThanOrEqual(difference!);
			expect(turned.interval!.low).toBeCloseTo(-interval!.high, 12);
			if (seen.both * seen.neither < seen.onlyFirst * seen.onlySecond) return;
			const n = seen.both + seen.onlyFirst + seen.onlySecond + seen.neither;
			const other = proportionDifference(
				{ events: seen.both + seen.onlyFirst, n },
				{ events: seen.both + seen.onlySecond, n }
			).interval!;
			expect(width).toBeLessThanOrEqual(other.high - other.low + 1e-12);
		})
	);
});
