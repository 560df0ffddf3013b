import { expect, it, test } from 'vitest';
import { fisherExact, riskRatio, type Share } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Groups = { first: Share; second: Share };
type Ratio = Groups & { confidence: number; ratio: number; low: number; high: number };

const share: fc.Arbitrary<Share> = fc
	.integer({ min: 1, max: 300 })
	.chain((n) => fc.record({ events: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

it('the ratio agrees with R', () => {
	for (const expected of reference<Ratio>('risk-ratio')) {
		const found = riskRatio(expected.first, expected.second, expected.confidence);
		expectClose(found.ratio, expected.ratio);
		expectInterval(found.interval, expected);
	}
});

it("Fisher's test agrees with R up to 11 000 in each group", () => {
	for (const expected of reference<Groups & { p: number }>('fisher-exact')) {
		expectClose(fisherExact(expected.first, expected.second), expected.p);
	}
});

it("gives 1.82, 1.43 to 2.31 for the heart attacks of the Physicians' Health Study (Agresti 2013)", () => {
	const { ratio, interval } = riskRatio({ events: 189, n: 11034 }, { events: 104, n: 11037 });
	expect(ratio).toBeCloseTo(1.82, 2);
	expect(interval!.low).toBeCloseTo(1.43, 2);
	expect(interval!.high).toBeCloseTo(2.31, 2);
});

it('gives the p of the lady tasting tea (Fisher 1935): 34 of 70 ways', () => {
	// Of the ways to name four of eight cups, 4 x 4 have three right, one has all, and mirrored.
	expectClose(fisherExact({ events: 3, n: 4 }, { events: 1, n: 4 }), (2 * (16 + 1)) / 70);
});

test.each([
	[0, 0, 1, 4, 'no data'],
	[0, 5, 1, 4, 'no events'],
	[1, 5, 0, 4, 'no events'],
	[5, 5, 1, 4, 'only events'],
	[1, 5, 4, 4, 'only events']
])('has no ratio for %i of %i against %i of %i', (a, m, b, n, reason) => {
	expect(riskRatio({ events: a, n: m }, { events: b, n })).toEqual({
		ratio: null,
		interval: null,
		reason
	});
});

it('has no test without patients, and sees no difference where nobody or everybody had it', () => {
	expect(fisherExact({ events: 0, n: 0 }, { events: 1, n: 2 })).toBeNull();
	expect(fisherExact({ events: 0, n: 3 }, { events: 0, n: 2 })).toBe(1);
	expect(fisherExact({ events: 3, n: 3 }, { events: 2, n: 2 })).toBe(1);
});

it('refuses more events than people, and half an event', () => {
	expect(() => riskRatio({ events: 3, n: 2 }, { events: 1, n: 2 })).toThrow(RangeError);
	expect(() => fisherExact({ events: 0.5, n: 2 }, { events: 1, n: 2 })).toThrow(RangeError);
});

it('the interval contains the ratio and turns when the groups change places; so does the test not', () => {
	fc.assert(
		fc.property(share, share, (first, second) => {
			const { ratio, interval } = riskRatio(first, second);
			const p = fisherExact(first, second)!;
			expect(p).toBeGreaterThan(0);
			expect(p).toBeLessThanOrEqual(1);
			expectClose(fisherExact(second, first), p, 1e-9);
			if (ratio === null) return;
			expect(interval!.low).toBeLessThanOrEqual(ratio);
			expect(interval!.high).toBeGreaterThanOrEqual(ratio);
			expectClose(riskRatio(second, first).interval!.low, 1 / interval!.high, 1e-12);
		})
	);
});
