import { describe, expect, it, test } from 'vitest';
import { linearSlope, restrictedCubicSpline, type Knots } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	x: number[];
	y: number[];
	at: number[];
	given?: Knots;
	knots: Knots;
	confidence: number;
	mean: number[];
	low: number[];
	high: number[];
	t: number;
	p: number;
	degreesOfFreedom: number;
};

const cases = reference<Case>('restricted-cubic-spline');
const depths = [0.25, 0.5, 1, 1.5, 2, 2.5];
const points = fc
	.array(fc.record({ x: fc.constantFrom(...depths), y: fc.integer({ min: -40, max: 40 }) }), {
		minLength: 12,
		maxLength: 40
	})
	.map((all) => [...all, ...depths.map((x, i) => ({ x, y: (i * 7) % 5 }))]);
const x = (all: { x: number }[]) => all.map((point) => point.x);
const y = (all: { y: number }[]) => all.map((point) => point.y);

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const { confidence, given: knots } = expected;
		const found = restrictedCubicSpline(expected.x, expected.y, expected.at, {
			confidence,
			...(knots && { knots })
		});
		found.knots!.forEach((knot, i) => expectClose(knot, expected.knots[i]!));
		expect(found.points).toHaveLength(expected.at.length);
		found.points.forEach(({ mean, interval }, i) => {
			expectClose(mean, expected.mean[i]!);
			expectInterval(interval, { low: expected.low[i]!, high: expected.high[i]! });
		});
		expectClose(found.bends!.t, expected.t);
		expectClose(found.bends!.p, expected.p);
		expect(found.degreesOfFreedom).toBe(expected.degreesOfFreedom);
	});
});

it('takes the knots from the distinct depths when most patients have one', () => {
	const most = cases.find(({ name }) => name === 'most at one depth')!;
	const found = restrictedCubicSpline(most.x, most.y, most.at);
	expect(found.knots).toEqual(most.given);
	expectClose(found.points[0]!.mean, most.mean[0]!);
});

it('says why there is no curve', () => {
	const of = (all: number[], ys: number[]) => restrictedCubicSpline(all, ys, [1]);
	expect(of([], [])).toMatchObject({ points: [], reason: 'no data' });
	expect(of([1, 2, 3, 4], [1, 2, 3, 4])).toMatchObject({ points: [], reason: 'too few levels' });
	const three = restrictedCubicSpline([1, 2, 3], [1, 2, 4], [1], { minimumLevels: 3 });
	expect(three).toMatchObject({ points: [], reason: 'too few values' });
});

it('says nothing outside the depths that were used', () => {
	const { x, y } = cases[1]!;
	expect(restrictedCubicSpline(x, y, [0.1, 0.5, 9]).points.map((point) => point.x)).toEqual([0.5]);
});

it('lies on the points, with intervals of no width, when they lie on a line', () => {
	const line = depths.map((depth) => 0.1 + 0.3 * depth);
	const found = restrictedCubicSpline(depths, line, depths);
	expect(found).toMatchObject({ bends: null, reason: 'no variation' });
	found.points.forEach(({ mean, interval }, i) => {
		expect(mean).toBeCloseTo(line[i]!, 12);
		expect(interval).toEqual({ low: mean, high: mean });
	});
});

it('is straight beyond the outer knots', () => {
	const { x, y } = cases[0]!;
	const [a, b, c] = restrictedCubicSpline(x, y, [23.2, 24, 24.8]).points;
	expect(b!.mean - a!.mean).toBeCloseTo(c!.mean - b!.mean, 10);
});

it('refuses an x without y', () => {
	expect(() => restrictedCubicSpline([1, 2], [1], [])).toThrow(RangeError);
});

it('contains the curve, does not see the order, moves and turns with the values', () => {
	fc.assert(
		fc.property(points, (all) => {
			const was = restrictedCubicSpline(x(all), y(all), depths);
			const turned = all.toReversed().map((point) => ({ ...point, y: 5 - 2 * point.y }));
			const is = restrictedCubicSpline(x(turned), y(turned), depths);
			was.points.forEach(({ mean, interval }, i) => {
				expect(interval.low).toBeLessThanOrEqual(mean);
				expect(interval.high).toBeGreaterThanOrEqual(mean);
				expect(is.points[i]!.mean).toBeCloseTo(5 - 2 * mean, 8);
				expect(is.points[i]!.interval.low).toBeCloseTo(5 - 2 * interval.high, 8);
			});
			// Least squares with one term more can only come nearer.
			expect(was.degreesOfFreedom).toBe(linearSlope(x(all), y(all)).degreesOfFreedom! - 1);
		})
	);
});
