/** Names the lines at their ends instead of in a legend, with the worthwhile line among them. */
import type { Plugin } from 'chart.js';
import { FONT, type TrendDrawing } from '../trend-drawing.ts';
import { fitted, spread } from '../labels.ts';
import { lookOf } from '../style.ts';

/** Least distance between the middles of two labels. */
const PITCH = 17;
const LEADER = 22;

export function directLabelsPlugin({ panel, palette, labelRoom }: TrendDrawing): Plugin<'line'> {
	return {
		id: 'direct-labels',
		afterDatasetsDraw({ ctx, chartArea, scales }) {
			const { x, y } = scales;
			if (!x || !y || labelRoom < 60) return;
			const lines = panel.series.flatMap((series) => {
				// A model runs beside the line of its look, which is named already.
				if (series.modelled) return [];
				const last = series.points.findLast((point) => point.estimate !== null);
				return last?.estimate && panel.series.length > 1
					? [
							{
								text: series.label,
								from: x.getPixelForValue(last.week),
								at: y.getPixelForValue(last.estimate.value),
								colour: palette(lookOf(series.style).colour),
								ink: palette('--ink')
							}
						]
					: [];
			});
			if (panel.worthwhile && panel.worthwhile.value <= panel.scale.max) {
				lines.push({
					text: panel.worthwhile.label,
					from: chartArea.right,
					at: y.getPixelForValue(panel.worthwhile.value),
					colour: palette('--ink-3'),
					ink: palette('--ink-3')
				});
			}
			const places = spread(
				lines.map((line) => line.at),
				PITCH,
				chartArea.top + 4,
				chartArea.bottom - 2
			);
			ctx.save();
			ctx.font = `13px ${FONT}`;
			ctx.textBaseline = 'middle';
			const left = chartArea.right + LEADER / 2;
			lines.forEach((line, i) => {
				const place = places[i] ?? line.at;
				ctx.strokeStyle = line.colour;
				ctx.lineWidth = 1;
				ctx.globalAlpha = 0.7;
				ctx.beginPath();
				ctx.moveTo(Math.min(line.from + 7, chartArea.right), line.at);
				ctx.lineTo(left - 3, place);
				ctx.stroke();
				ctx.globalAlpha = 1;
				ctx.fillStyle = line.ink;
				const room = labelRoom - LEADER / 2 - 2;
				ctx.fillText(
					fitted(line.text, room, (text) => ctx.measureText(text).width),
					left,
					place
				);
			});
			ctx.restore();
		}
	};
}
