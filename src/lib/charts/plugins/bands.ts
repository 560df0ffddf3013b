/** Intervals: a band for each line; from five lines on, whiskers, and a band for the focused line. */
import type { Chart, Plugin } from 'chart.js';
import type { TrendPanel, TrendPoint } from '../figure.ts';
import { MOST_BANDS, aloneIn, type TrendDrawing } from '../trend-drawing.ts';
import { intervalRuns } from '../runs.ts';
import { lookOf } from '../style.ts';

const OPACITY = 0.14;
/** Px between the whiskers of two lines, so that each keeps its own. */
const APART = 4;

export function bandsPlugin({ panel, palette, focus }: TrendDrawing): Plugin<'line'> {
	return {
		id: 'bands',
		beforeDatasetsDraw(chart) {
			const { ctx, chartArea } = chart;
			ctx.save();
			ctx.beginPath();
			ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
			ctx.clip();
			const alone = aloneIn(panel);
			const observed = panel.series.filter(({ modelled }) => !modelled).length;
			const focused = focus() ?? broadest(panel);
			panel.series.forEach((series, i) => {
				const colour = palette(lookOf(series.style, alone).colour);
				ctx.fillStyle = colour;
				ctx.strokeStyle = colour;
				// What a model expects has its interval while one walks it, so that it hides no other.
				if (series.modelled ? focus() === i : observed <= MOST_BANDS || focused === i) {
					band(chart, series.points);
				} else if (!series.modelled) {
					const shift = (i - (panel.series.length - 1) / 2) * APART;
					whisker(chart, series.points, panel.selectedWeek, shift);
				}
			});
			ctx.restore();
		}
	};
}

/** The line that most patients carry at the chosen week: it has the band while nobody walks. */
function broadest({ series, selectedWeek }: TrendPanel): number {
	const patients = series.map(({ points, modelled }) =>
		modelled ? -1 : (points.find(({ week }) => week === selectedWeek)?.patients ?? 0)
	);
	return patients.indexOf(Math.max(...patients));
}

function band(chart: Chart<'line'>, points: readonly TrendPoint[]) {
	const { ctx, scales } = chart;
	const { x, y } = scales;
	if (!x || !y) return;
	ctx.globalAlpha = OPACITY;
	for (const run of intervalRuns(points)) {
		ctx.beginPath();
		for (const { week, high } of run)
			ctx.lineTo(x.getPixelForValue(week), y.getPixelForValue(high));
		for (const { week, low } of run.toReversed()) {
			ctx.lineTo(x.getPixelForValue(week), y.getPixelForValue(low));
		}
		ctx.closePath();
		ctx.fill();
	}
	ctx.globalAlpha = 1;
}

function whisker(chart: Chart<'line'>, points: readonly TrendPoint[], week: number, shift: number) {
	const { ctx, scales } = chart;
	const { x, y } = scales;
	const estimate = points.find((point) => point.week === week)?.estimate;
	if (!x || !y || !estimate || estimate.low === null || estimate.high === null) return;
	const at = x.getPixelForValue(week) + shift;
	ctx.lineWidth = 1.5;
	ctx.beginPath();
	ctx.moveTo(at, y.getPixelForValue(estimate.low));
	ctx.lineTo(at, y.getPixelForValue(estimate.high));
	ctx.stroke();
}
