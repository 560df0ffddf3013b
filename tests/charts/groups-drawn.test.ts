import { describe, expect, test } from 'vitest';
import { grids, loves, overlaps, spreads } from '#lib/charts/examples-of-groups.ts';
import { calibrations, fans } from '#lib/charts/examples-of-planes.ts';
import { calibrationMarks } from '#lib/charts/kinds/calibration.ts';
import { fanShape } from '#lib/charts/kinds/fan.ts';
import { gridRows, gridWalk, shadeOf } from '#lib/charts/kinds/grid.ts';
import { loveRow, loveScale } from '#lib/charts/kinds/love.ts';
import { overlapShape } from '#lib/charts/kinds/overlap.ts';
import { HEIGHT } from '#lib/charts/kinds/plane.ts';
import { nothingToDraw, spreadShape } from '#lib/charts/kinds/spread.ts';

/** The first example of a kind. */
function first<T>([example]: readonly T[]): T {
	if (!example) throw new Error('no example');
	return example;
}

describe('balance of two groups', () => {
	const panel = first(loves);
	const scale = loveScale(panel);
	const rowOf = (before: number | null, after: number | null) =>
		loveRow({ ...first(panel.rows), before, after }, { limit: panel.limit, scale });

	test('is drawn without its sign and said with two decimals', () => {
		expect(rowOf(-0.2, 0.1)).toEqual({
			before: 50,
			after: 25,
			words: '0.20 → 0.10',
			unlike: false
		});
	});

	test('stands out when weighting left it beyond the limit, on either side', () => {
		expect(rowOf(0.3, -0.11).unlike).toBe(true);
		expect(rowOf(0.3, null)).toMatchObject({ after: null, words: '0.30 → –', unlike: false });
	});

	test.each([
		[0.05, 0.2],
		[0.4, 0.4],
		[0.41, 0.5],
		[0.7, 0.8],
		[1.2, 1.5]
	])('with a highest difference of %d runs to %d', (max, end) => {
		expect(loveScale({ max }).max).toBeCloseTo(end);
	});
});

describe('where groups overlap', () => {
	const panel = first(overlaps);
	const shape = overlapShape(panel);

	test('two groups face each other: one rises from the middle line, the other hangs from it', () => {
		expect(shape.floor).toBe(HEIGHT / 2);
		for (const { armIndex, top, height } of shape.bars) {
			expect(armIndex === 0 ? top + height : top).toBeCloseTo(HEIGHT / 2);
		}
	});

	test('a hidden share has one height whatever it was', () => {
		const hidden = shape.bars.filter((bar) => bar.hidden);
		expect(hidden).toHaveLength(4);
		expect(new Set(hidden.map(({ height }) => height)).size).toBe(1);
	});

	test('three stand side by side in each band', () => {
		const three = overlapShape(overlaps[1] ?? panel);
		expect(three.floor).toBe(HEIGHT);
		expect(three.bars.slice(0, 3).map(({ from }) => Math.round(from * 10) / 10)).toEqual([
			0, 3.3, 6.7
		]);
	});
});

describe('a grid', () => {
	const panel = first(grids);

	test.each([
		[0, 0],
		[2.3, 0],
		[2.4, 1],
		[11.9, 4],
		[12, 4],
		[40, 4]
	])('shades %d of 12 in step %i', (value, step) => {
		expect(shadeOf(value, 12)).toBe(step);
	});

	test('of nothing but zeros is faint', () => expect(shadeOf(0, 0)).toBe(0));

	test('has a place for every row and column, and says where nothing is recorded', () => {
		expect(gridRows(panel).map((row) => row.length)).toEqual([4, 4, 4, 4, 4, 4]);
		expect(gridRows(panel)[0]?.[3]).toBeNull();
		expect(gridWalk(panel)[0]?.[3]?.sentence).toBe('I, 2.0–2.5 mm: nothing recorded.');
	});
});

describe('where values lie', () => {
	const panel = first(spreads);
	const [all, , half, middle, none] = panel.rows.map((row) => spreadShape(row, panel.scale));

	test('only quantiles that are given are drawn', () => {
		expect(all).toMatchObject({ middle: 50 });
		expect(all?.most?.from).toBeCloseTo(26.667);
		expect(half).toMatchObject({ most: null });
		expect(half?.half).not.toBeNull();
		expect(middle).toMatchObject({ most: null, half: null });
		expect(none).toEqual({ most: null, half: null, middle: null });
	});

	test('a row without any says why', () => {
		const row = first(panel.rows);
		const quantiles = { p10: null, p25: null, p50: null, p75: null, p90: null };
		expect(nothingToDraw({ ...row, quantiles })).toBe('too few patients for a quantile');
		expect(panel.rows.map(nothingToDraw)).toEqual([
			null,
			null,
			null,
			null,
			'hidden: fewer than 5 patients'
		]);
	});
});

describe('an expected course', () => {
	test('a week without a prediction parts middle and bands', () => {
		const shape = fanShape(fans[1] ?? first(fans));
		expect(shape.middle).toHaveLength(2);
		expect(shape.most).toHaveLength(2);
		expect(shape.half).toHaveLength(2);
		expect(shape.marks.filter(({ y }) => y === null)).toHaveLength(1);
		expect(shape.noise).toBeNull();
	});
});

describe('predicted against seen', () => {
	test('runs from the lowest prediction, and what may not be shown has no place', () => {
		const panel = first(calibrations);
		const marks = calibrationMarks({ ...panel, marks: panel.marks.toReversed() });
		expect(marks.map(({ predicted }) => predicted)).toEqual([0.3, 0.48, 0.62, 0.78, null]);
		expect(marks.at(-1)?.place).toBeNull();
	});

	test('a group predicted as seen stands on the diagonal', () => {
		const panel = first(calibrations);
		const [mark] = calibrationMarks({
			...panel,
			marks: [
				{ ...first(panel.marks), predicted: 0.6, seen: { value: 0.6, low: null, high: null } }
			]
		});
		expect(mark?.place).toEqual({ x: 50, y: HEIGHT / 2 });
		expect(mark?.upright).toBeNull();
	});
});
