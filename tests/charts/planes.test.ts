import { describe, expect, test } from 'vitest';
import { intervals, steps } from '#lib/charts/examples-of-differences.ts';
import { doses, frontiers } from '#lib/charts/examples-of-planes.ts';
import { fitting, scaleUpTo } from '#lib/charts/kinds/axis.ts';
import { doseRows, fitShapes, worthwhileGuide } from '#lib/charts/kinds/dose.ts';
import { byPrice, frontierLine } from '#lib/charts/kinds/frontier.ts';
import { worthwhileAt } from '#lib/charts/kinds/intervals.ts';
import { HEIGHT, area, down, level, line, unbroken } from '#lib/charts/kinds/plane.ts';
import { shareScale, stepsShape } from '#lib/charts/kinds/steps.ts';

const UNIT = { min: 0, max: 1, step: 0.25, decimals: 2 };

describe('a plane', () => {
	test.each([
		[1, 0],
		[0.75, HEIGHT / 4],
		[0, HEIGHT],
		[-3, HEIGHT],
		[7, 0]
	])('puts %d at %d px from its top, and what is beyond at its edge', (value, y) => {
		expect(down(UNIT, value)).toBe(y);
	});

	test('draws no line without points and no band with one', () => {
		expect(line([])).toBe('');
		expect(area([{ x: 0, top: 1, bottom: 2 }])).toBe('');
	});

	test('holds a level until the next corner', () => {
		expect(
			line(
				level([
					{ x: 0, y: 1 },
					{ x: 10, y: 5 },
					{ x: 20, y: 7 }
				])
			)
		).toBe('M0 1L10 1L10 5L20 5L20 7');
	});

	test('parts what something hidden parts', () => {
		expect(unbroken([1, 2, null, null, 3])).toEqual([[1, 2], [3]]);
		expect(unbroken([null])).toEqual([]);
	});
});

describe('labels on a line', () => {
	const labels = [0, 5, 50, 100].map((at) => ({ at, label: '10' }));

	test('keep those that have room, the first one first', () => {
		expect([...fitting(labels, 200)]).toEqual([0, 2, 3]);
		expect([...fitting(labels, 800)]).toEqual([0, 1, 2, 3]);
	});
});

test('a scale is as close as the highest value allows', () => {
	const scales = [UNIT, { ...UNIT, max: 5 }];
	expect(scaleUpTo(0.3, scales).max).toBe(1);
	expect(scaleUpTo(1.1, scales).max).toBe(5);
	expect(scaleUpTo(9, scales).max).toBe(5);
});

describe('steps', () => {
	const [redness, broken, rare] = steps;
	if (!redness || !broken || !rare) throw new Error('no examples');

	test('a share that some have in all sessions is drawn from none to all, a rare one closer', () => {
		expect(shareScale(redness).max).toBe(1);
		expect(shareScale(rare).max).toBe(0.05);
		expect(shareScale({ series: [] }).max).toBe(0.05);
	});

	test('a hidden share ends line and band, and its mark has no height', () => {
		const [series] = broken.series;
		if (!series) throw new Error('no series');
		const shape = stepsShape(series, broken.days, UNIT);
		expect(shape.lines).toHaveLength(1);
		expect(shape.lines[0]).toMatch(/^M0 0L7\.143 0L7\.143/);
		expect(shape.lines[0]?.match(/L21\.429/g)).toHaveLength(2);
		expect(shape.marks.at(-1)).toMatchObject({ y: null });
		// Nobody is drawn as last known open on a day whose share is hidden.
		expect(shape.censored.map(({ x }) => x)).toEqual([21.429]);
	});

	test('between two known days a hidden one leaves a gap', () => {
		const [series] = redness.series;
		if (!series) throw new Error('no series');
		const points = series.points.map((point, i) => (i === 3 ? { ...point, share: null } : point));
		const shape = stepsShape({ ...series, points }, redness.days, UNIT);
		expect(shape.lines).toHaveLength(2);
		expect(shape.bands).toHaveLength(2);
	});
});

describe('estimates below each other', () => {
	const [panel] = intervals;
	if (!panel) throw new Error('no example');

	test('the smallest worthwhile difference is left out where the scale does not reach it', () => {
		expect(worthwhileAt(panel)[0]?.at).toBeCloseTo(90);
		expect(worthwhileAt({ ...panel, worthwhile: { value: 2, label: 'worthwhile 2' } })).toEqual([]);
	});
});

describe('benefit against price', () => {
	const [panel] = frontiers;
	if (!panel) throw new Error('no example');
	const marks = byPrice(panel);

	test('numbers run with the price, and a hidden mark is in the list alone', () => {
		const prices = marks.flatMap(({ x }) => (x ? [x.value] : []));
		expect(prices).toEqual(prices.toSorted((a, b) => a - b));
		expect(marks.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(marks.at(-1)).toMatchObject({ place: null, across: null, upright: null });
	});

	test('the line joins those that no other beats and nothing else', () => {
		expect(frontierLine(marks).match(/[ML]/g)).toHaveLength(3);
		expect(frontierLine(marks.slice(0, 1))).toBe('');
	});
});

describe('answers by a number', () => {
	const [spline, isotonic] = doses;
	if (!spline || !isotonic) throw new Error('no examples');

	test('are a row for each look, from left to right; a hidden one has a place but no height', () => {
		const rows = doseRows({ ...spline, points: spline.points.toReversed() });
		expect(rows.flat().map(({ x }) => x)).toEqual([0.25, 0.75, 1.25, 1.75, 2.25]);
		expect(rows[0]?.[0]).toMatchObject({ y: null, upright: null });
	});

	test('a fitted line has a band only where all of it has an interval', () => {
		expect(fitShapes(spline)[0]?.band).toMatch(/Z$/);
		expect(fitShapes(isotonic)[0]?.band).toBe('');
		expect(fitShapes(isotonic)[0]?.line.match(/L/g)).toHaveLength(6);
	});

	test('the worthwhile line stands at its value', () => {
		expect(worthwhileGuide(spline)?.y).toBeCloseTo(HEIGHT * (1 - 0.5 / 1.2), 2);
	});
});
