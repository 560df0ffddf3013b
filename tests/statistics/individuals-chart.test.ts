import { describe, expect, it, test } from 'vitest';
import { individualsChart } from '#lib/statistics/index.ts';
import { expectPoints, type ChartCase } from './control-cases.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = ChartCase & { value: number[] };
const cases = reference<Case>('individuals-chart');

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const { points, stretches } = individualsChart(expected.value, expected);
		expectPoints(points, expected);
		stretches.forEach(({ movingRange }, i) => expectClose(movingRange, expected.scale[i]!));
	});
});

it('gives the limits that Montgomery prints for viscosity: 33.52, 32.24 and 34.80', () => {
	const { points, stretches } = individualsChart(cases[0]!.value);
	expect(points[0]!.centre).toBeCloseTo(33.52, 2);
	expect(stretches[0]!.movingRange).toBeCloseTo(0.48, 2);
	expect(points[0]!.low).toBeCloseTo(32.24, 2);
	expect(points[0]!.high).toBeCloseTo(34.8, 2);
	expect(points.every(({ signal }) => signal.rules.length === 0)).toBe(true);
});

const zigzag = (n: number, by = 1) => Array.from({ length: n }, (_, i) => 5 + (i % 2 ? by : -by));

it('has a mean and no limits below 12 points, provisional limits below 20', () => {
	const eleven = individualsChart(zigzag(11));
	expect(eleven.stretches[0]).toMatchObject({ reason: 'too few points', provisional: false });
	expect(eleven.points[3]).toMatchObject({ value: 6, low: null, high: null });
	expect(eleven.points[3]!.centre).toBeCloseTo(54 / 11, 12);
	expect(individualsChart(zigzag(12)).stretches[0]).toMatchObject({
		provisional: true,
		reason: null
	});
	expect(individualsChart(zigzag(19)).stretches[0]).toMatchObject({ provisional: true });
	expect(individualsChart(zigzag(20)).stretches[0]).toMatchObject({ provisional: false });
	const short = individualsChart(zigzag(24), { rebaseAt: [20] });
	expect(short.stretches.map(({ reason }) => reason)).toEqual([null, 'too few points']);
});

it('says so when there is nothing, or no variation', () => {
	expect(individualsChart([])).toEqual({ points: [], stretches: [] });
	expect(individualsChart([null, null]).stretches).toMatchObject([
		{ count: 0, centre: null, reason: 'no data' }
	]);
	const same = individualsChart(Array.from({ length: 24 }, () => 0.1));
	expect(same.stretches).toMatchObject([{ reason: 'no variation', movingRange: 0 }]);
	expect(same.points[0]).toMatchObject({ low: null, signal: { rules: [], side: null } });
	expect(same.points[0]!.centre).toBeCloseTo(0.1, 12);
});

it('drops a large moving range once, and not the last that is left', () => {
	const one = [...zigzag(20, 0.1), 9, ...zigzag(20, 0.1)];
	const { stretches, points } = individualsChart(one);
	expect(stretches[0]).toMatchObject({ dropped: 2 });
	expect(stretches[0]!.movingRange).toBeCloseTo(0.2, 12);
	expect(points[20]!.signal).toEqual({ rules: ['outside'], side: 'high' });
	const step = individualsChart([
		...Array.from({ length: 10 }, () => 1),
		...Array.from({ length: 10 }, () => 2)
	]);
	expect(step.stretches[0]).toMatchObject({ dropped: 0, movingRange: 1 / 19 });
});

it('passes over months without a value', () => {
	const values = zigzag(24);
	const gaps = [...values.slice(0, 5), null, null, ...values.slice(5)];
	const found = individualsChart(gaps);
	const whole = individualsChart(values);
	expect(found.points[5]).toMatchObject({ value: null, low: null, signal: { rules: [] } });
	expect(found.points.filter(({ value }) => value !== null)).toEqual(whole.points);
});

it('works out limits afresh at each rebase, whatever order they are named in', () => {
	const values = [...zigzag(20), ...zigzag(20, 3)];
	const { stretches, points } = individualsChart(values, { rebaseAt: [20, 0, 20, 99, -1] });
	expect(stretches.map(({ start, end }) => [start, end])).toEqual([
		[0, 20],
		[20, 40]
	]);
	expect(points[0]!.high! - points[0]!.low!).toBeCloseTo(2 * 2.66 * 2, 10);
	expect(points[39]!.high! - points[39]!.low!).toBeCloseTo(2 * 2.66 * 6, 10);
});

it('moves and stretches with the values, turns with their sign, and reads the same backwards', () => {
	const some = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 50 });
	fc.assert(
		fc.property(some, fc.integer({ min: 1, max: 9 }), (values, by) => {
			const was = individualsChart(values);
			const changed = individualsChart(values.map((value) => -by * value + 3));
			const back = individualsChart(values.toReversed()).points.toReversed();
			expect(changed.stretches[0]!.reason).toBe(was.stretches[0]!.reason);
			was.points.forEach((point, i) => {
				if (point.low === null) return;
				expect(point.low).toBeLessThanOrEqual(point.centre!);
				expect(changed.points[i]!.high).toBeCloseTo(-by * point.low + 3, 8);
				expect(changed.points[i]!.signal.rules).toEqual(point.signal.rules);
				expect(back[i]!.signal.rules).toEqual(point.signal.rules);
				const turned = { high: 'low', low: 'high' } as const;
				const { side } = point.signal;
				expect(changed.points[i]!.signal.side).toBe(side && turned[side]);
			});
		})
	);
});
