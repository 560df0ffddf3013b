import { expect, it, test } from 'vitest';
import { garwoodInterval } from '#lib/statistics/index.ts';
import { expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = { events: number; exposure: number; confidence: number; low: number; high: number };

it('agrees with R for 0 to 100 000 events, on both sides of 900', () => {
	for (const expected of reference<Case>('garwood')) {
		const { events, exposure, confidence } = expected;
		expectInterval(garwoodInterval(events, exposure, confidence), expected);
	}
});

test.each([
	[0, 0, 3.689],
	[1, 0.025, 5.572],
	[10, 4.795, 18.39]
])(
	'gives the limits that tables of the Poisson distribution print for a count of %i',
	(events, low, high) => {
		const interval = garwoodInterval(events, 1)!;
		expect(interval.low).toBeCloseTo(low, 3);
		expect(interval.high).toBeCloseTo(high, 3);
	}
);

it('has no answer without sessions', () => {
	expect(garwoodInterval(0, 0)).toBeNull();
});

it('refuses negative counts', () => {
	expect(() => garwoodInterval(-1, 10)).toThrow(RangeError);
	expect(() => garwoodInterval(1, NaN)).toThrow(RangeError);
});

it('contains the rate, and halves when the exposure doubles', () => {
	const count = fc.integer({ min: 0, max: 3000 });
	fc.assert(
		fc.property(count, fc.integer({ min: 1, max: 3000 }), (events, exposure) => {
			const interval = garwoodInterval(events, exposure)!;
			const longer = garwoodInterval(events, 2 * exposure)!;
			expect(interval.low).toBeLessThanOrEqual(events / exposure);
			expect(interval.high).toBeGreaterThan(events / exposure);
			expect(longer.low).toBeCloseTo(interval.low / 2, 10);
			expect(longer.high).toBeCloseTo(interval.high / 2, 10);
		})
	);
});
