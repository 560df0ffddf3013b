import { describe, expect, it, test } from 'vitest';
import {
	pairedProportionDifference,
	proportionDifference,
	type Pairs,
	type Share,
	wilsonInterval
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
	// 4 x 4 - 1 x 1 = 15, less half of ten patients, over 5 x 5.
	[{ both: 4, onlyFirst: 1, onlySecond: 1, neither: 4 }, 0.4],
	// 1 x 1 - 3 x 3 = -8, not corrected, over 4 x 4.
	[{ both: 1, onlyFirst: 3, onlySecond: 3, neither: 1 }, -0.5],
	// 3 x 3 - 2 x 2 = 5, all of it taken by the correction.
	[{ both: 3, onlyFirst: 2, onlySecond: 2, neither: 3 }, 0]
])('gives what a calculation by hand gives for the same patients, %o', (seen, correlation) => {
	const n = seen.both + seen.onlyFirst + seen.onlySecond + seen.neither;
	const { difference, interval } = pairedProportionDifference(seen);
	const { low, high } = wilsonInterval(n / 2, n)!;
	const reach = ((high - low) / 2) * Math.sqrt(2 - 2 * correlation);
	expect(difference).toBe(0);
	expectInterval(interval, { low: -reach, high: reach });
});

it('answers for the same patients as for different ones when their answers do not go together', () => {
	// Bentur et al. 2009, the airways of 21 children before and after a stem cell transplantation.
	const paired = pairedProportionDifference({ both: 1, onlyFirst: 1, onlySecond: 7, neither: 12 });
	expect(paired).toEqual(proportionDifference({ events: 2, n: 21 }, { events: 8, n: 21 }));
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
