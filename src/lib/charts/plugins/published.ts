/** Published results beside our own: hollow and faint, with their interval and name, never a line. */
import type { Plugin } from 'chart.js';
import { FONT, type TrendDrawing } from '../kinds/trend.ts';

export function publishedPlugin({ panel, palette }: TrendDrawing): Plugin<'line'> {
	return {
		id: 'published',
		afterDatasetsDraw({ ctx, chartArea, scales }) {
			const { x, y } = scales;
			if (!x || !y) return;
			ctx.save();
			ctx.strokeStyle = palette('--published');
			ctx.lineWidth = 1.5;
			ctx.font = `13px ${FONT}`;
			ctx.textBaseline = 'bottom';
			for (const { week, estimate, label } of panel.published) {
				// Beside its week, so that it never covers our own point.
				const at = x.getPixelForValue(week) + 9;
				const middle = y.getPixelForValue(estimate.value);
				const top = estimate.high === null ? middle : y.getPixelForValue(estimate.high);
				ctx.beginPath();
				if (estimate.low !== null && estimate.high !== null) {
					ctx.moveTo(at, Math.max(top, chartArea.top));
					ctx.lineTo(at, middle - 4);
					ctx.moveTo(at, middle + 4);
					ctx.lineTo(at, Math.min(y.getPixelForValue(estimate.low), chartArea.bottom));
				}
				ctx.moveTo(at + 4, middle);
				ctx.arc(at, middle, 4, 0, 2 * Math.PI);
				ctx.stroke();
				ctx.fillStyle = palette('--ink-3');
				const width = ctx.measureText(label).width;
				const left = at + width + 4 < chartArea.right ? at + 2 : at - width - 2;
				ctx.fillText(label, left, Math.max(top - 3, chartArea.top + 14));
			}
			ctx.restore();
		}
	};
}
