import { describe, expect, it, test } from 'vitest';
import { linearSlope } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	x: number[];
	y: number[];
	confidence: number;
	slope: number;
	intercept: number;
	standardError: number;
	t: number;
	p: number;
	degreesOfFreedom: number;
	low: number;
	high: number;
};

const points = fc.array(
	fc.record({ x: fc.integer({ min: 0, max: 10 }), y: fc.integer({ min: -40, max: 40 }) }),
	{ minLength: 3, maxLength: 40 }
);
const through = (all: { x: number; y: number }[]) =>
	linearSlope(
		all.map(({ x }) => x),
		all.map(({ y }) => y)
	);

describe('agrees with R', () => {
	test.each(reference<Case>('linear-slope'))('$name', (expected) => {
		const found = linearSlope(expected.x, expected.y, expected.confidence);
		expectClose(found.slope, expected.slope);
		expectClose(found.intercept, expected.intercept);
		expectClose(found.standardError, expected.standardError);
		expectClose(found.t, expected.t);
		expectClose(found.p, expected.p);
		expectInterval(found.interval, expected);
		expect(found.degreesOfFreedom).toBe(expected.degreesOfFreedom);
	});
});

it('gives what Dalgaard (2008) prints for the data `thuesen`: heart muscle by blood glucose', () => {
	const glucose = [
		15.3, 10.8, 8.1, 19.5, 7.2, 5.3, 9.3, 11.1, 7.5, 12.2, 6.7, 5.2, 19.0, 15.1, 6.7, 4.2, 10.3,
		12.5, 16.1, 13.3, 4.9, 8.8, 9.5
	];
	const velocity = [
		1.76, 1.34, 1.27, 1.47, 1.27, 1.49, 1.31, 1.09, 1.18, 1.22, 1.25, 1.19, 1.95, 1.28, 1.52, 1.12,
		1.37, 1.19, 1.05, 1.32, 1.03, 1.12, 1.7
	];
	const { slope, intercept, standardError, p } = linearSlope(glucose, velocity);
	expect(intercept).toBeCloseTo(1.098, 3);
	expect(slope).toBeCloseTo(0.02196, 5);
	expect(standardError).toBeCloseTo(0.01045, 5);
	expect(p).toBeCloseTo(0.0479, 4);
});

it('says why there is no line, or no interval', () => {
	expect(linearSlope([], [])).toMatchObject({ slope: null, reason: 'no data' });
	expect(linearSlope([1], [2])).toMatchObject({ slope: null, reason: 'one value' });
	expect(linearSlope([0.1, 0.1, 0.1], [1, 2, 3])).toMatchObject({
		slope: null,
		reason: 'one level'
	});
	expect(linearSlope([1, 2], [2, 3])).toMatchObject({
		slope: 1,
		interval: null,
		reason: 'too few values'
	});
});

it('gives points on the line an interval of no width and no p', () => {
	const x = [0.3, 0.5, 1.1, 2.7];
	for (const y of [x.map((value) => 0.1 + 0.7 * value), x.map(() => 0.1)]) {
		const found = linearSlope(x, y);
		expect(found).toMatchObject({ standardError: 0, p: null, reason: 'no variation' });
		expect(found.interval).toEqual({ low: found.slope, high: found.slope });
	}
});

it('refuses an x without y', () => {
	expect(() => linearSlope([1, 2], [1])).toThrow(RangeError);
});

it('contains the slope, does not see the order, stretches with the unit, turns with the sign', () => {
	fc.assert(
		fc.property(points, (all) => {
			const was = through(all);
			if (was.interval === null) return;
			const other = through(all.toReversed().map(({ x, y }) => ({ x: x / 2 + 9, y: -3 * y + 1 })));
			expect(was.interval.low).toBeLessThanOrEqual(was.slope!);
			expect(was.interval.high).toBeGreaterThanOrEqual(was.slope!);
			expect(other.slope).toBeCloseTo(-6 * was.slope!, 9);
			expect(other.interval!.high).toBeCloseTo(-6 * was.interval.low, 9);
			if (was.p !== null) expect(other.p).toBeCloseTo(was.p, 9);
		})
	);
});
