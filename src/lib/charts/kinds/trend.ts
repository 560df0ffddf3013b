/** A trend panel as a Chart.js configuration: lines on a linear axis of weeks. */
import {
	Chart,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	type ChartConfiguration,
	type ScriptableLineSegmentContext
} from 'chart.js';
import type { TrendPanel } from '../figure.ts';
import { bandsPlugin } from '../plugins/bands.ts';
import { directLabelsPlugin } from '../plugins/direct-labels.ts';
import { guidesPlugin } from '../plugins/guides.ts';
import { marksPlugin } from '../plugins/marks.ts';
import { publishedPlugin } from '../plugins/published.ts';
import { ribbonPlugin } from '../plugins/ribbon.ts';
import { TICKS, ribbonsOf, underPlot } from '../ribbon.ts';
import { breaksLine } from '../runs.ts';
import { lookOf } from '../style.ts';
import { FONT, aloneIn, type TrendDrawing } from '../trend-drawing.ts';
import { labelledWeeks } from '../weeks.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** What a model expects: a thin line of short dashes beside the observed one of its colour. */
const MODELLED_DASH = [3, 3];
/** Width of the y-axis with its numbers. */
const Y_AXIS = 46;

/** The last week on the axis: the end of the last visit window. */
export function lastWeek(panel: TrendPanel): number {
	const ends = ribbonsOf(panel).flatMap(({ bars }) => bars.map((bar) => bar.toWeek));
	return Math.max(...panel.weeks, ...ends, 4);
}

/** The configuration; every sign beyond the lines is drawn by a small plugin of its own. */
export function trendConfig(drawing: TrendDrawing): ChartConfiguration<'line'> {
	const { panel, palette, labelRoom } = drawing;
	const { scale, weeks, selectedWeek } = panel;
	const alone = aloneIn(panel);
	const ticks = [0, ...weeks];
	return {
		type: 'line',
		data: {
			datasets: panel.series.map((series) => {
				const look = lookOf(series.style, alone);
				return {
					label: series.label,
					data: [
						{ x: 0, y: 0 },
						...series.points.map((point) => ({
							x: point.week,
							y: point.estimate?.value ?? Number.NaN
						}))
					],
					borderColor: palette(look.colour),
					borderWidth: series.modelled ? 1.25 : 2,
					borderDash: series.modelled ? MODELLED_DASH : [...look.dash],
					borderCapStyle: look.round ? ('round' as const) : ('butt' as const),
					pointRadius: 0,
					pointHitRadius: 0,
					// A week nobody was planned for is passed over; a hidden one breaks the line.
					spanGaps: true,
					// Only a line with a gap is taken apart: Chart.js asks this of every piece, at every drawing.
					...(series.points.some(breaksLine) && {
						segment: {
							borderColor: (context: ScriptableLineSegmentContext) =>
								isBroken(series, context.p0DataIndex, context.p1DataIndex)
									? 'transparent'
									: undefined
						}
					})
				};
			})
		},
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			...(drawing.sharpness && { devicePixelRatio: drawing.sharpness }),
			events: [],
			layout: {
				padding: {
					top: 6,
					right: labelRoom,
					bottom: underPlot(panel) - TICKS
				}
			},
			plugins: { legend: { display: false }, tooltip: { enabled: false } },
			scales: {
				x: {
					type: 'linear',
					min: 0,
					max: lastWeek(panel),
					border: { color: palette('--ink-3') },
					grid: { drawOnChartArea: false, tickColor: palette('--ink-3'), tickLength: 5 },
					afterBuildTicks: (axis) => {
						axis.ticks = ticks.map((value) => ({ value }));
					},
					ticks: {
						autoSkip: false,
						maxRotation: 0,
						callback(value) {
							const plot = this.chart.width - Y_AXIS - labelRoom;
							const shown = labelledWeeks(ticks, selectedWeek, plot / lastWeek(panel));
							return shown.has(Number(value)) ? String(value) : '';
						},
						padding: 1,
						color: (context) => palette(context.tick?.value === selectedWeek ? '--ink' : '--ink-2'),
						font: (context) => ({
							family: FONT,
							size: 13,
							weight: context.tick?.value === selectedWeek ? 600 : 400
						})
					}
				},
				y: {
					type: 'linear',
					min: scale.min,
					max: scale.max,
					border: { display: false },
					grid: {
						color: (context) => palette(context.tick?.value === 0 ? '--ink-3' : '--grid'),
						drawTicks: false
					},
					ticks: {
						stepSize: scale.step,
						padding: 8,
						color: palette('--ink-2'),
						font: { family: FONT, size: 13 },
						callback: (value) => axisNumber(Number(value), scale.decimals)
					},
					// One width for all panels, so that their plots stand under each other.
					afterFit: (axis) => {
						axis.width = Y_AXIS;
					}
				}
			}
		},
		plugins: [
			{ id: 'waits', beforeDraw: () => !drawing.waits?.(), afterDraw: () => drawing.ondraw?.() },
			guidesPlugin(drawing),
			bandsPlugin(drawing),
			marksPlugin(drawing),
			publishedPlugin(drawing),
			directLabelsPlugin(drawing),
			ribbonPlugin(drawing)
		]
	};
}

/**
 * Whether a hidden value lies between two drawn points: then no line may join them. Chart.js asks
 * piece by piece, empty weeks too, and joins pieces of one look: so the whole gap is looked at.
 */
function isBroken({ points }: TrendPanel['series'][number], from: number, to: number): boolean {
	// Index 0 is the baseline, which stands before the points.
	let first = from - 1;
	let last = to - 1;
	while (first >= 0 && points[first]?.estimate === null) first--;
	while (last < points.length && points[last]?.estimate === null) last++;
	return points.slice(first + 1, last).some(breaksLine);
}

/** "−0.2" with a true minus. */
export function axisNumber(value: number, decimals: number): string {
	const text = Math.abs(value).toFixed(decimals);
	return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}

/** Draws the panel on the canvas, in place of what was drawn there; call `destroy` when it goes. */
export function drawTrend(canvas: HTMLCanvasElement, drawing: TrendDrawing): Chart<'line'> {
	Chart.getChart(canvas)?.destroy();
	return new Chart(canvas, trendConfig(drawing));
}
