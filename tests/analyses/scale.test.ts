import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { niceScale } from '#lib/server/analyses/scale.ts';

describe('the axis of a chart', () => {
	it.each([
		{ values: [0.1, 0.84, 1.07], scale: { min: 0, max: 1.2, step: 0.2, decimals: 1 } },
		{ values: [-0.05, 0.3], scale: { min: -0.1, max: 0.3, step: 0.1, decimals: 1 } },
		{ values: [150.7, 202], scale: { min: 0, max: 250, step: 50, decimals: 0 } },
		{ values: [], scale: { min: 0, max: 0.5, step: 0.1, decimals: 1 }, atLeast: 0.5 }
	])('holds $values in round steps', ({ values, scale, atLeast }) => {
		const nice = niceScale(values, atLeast);
		expect(nice.min).toBeCloseTo(scale.min, 9);
		expect(nice.max).toBeCloseTo(scale.max, 9);
		expect(nice.step).toBeCloseTo(scale.step, 9);
		expect(nice.decimals).toBe(scale.decimals);
	});

	it('holds every value and zero, with at most eleven steps that its decimals can write', () => {
		const values = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1 });
		fc.assert(
			fc.property(values, (list) => {
				fc.pre(Math.max(...list.map(Math.abs)) > 1e-3);
				const { min, max, step, decimals } = niceScale(list);
				const slack = step * 1e-6;
				expect(min).toBeLessThanOrEqual(Math.min(0, ...list) + slack);
				expect(max).toBeGreaterThanOrEqual(Math.max(0, ...list) - slack);
				expect((max - min) / step).toBeLessThanOrEqual(11);
				expect(Math.abs(Number(step.toFixed(decimals)) - step)).toBeLessThan(slack);
			}),
			{ numRuns: 1000 }
		);
	});
});
