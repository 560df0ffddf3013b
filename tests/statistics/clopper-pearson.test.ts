import { expect, it, test } from 'vitest';
import { clopperPearsonInterval, wilsonInterval } from '#lib/statistics/index.ts';
import { expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = { events: number; n: number; confidence: number; low: number; high: number };

it('agrees with R for 1 to 20 000 people at three confidences', () => {
	for (const expected of reference<Case>('clopper-pearson')) {
		expectInterval(
			clopperPearsonInterval(expected.events, expected.n, expected.confidence),
			expected
		);
	}
});

test.each([
	[81, 263, 0.2527, 0.3676],
	[15, 148, 0.0578, 0.1617],
	[0, 20, 0, 0.1684],
	[1, 29, 0.0009, 0.1776]
])('gives the published interval for %i of %i (Newcombe 1998a)', (events, n, low, high) => {
	const interval = clopperPearsonInterval(events, n)!;
	expect(interval.low).toBeCloseTo(low, 4);
	expect(interval.high).toBeCloseTo(high, 4);
});

it('has no answer when nobody was observed', () => {
	expect(clopperPearsonInterval(0, 0)).toBeNull();
});

it('reaches exactly 0 for none and exactly 1 for all', () => {
	for (let n = 1; n < 200; n++) {
		expect(clopperPearsonInterval(0, n)!.low).toBe(0);
		expect(clopperPearsonInterval(n, n)!.high).toBe(1);
	}
});

it('refuses more events than people', () => {
	expect(() => clopperPearsonInterval(6, 5)).toThrow(RangeError);
	expect(() => clopperPearsonInterval(NaN, 5)).toThrow(RangeError);
});

it('contains the proportion, stays within 0 to 1, and mirrors when events and others change places', () => {
	const counts = fc.integer({ min: 1, max: 5000 }).chain((n) => {
		return fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n));
	});
	fc.assert(
		fc.property(counts, ([events, n]) => {
			const interval = clopperPearsonInterval(events, n)!;
			const mirrored = clopperPearsonInterval(n - events, n)!;
			expect(interval.low).toBeGreaterThanOrEqual(0);
			expect(interval.low).toBeLessThanOrEqual(events / n);
			expect(interval.high).toBeGreaterThanOrEqual(events / n);
			expect(interval.high).toBeLessThanOrEqual(1);
			expect(mirrored.low).toBeCloseTo(1 - interval.high, 12);
		})
	);
});

it('is wider than Wilson, by so much as never to miss too often', () => {
	for (const [events, n] of [
		[0, 5],
		[3, 12],
		[20, 40],
		[500, 1000]
	] as const) {
		const exact = clopperPearsonInterval(events, n)!;
		const score = wilsonInterval(events, n)!;
		expect(exact.high - exact.low).toBeGreaterThan(score.high - score.low);
	}
});
