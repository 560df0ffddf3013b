import { describe, expect, it, test } from 'vitest';
import { proportionChart } from '#lib/statistics/index.ts';
import { expectPoints, type ChartCase } from './control-cases.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = ChartCase & { events: number[]; patients: number[] };
const cases = reference<Case>('proportion-chart');
const countsOf = ({ events, patients }: Case) =>
	events.map((each, i) => ({ events: each, patients: patients[i]! }));

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const { points, stretches } = proportionChart(countsOf(expected), expected);
		expectPoints(points, expected);
		stretches.forEach(({ sigmaZ, widened }, i) => {
			expectClose(sigmaZ, expected.scale[i]!);
			expect(widened).toBe(expected.scale[i]! > 1.2);
		});
	});
	test('both kinds are among them', () => {
		const widened = cases.flatMap((each) =>
			proportionChart(countsOf(each), each).stretches.map(({ widened }) => widened)
		);
		expect(new Set(widened)).toEqual(new Set([true, false]));
	});
});

it('gives the limits that Montgomery prints for orange juice cans, and the two points outside', () => {
	const { points } = proportionChart(countsOf(cases[0]!), { widenAbove: Infinity });
	expect(points[0]!.centre).toBeCloseTo(0.2313, 4);
	expect(points[0]!.low).toBeCloseTo(0.0524, 3);
	expect(points[0]!.high).toBeCloseTo(0.4102, 4);
	const outside = points.flatMap(({ signal }, i) =>
		signal.rules.includes('outside') ? [i + 1] : []
	);
	expect(outside).toEqual([15, 23]);
});

const months = (n: number, events: (i: number) => number, patients = 10) =>
	Array.from({ length: n }, (_, i) => ({ events: events(i), patients }));

it('has the share and no limits below 12 months, and is provisional below 20', () => {
	const few = proportionChart(months(11, (i) => i % 3));
	expect(few.stretches[0]).toMatchObject({ reason: 'too few points', sigmaZ: null });
	expect(few.points[0]).toMatchObject({ value: 0, low: null });
	expect(few.points[0]!.centre).toBeCloseTo(0.0909, 4);
	expect(proportionChart(months(12, (i) => i % 3)).stretches[0]!.provisional).toBe(true);
	expect(proportionChart(months(20, (i) => i % 3)).stretches[0]!.provisional).toBe(false);
});

it('says so when nobody was seen, or it happened never or every time', () => {
	expect(proportionChart([])).toEqual({ points: [], stretches: [] });
	const nobody = proportionChart(months(14, () => 0, 0));
	expect(nobody.stretches).toMatchObject([{ count: 0, centre: null, reason: 'no data' }]);
	expect(proportionChart(months(14, () => 0)).stretches[0]).toMatchObject({
		centre: 0,
		reason: 'no events'
	});
	expect(proportionChart(months(14, () => 10)).stretches[0]!.reason).toBe('only events');
});

it('finds no signal where every month has the same share, and passes over empty months', () => {
	const same = proportionChart(months(30, () => 1, 3));
	expect(same.points.every(({ signal }) => signal.rules.length === 0)).toBe(true);
	const counts = months(24, (i) => i % 4);
	const gaps = [...counts.slice(0, 9), { events: 0, patients: 0 }, ...counts.slice(9)];
	const found = proportionChart(gaps).points;
	expect(found[9]).toMatchObject({ value: null, low: null, high: null });
	expect(found.filter(({ value }) => value !== null)).toEqual(proportionChart(counts).points);
});

it('keeps limits to what is possible, and turns when the other answer is counted', () => {
	const month = fc
		.record({
			patients: fc.integer({ min: 1, max: 40 }),
			part: fc.double({ min: 0, max: 1, noNaN: true })
		})
		.map(({ patients, part }) => ({ patients, events: Math.round(part * patients) }));
	fc.assert(
		fc.property(fc.array(month, { minLength: 12, maxLength: 40 }), (counts) => {
			const was = proportionChart(counts);
			const other = proportionChart(
				counts.map(({ events, patients }) => ({ events: patients - events, patients }))
			);
			was.points.forEach((point, i) => {
				if (point.low === null) return;
				expect(point.low).toBeGreaterThanOrEqual(0);
				expect(point.high).toBeLessThanOrEqual(1);
				expect(point.low).toBeLessThanOrEqual(point.centre!);
				expect(other.points[i]!.high).toBeCloseTo(1 - point.low, 9);
			});
		})
	);
});
