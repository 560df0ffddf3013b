/** Charts worked out in R, and how they are compared. */
import { expect } from 'vitest';
import type { ControlPoint, ControlRule } from '#lib/statistics/index.ts';
import { expectClose } from './reference.ts';

export type ChartCase = {
	name: string;
	rebaseAt: number[];
	centre: number[];
	low: number[];
	high: number[];
	/** of each stretch: the mean moving range, or how the z scores vary */
	scale: number[];
	outside: boolean[];
	shift: boolean[];
	trend: boolean[];
	twoOfThree: boolean[];
};

export function expectPoints(points: readonly ControlPoint[], expected: ChartCase): void {
	points.forEach(({ centre, low, high }, i) => {
		expectClose(centre, expected.centre[i]!);
		expectClose(low, expected.low[i]!);
		expectClose(high, expected.high[i]!);
	});
	expect(marked(points, 'outside')).toEqual(expected.outside);
	expect(marked(points, 'shift')).toEqual(expected.shift);
	expect(marked(points, 'trend')).toEqual(expected.trend);
	expect(marked(points, 'two of three')).toEqual(expected.twoOfThree);
}

function marked(points: readonly ControlPoint[], rule: ControlRule): boolean[] {
	return points.map(({ signal }) => signal.rules.includes(rule));
}
