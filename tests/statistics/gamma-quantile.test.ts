import { expect, it } from 'vitest';
import { gammaQuantile } from '#lib/statistics/gamma-quantile.ts';
import { expectClose, reference } from './reference.ts';

it('agrees with R for shapes 1 to 1 000 000, probabilities from one in a million up', () => {
	for (const expected of reference<{ probability: number; shape: number; quantile: number }>(
		'gamma-quantile'
	)) {
		expectClose(gammaQuantile(expected.probability, expected.shape), expected.quantile, 1e-10);
	}
});

it('is the exponential distribution at shape 1', () => {
	expectClose(gammaQuantile(0.5, 1), Math.LN2, 1e-14);
	expectClose(gammaQuantile(1e-9, 1), 1e-9, 1e-6);
});

it('rises with the probability and with the shape, without a step where the two series meet', () => {
	for (const shape of [1, 14, 16, 500, 1000]) {
		let last = 0;
		for (let percent = 1; percent < 100; percent++) {
			const x = gammaQuantile(percent / 100, shape);
			expect(x).toBeGreaterThan(last);
			expect(gammaQuantile(percent / 100, shape + 0.01)).toBeGreaterThan(x);
			last = x;
		}
	}
});

it('refuses what has no quantile', () => {
	for (const [probability, shape] of [
		[0, 5],
		[1, 5],
		[0.5, 0.5],
		[NaN, 5],
		[0.5, NaN]
	] as const) {
		expect(() => gammaQuantile(probability, shape)).toThrow(RangeError);
	}
});
