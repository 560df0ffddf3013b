import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { told, toldEstimate, toldP } from '#lib/server/analyses/told.ts';

describe('numbers as they leave the server (SR-5.3)', () => {
	it.each([
		[1.0714285714, 2, 1.071],
		[-0.3333333333, 2, -0.333],
		// 0.745 would be read as 0.75 where the page says 0.74.
		[0.7449, 2, 0.744],
		[-0.7449, 2, -0.744],
		[0.7451, 2, 0.746],
		// A mean that is just so leaves as it is.
		[1.125, 2, 1.125],
		[-0.00004, 2, 0],
		[44.44444, 0, 44.4],
		[17, 0, 17]
	])(
		'have one decimal more than the page shows: %d with %d decimals is %d',
		(value, decimals, expected) => {
			expect(told(value, decimals)).toBe(expected);
		}
	);

	it('give what the page shows when they are rounded again', () => {
		fc.assert(
			fc.property(
				fc.double({ min: -1000, max: 1000, noNaN: true }),
				fc.integer({ min: 0, max: 3 }),
				(value, decimals) => {
					const left = told(value, decimals);
					expect(Number(left.toFixed(decimals)) + 0).toBe(Number(value.toFixed(decimals)) + 0);
					expect(Math.abs(left - value)).toBeLessThanOrEqual(10 ** -(decimals + 1) * 1.000001);
					expect(Number(left.toFixed(decimals + 1)) + 0).toBe(left);
				}
			),
			{ numRuns: 1000 }
		);
	});

	it('stay away where there is none, and a small p is never 0', () => {
		expect(told(null, 2)).toBeNull();
		expect(toldEstimate({ value: 1.23456, low: null, high: null }, 2)).toEqual({
			value: 1.234,
			low: null,
			high: null
		});
		expect([toldP(0.0000123), toldP(0.00391), toldP(0.04321987), toldP(null)]).toEqual([
			0.00001,
			0.0039,
			0.0432,
			null
		]);
	});
});
