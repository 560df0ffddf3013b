import { expect, it, test } from 'vitest';
import { wilsonInterval } from '#lib/statistics/index.ts';
import { expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = { events: number; n: number; confidence: number; low: number; high: number };

it('agrees with R for 1 to 20 000 people at three confidences', () => {
	for (const expected of reference<Case>('wilson')) {
		expectInterval(wilsonInterval(expected.events, expected.n, expected.confidence), expected);
	}
});

test.each([
	[81, 263, 0.2553, 0.3662],
	[15, 148, 0.0624, 0.1605],
	[0, 20, 0, 0.1611],
	[1, 29, 0.0061, 0.1718]
])('gives the published interval for %i of %i (Newcombe 1998a)', (events, n, low, high) => {
	const interval = wilsonInterval(events, n)!;
	expect(interval.low).toBeCloseTo(low, 4);
	expect(interval.high).toBeCloseTo(high, 4);
});

it('has no answer when nobody was observed', () => {
	expect(wilsonInterval(0, 0)).toBeNull();
});

it('reaches exactly 0 for none and exactly 1 for all', () => {
	for (let n = 1; n < 200; n++) {
		expect(wilsonInterval(0, n)!.low).toBe(0);
		expect(wilsonInterval(n, n)!.high).toBe(1);
	}
});

it('refuses more events than people', () => {
	expect(() => wilsonInterval(6, 5)).toThrow(RangeError);
	expect(() => wilsonInterval(NaN, 5)).toThrow(RangeError);
});

it('contains the proportion, stays within 0 to 1, and mirrors when events and others change places', () => {
	const counts = fc.integer({ min: 1, max: 5000 }).chain((n) => {
		return fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n));
	});
	fc.assert(
		fc.property(counts, ([events, n]) => {
			const interval = wilsonInterval(events, n)!;
			const mirrored = wilsonInterval(n - events, n)!;
			expect(interval.low).toBeGreaterThanOrEqual(0);
			expect(interval.low).toBeLessThanOrEqual(events / n);
			expect(interval.high).toBeGreaterThanOrEqual(events / n);
			expect(interval.high).toBeLessThanOrEqual(1);
			expect(mirrored.low).toBeCloseTo(1 - interval.high, 12);
		})
	);
});
