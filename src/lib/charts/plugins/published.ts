/** Published results beside our own: hollow and faint, with their interval and name, never a line. */
import type { Plugin } from 'chart.js';
import { FONT, type TrendDrawing } from '../trend-drawing.ts';
import { noteBeside } from '../labels.ts';

/** Px to the right of its week, so that it never covers our own point. */
export const besideWeek = 9;
const RADIUS = 4;
const LINE_HEIGHT = 16;

export function publishedPlugin({ panel, palette }: TrendDrawing): Plugin<'line'> {
	return {
		id: 'published',
		afterDatasetsDraw({ ctx, chartArea, scales }) {
			const { x, y } = scales;
			if (!x || !y) return;
			ctx.save();
			ctx.lineWidth = 1.5;
			ctx.font = `13px ${FONT}`;
			ctx.textBaseline = 'top';
			ctx.lineJoin = 'round';
			panel.published.forEach(({ week, estimate, label }) => {
				const at = x.getPixelForValue(week) + besideWeek;
				const middle = y.getPixelForValue(estimate.value);
				const top = estimate.high === null ? middle : y.getPixelForValue(estimate.high);
				ctx.strokeStyle = palette('--published');
				ctx.beginPath();
				if (estimate.low !== null && estimate.high !== null) {
					ctx.moveTo(at, Math.max(top, chartArea.top));
					ctx.lineTo(at, middle - RADIUS);
					ctx.moveTo(at, middle + RADIUS);
					ctx.lineTo(at, Math.min(y.getPixelForValue(estimate.low), chartArea.bottom));
				}
				ctx.stroke();
				// Filled with paper: hollow, also where our own line runs behind it.
				ctx.fillStyle = palette('--paper');
				ctx.beginPath();
				ctx.arc(at, middle, RADIUS, 0, 2 * Math.PI);
				ctx.fill();
				ctx.stroke();

				const note = noteBeside(
					label,
					{ at, top },
					chartArea,
					LINE_HEIGHT,
					(text) => ctx.measureText(text).width
				);
				ctx.fillStyle = palette('--ink-3');
				ctx.strokeStyle = palette('--paper');
				ctx.lineWidth = 3;
				note.lines.forEach((line, row) => {
					// A rim of paper keeps it readable over a band or a line.
					ctx.strokeText(line, note.left, note.top + row * LINE_HEIGHT);
					ctx.fillText(line, note.left, note.top + row * LINE_HEIGHT);
				});
				ctx.lineWidth = 1.5;
			});
			ctx.restore();
		}
	};
}
