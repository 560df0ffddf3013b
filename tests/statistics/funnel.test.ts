import { describe, expect, it, test } from 'vitest';
import {
	proportionFunnel,
	proportionLimits,
	ratioFunnel,
	ratioLimits,
	type FunnelLimits
} from '#lib/statistics/index.ts';
import { binomialLimits, poissonLimits } from '#lib/statistics/count-limits.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	kind: 'proportion' | 'ratio';
	count: number[];
	size: number[];
	target: number;
	low95: number[];
	high95: number[];
	low998: number[];
	high998: number[];
	phi: number;
	tauSquared: number;
	wideLow95: number[];
	wideHigh95: number[];
	wideLow998: number[];
	wideHigh998: number[];
};

const cases = reference<Case>('funnel');
const drawn = ({ kind, count, size, target }: Case) =>
	kind === 'proportion'
		? proportionFunnel(
				count.map((events, i) => ({ events, patients: size[i]! })),
				{ target }
			)
		: ratioFunnel(
				count.map((observed, i) => ({ observed, expected: size[i]! })),
				{ target }
			);

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const found = drawn(expected);
		expectClose(found.target, expected.target);
		expectClose(found.phi, expected.phi);
		expectClose(found.tauSquared, expected.tauSquared);
		found.units.forEach(({ value, limits, widened }, i) => {
			expectClose(value, expected.count[i]! / expected.size[i]!);
			const { warning, action } = limits!;
			expectInterval(warning, { low: expected.low95[i]!, high: expected.high95[i]! });
			expectInterval(action, { low: expected.low998[i]!, high: expected.high998[i]! });
			expectInterval(widened!.warning, {
				low: expected.wideLow95[i]!,
				high: expected.wideHigh95[i]!
			});
			expectInterval(widened!.action, {
				low: expected.wideLow998[i]!,
				high: expected.wideHigh998[i]!
			});
		});
	});
});

const bristol = cases[0]!;
const outside = (value: number | null, limits: FunnelLimits | null, which: keyof FunnelLimits) =>
	value! < limits![which].low || value! > limits![which].high;

it('shows what the Bristol inquiry saw: one hospital outside 99.8 %, pooled mortality 12 %', () => {
	const { units, target } = proportionFunnel(
		bristol.count.map((events, i) => ({ events, patients: bristol.size[i]! }))
	);
	expect(target).toBeCloseTo(0.12, 3);
	const far = units.flatMap(({ value, limits }, i) =>
		outside(value, limits, 'action') ? [i] : []
	);
	expect(far).toEqual([0]);
	expect(units[0]!.value).toBeGreaterThan(units[0]!.limits!.action.high);
});

it('gives what a calculation by hand gives: two of three at a target of a half', () => {
	// P(R <= 2) = 7/8, P(R = 2) = 3/8: above 0.6 by 11/40, which is 11/15 of a step.
	expectClose(binomialLimits([0.6], 3, 0.5)[0]!, 2 - 11 / 15);
	// P(R <= 1) = 2/e, P(R = 1) = 1/e.
	expectClose(poissonLimits([0.5], 1)[0]!, 1 - (2 - Math.E / 2));
});

it('gives each unit its value and no limits below five units', () => {
	const four = [1, 2, 3, 4].map((events) => ({ events, patients: 10 }));
	const few = proportionFunnel(four);
	expect(few).toMatchObject({ target: 0.25, reason: 'too few units', phi: null });
	expect(few.units[0]).toEqual({ value: 0.1, limits: null, widened: null });
	const five = proportionFunnel([...four, { events: 0, patients: 0 }, { events: 2, patients: 8 }]);
	expect(five).toMatchObject({ reason: null, phi: null, tauSquared: null });
	expect(five.units[4]).toEqual({ value: null, limits: null, widened: null });
	expect(five.units[5]!.limits).not.toBeNull();
	expect(five.units[5]!.widened).toBeNull();
});

it('says why there are no limits when nobody is there, or it happened to nobody or everybody', () => {
	expect(proportionFunnel([])).toEqual({
		target: null,
		units: [],
		phi: null,
		tauSquared: null,
		reason: 'no data'
	});
	const alike = (events: number) => Array.from({ length: 12 }, () => ({ events, patients: 5 }));
	expect(proportionFunnel(alike(0)).reason).toBe('no events');
	expect(proportionFunnel(alike(5)).reason).toBe('only events');
	expect(ratioFunnel(Array.from({ length: 12 }, () => ({ observed: 0, expected: 2 }))).reason).toBe(
		'no events'
	);
});

it('does not widen where units differ no more than by chance', () => {
	const alike = Array.from({ length: 12 }, () => ({ events: 3, patients: 12 }));
	const { phi, tauSquared, units } = proportionFunnel(alike);
	expect([phi, tauSquared]).toEqual([0, 0]);
	const reach = 1.959963984540054 * Math.sqrt((0.25 * 0.75) / 12);
	expectInterval(units[0]!.widened!.warning, { low: 0.25 - reach, high: 0.25 + reach });
});

it('refuses a target or a size that cannot be', () => {
	for (const target of [0, 1, NaN])
		expect(() => binomialLimits([0.5], 9, target)).toThrow(RangeError);
	expect(() => binomialLimits([0.5], 2.5, 0.1)).toThrow(RangeError);
	expect(() => binomialLimits([1], 2, 0.1)).toThrow(RangeError);
	expect(() => poissonLimits([0.5], 0)).toThrow(RangeError);
});

describe('whatever the target', () => {
	const target = fc.double({ min: 0.01, max: 0.99, noNaN: true });
	const size = fc.integer({ min: 1, max: 3000 });

	it('limits are nested and narrow with the number of patients', () => {
		fc.assert(
			fc.property(target, size, fc.double({ min: 0, max: 0.05, noNaN: true }), (at, n, tau) => {
				const both = [proportionLimits(at, n, tau), ratioLimits(2 * at, n, tau)];
				for (const { limits, widened } of both) {
					for (const { warning, action } of [limits, widened!]) {
						expect(action.low).toBeLessThanOrEqual(warning.low);
						expect(warning.low).toBeLessThanOrEqual(warning.high);
						expect(warning.high).toBeLessThanOrEqual(action.high);
					}
				}
				const wide = (size: number) => {
					const { warning } = proportionLimits(at, size).limits;
					return warning.high - warning.low;
				};
				expect(wide(4 * n + 400)).toBeLessThan(wide(n + 50));
			})
		);
	});

	it('the upper limit of what happened is the lower limit of what did not', () => {
		fc.assert(
			fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), size, (at, n) => {
				// Interpolation goes down from r, so that the mirrored limit lies one step further on.
				const high = binomialLimits([0.975], n, at)[0]!;
				const low = binomialLimits([0.025], n, 1 - at)[0]!;
				expect(high).toBeCloseTo(n - 1 - low, 6);
			})
		);
	});

	it('does not depend on the order of the units', () => {
		const units = bristol.count.map((events, i) => ({ events, patients: bristol.size[i]! }));
		const turned = proportionFunnel(units.toReversed());
		const found = proportionFunnel(units);
		expect(turned.tauSquared).toBeCloseTo(found.tauSquared!, 12);
		expect(turned.units.toReversed()[3]!.limits).toEqual(found.units[3]!.limits);
	});
});
