import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TrendPanel, TrendPoint } from '#lib/charts/figure.ts';
import { axisNumber, lastWeek, trendConfig } from '#lib/charts/kinds/trend.ts';
import { lookOf, markPath } from '#lib/charts/style.ts';

const point = (week: number, value: number | null, why: string | null = null): TrendPoint => ({
	week,
	estimate: value === null ? null : { value, low: value - 0.1, high: value + 0.1 },
	why,
	scored: 30,
	seen: 30,
	due: 40,
	patients: 28,
	few: false,
	sentence: `Week ${week}`
});
const panel: TrendPanel = {
	id: 'LEMPERLE',
	title: 'Wrinkles',
	href: null,
	verdict: 'clear',
	headline: { value: 0.8, low: 0.7, high: 0.9 },
	headlineWords: [],
	subline: '',
	yLabel: 'Grades better than baseline',
	direction: '',
	scale: { min: 0, max: 1.2, step: 0.2, decimals: 1 },
	weeks: [4, 12, 26],
	selectedWeek: 26,
	worthwhile: { value: 0.5, label: 'worthwhile 0.5' },
	series: [
		{
			id: '0.5-1.0',
			label: '0.5–1.0 mm',
			style: { kind: 'depth', step: 1 },
			points: [point(4, 0.1), point(12, null, 'hidden: too few patients'), point(26, 0.6)]
		},
		{
			id: '1.5-2.0',
			label: '1.5–2.0 mm',
			style: { kind: 'depth', step: 3 },
			points: [point(4, 0.2), point(12, null, 'no data'), point(26, 0.8)]
		}
	],
	ribbon: [{ week: 26, fromWeek: 22, toWeek: 30, seen: 60, missed: 10, dropped: 5, notYetDue: 5 }],
	published: [],
	publishedWords: [],
	hidden: null
};
const config = trendConfig({
	panel,
	palette: (property) => property,
	labelRoom: 104,
	focus: () => null
});

describe('a trend panel as a chart', () => {
	it('begins every line at the baseline: week 0, no change', () => {
		for (const dataset of config.data.datasets) expect(dataset.data[0]).toEqual({ x: 0, y: 0 });
	});

	it('draws improvement as it comes, up is better', () => {
		expect(config.data.datasets[1]?.data.at(-1)).toEqual({ x: 26, y: 0.8 });
		expect(config.options?.scales?.y?.reverse).toBeUndefined();
	});

	it('has nothing of a hidden point, and no line across it', () => {
		const [first, second] = config.data.datasets;
		const across = { p0DataIndex: 1, p1DataIndex: 3 };
		// Chart.js gives the function the two ends of each piece of a line; we only set it this way.
		const colour = (dataset: typeof first) =>
			(dataset?.segment as { borderColor: (context: unknown) => string | undefined }).borderColor(
				across
			);
		expect(first?.data[2]).toEqual({ x: 12, y: Number.NaN });
		expect(colour(first)).toBe('transparent');
		expect(second?.segment, 'one without a gap is drawn in one piece').toBeUndefined();
	});

	it('gives each depth its own colour, dash and marker', () => {
		const looks = [0, 1, 2, 3, 4, 5].map((step) =>
			lookOf({ kind: 'depth', step: step as 0 | 1 | 2 | 3 | 4 | 5 })
		);
		for (const key of ['colour', 'shape'] as const) {
			expect(new Set(looks.map((look) => look[key])).size).toBe(6);
		}
		expect(new Set(looks.map((look) => look.dash.join())).size).toBe(6);
		expect(lookOf({ kind: 'depth', step: 1 }, true).dash).toEqual([]);
	});

	it('draws no line over a hidden week beside an empty one', () => {
		const [first] = panel.series;
		const gap = [
			point(4, 0.1),
			point(8, null, 'hidden: too few patients'),
			point(12, null, 'no data'),
			point(26, 0.6)
		];
		const { data } = trendConfig({
			panel: { ...panel, series: first ? [{ ...first, points: gap }] : [] },
			palette: (property) => property,
			labelRoom: 12,
			focus: () => null
		});
		// Chart.js asks for each piece between two indices, the empty ones too.
		const colour = data.datasets[0]?.segment as
			| { borderColor: (piece: { p0DataIndex: number; p1DataIndex: number }) => string | undefined }
			| undefined;
		const at = (from: number) => colour?.borderColor({ p0DataIndex: from, p1DataIndex: from + 1 });
		expect([0, 1, 2, 3].map(at)).toEqual([undefined, 'transparent', 'transparent', 'transparent']);
	});

	it('gives eight other groups a look each', () => {
		const looks = Array.from({ length: 8 }, (_, step) => lookOf({ kind: 'order', step }));
		expect(new Set(looks.map(({ shape, dash }) => `${shape} ${dash.join()}`)).size).toBe(8);
		expect(new Set(looks.map(({ shape }) => shape)).size).toBe(8);
	});

	it('does not draw all courses together as if they were a depth', () => {
		expect(lookOf({ kind: 'single' }).colour).not.toMatch(/depth/);
	});

	it('reaches to the end of the last visit window', () => {
		expect(lastWeek(panel)).toBe(30);
	});

	it('writes a true minus on the axis, and no minus zero', () => {
		expect(axisNumber(-0.2, 1)).toBe('−0.2');
		expect(axisNumber(-0.0001, 1)).toBe('0.0');
	});

	it('has a closed path for each marker', () => {
		for (const shape of [
			'plus',
			'circle',
			'triangle',
			'square',
			'diamond',
			'hexagon',
			'cross',
			'wedge'
		] as const) {
			expect(markPath(shape)).toMatch(/^M.*Z$/);
		}
	});

	it('takes Chart.js piece by piece, never the whole of it', () => {
		const folder = new URL('../../src/lib/charts/', import.meta.url);
		const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		const sources = files
			.filter((name) => /\.(ts|svelte)$/.test(name))
			.map((name) => readFileSync(new URL(name, folder), 'utf8'));
		expect(sources.length).toBeGreaterThan(10);
		for (const source of sources) {
			expect(source).not.toContain("'chart.js/auto'");
			expect(source).not.toContain('registerables');
		}
	});
});

describe('what a model expects', () => {
	const [observed] = panel.series;
	if (!observed) throw new Error('no series');
	const both = {
		...panel,
		series: [observed, { ...observed, id: 'model', label: 'model', modelled: true }]
	};
	const drawn = trendConfig({
		panel: both,
		palette: (property) => property,
		labelRoom: 104,
		focus: () => null
	}).data.datasets;

	it('is a thin dashed line in the colour of what was seen, which stays solid beside it', () => {
		expect(drawn.map(({ borderWidth }) => borderWidth)).toEqual([2, 1.25]);
		expect(drawn.map(({ borderDash }) => borderDash)).toEqual([[], [3, 3]]);
		expect(drawn[0]?.borderColor).toBe(drawn[1]?.borderColor);
	});
});

describe('a panel that is measured before it is drawn', () => {
	it('draws nothing while it waits, and all of it when asked after', () => {
		let waits = true;
		const config = trendConfig({
			panel,
			palette: (property) => property,
			labelRoom: 104,
			focus: () => null,
			waits: () => waits
		});
		const [first] = config.plugins ?? [];
		// Neither the chart nor what it is called with is looked at.
		const asked = () => (first?.beforeDraw as (() => unknown) | undefined)?.();
		expect(asked()).toBe(false);
		waits = false;
		expect(asked()).toBe(true);
	});
});
