import { expect, it } from 'vitest';
import { zeroEventsUpperBound } from '#lib/statistics/index.ts';
import { expectClose, reference } from './reference.ts';

type Case = { patients: number; confidence: number; high: number };

it('agrees with R for 1 to 100 000 patients at three confidences', () => {
	for (const { patients, confidence, high } of reference<Case>('zero-events')) {
		expectClose(zeroEventsUpperBound(patients, confidence), high);
	}
});

it('is near the rule of three: 3 in 100 after none in 100 (Hanley & Lippman-Hand 1983)', () => {
	expect(zeroEventsUpperBound(100)).toBeCloseTo(0.03, 3);
	expect(zeroEventsUpperBound(1)).toBeCloseTo(0.95, 12);
});

it('has no answer without patients, and refuses fewer than none', () => {
	expect(zeroEventsUpperBound(0)).toBeNull();
	expect(() => zeroEventsUpperBound(-1)).toThrow(RangeError);
	expect(() => zeroEventsUpperBound(10, 1)).toThrow(RangeError);
});

it('falls with every further patient', () => {
	for (let n = 1; n < 500; n++) {
		expect(zeroEventsUpperBound(n + 1)!).toBeLessThan(zeroEventsUpperBound(n)!);
	}
});
