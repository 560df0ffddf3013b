import { describe, expect, it, test } from 'vitest';
import { addSums, clusteredRate, type RateSums } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';
import { ratioSums } from './series.ts';

type Case = {
	name: string;
	events: number[];
	exposure: number[];
	share: boolean;
	confidence: number;
	rate: number;
	low: number;
	high: number;
};

/** For each patient, sessions with an event and sessions. */
function sessions(...patients: (readonly [number, number])[]): RateSums {
	const sums = ratioSums(patients.map(([numerator, denominator]) => ({ numerator, denominator })));
	return {
		patients: sums.patients,
		events: sums.numerator,
		exposure: sums.denominator,
		eventSquares: sums.numeratorSquares,
		exposureSquares: sums.denominatorSquares,
		crossProducts: sums.crossProducts
	};
}

describe('agrees with R', () => {
	test.each(reference<Case>('clustered-rate'))('$name', (expected) => {
		const patients = expected.events.map((events, i) => [events, expected.exposure[i]!] as const);
		const found = clusteredRate(sessions(...patients), expected);
		expectClose(found.rate, expected.rate);
		expectInterval(found.interval, expected);
		expect(found.reason).toBeNull();
	});
});

it('gives what a calculation by hand gives: 3 events in 6 sessions of two patients', () => {
	const found = clusteredRate(sessions([1, 4], [2, 2]));
	// Residuals 1 - 2 and 2 - 1; 2/1 x (1 + 1) / 6^2 = 1/9; t(.975, 1) = 12.7062; clipped at 0.
	expect(found.rate).toBe(0.5);
	expect(found.interval!.low).toBe(0);
	expect(found.interval!.high).toBeCloseTo(0.5 + 12.7062 / 3, 4);
	expect(clusteredRate(sessions([1, 4], [2, 2]), { share: true }).interval!.high).toBe(1);
});

it('says there is no data when no session was answered', () => {
	expect(clusteredRate(sessions())).toEqual({
		rate: null,
		interval: null,
		events: 0,
		exposure: 0,
		patients: 0,
		reason: 'no data'
	});
});

test.each([
	['one patient', sessions([1, 4]), 0.25],
	['no events', sessions([0, 4], [0, 3]), 0],
	['only events', sessions([4, 4], [3, 3]), 1]
] as const)('gives a rate without an interval for %s', (reason, sums, rate) => {
	expect(clusteredRate(sums, { share: true })).toMatchObject({ rate, interval: null, reason });
});

it('gives an interval of no width when every patient has the same rate', () => {
	const { rate, interval } = clusteredRate(sessions([1, 3], [2, 6], [1, 3]));
	expect(interval).toEqual({ low: rate, high: rate });
});

it('contains the rate, in any order, and halves when the exposure doubles', () => {
	const patient = fc
		.integer({ min: 1, max: 12 })
		.chain((exposure) => fc.tuple(fc.integer({ min: 0, max: exposure }), fc.constant(exposure)));
	fc.assert(
		fc.property(fc.array(patient, { minLength: 2, maxLength: 20 }), (patients) => {
			const found = clusteredRate(sessions(...patients));
			if (found.events === 0) return;
			const { low, high } = found.interval!;
			expect(low).toBeGreaterThanOrEqual(0);
			expect(low).toBeLessThanOrEqual(found.rate!);
			expect(high).toBeGreaterThanOrEqual(found.rate!);
			const twice = patients.map(([events, exposure]) => [events, 2 * exposure] as const);
			const doubled = clusteredRate(sessions(...twice.reverse()));
			expect(doubled.rate).toBeCloseTo(found.rate! / 2, 12);
			expect(doubled.interval!.high).toBeCloseTo(high / 2, 9);
			const [first, ...rest] = patients;
			expect(addSums(sessions(first!), sessions(...rest))).toEqual(sessions(...patients));
		})
	);
});
