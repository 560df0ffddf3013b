/** Intervals: a band for each line; from five lines on, whiskers, and a band for the focused line. */
import type { Chart, Plugin } from 'chart.js';
import type { TrendPoint } from '../figure.ts';
import type { TrendDrawing } from '../kinds/trend.ts';
import { lookOf } from '../style.ts';

/** More bands than this cannot be told apart. */
const MOST_BANDS = 4;
const OPACITY = 0.14;

export function bandsPlugin({ panel, palette, focus }: TrendDrawing): Plugin<'line'> {
	return {
		id: 'bands',
		beforeDatasetsDraw(chart) {
			const { ctx, chartArea } = chart;
			ctx.save();
			ctx.beginPath();
			ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
			ctx.clip();
			const alone = panel.series.length === 1;
			panel.series.forEach((series, i) => {
				const colour = palette(lookOf(series.style, alone).colour);
				ctx.fillStyle = colour;
				ctx.strokeStyle = colour;
				if (panel.series.length <= MOST_BANDS || focus()?.series === i) band(chart, series.points);
				else whisker(chart, series.points, panel.selectedWeek);
			});
			ctx.restore();
		}
	};
}

function band(chart: Chart<'line'>, points: readonly TrendPoint[]) {
	const { ctx, scales } = chart;
	const { x, y } = scales;
	if (!x || !y) return;
	const ends = points.flatMap(({ week, estimate }) =>
		estimate && estimate.low !== null && estimate.high !== null
			? [{ at: x.getPixelForValue(week), low: estimate.low, high: estimate.high }]
			: []
	);
	if (ends.length === 0) return;
	ctx.globalAlpha = OPACITY;
	ctx.beginPath();
	ctx.moveTo(x.getPixelForValue(0), y.getPixelForValue(0));
	for (const { at, high } of ends) ctx.lineTo(at, y.getPixelForValue(high));
	for (const { at, low } of ends.toReversed()) ctx.lineTo(at, y.getPixelForValue(low));
	ctx.closePath();
	ctx.fill();
	ctx.globalAlpha = 1;
}

function whisker(chart: Chart<'line'>, points: readonly TrendPoint[], week: number) {
	const { ctx, scales } = chart;
	const { x, y } = scales;
	const estimate = points.find((point) => point.week === week)?.estimate;
	if (!x || !y || !estimate || estimate.low === null || estimate.high === null) return;
	ctx.lineWidth = 1.5;
	ctx.beginPath();
	ctx.moveTo(x.getPixelForValue(week), y.getPixelForValue(estimate.low));
	ctx.lineTo(x.getPixelForValue(week), y.getPixelForValue(estimate.high));
	ctx.stroke();
}
