/** Behind the lines: the chosen week as a hairline, the smallest worthwhile difference dotted. */
import type { Plugin } from 'chart.js';
import type { TrendDrawing } from '../trend-drawing.ts';

export function guidesPlugin({ panel, palette }: TrendDrawing): Plugin<'line'> {
	return {
		id: 'guides',
		beforeDatasetsDraw({ ctx, chartArea, scales }) {
			const { x, y } = scales;
			if (!x || !y) return;
			ctx.save();
			ctx.strokeStyle = palette('--hairline');
			ctx.lineWidth = 1;
			const week = Math.round(x.getPixelForValue(panel.selectedWeek)) + 0.5;
			ctx.beginPath();
			ctx.moveTo(week, chartArea.top);
			ctx.lineTo(week, chartArea.bottom);
			ctx.stroke();
			if (panel.worthwhile && panel.worthwhile.value <= panel.scale.max) {
				const level = Math.round(y.getPixelForValue(panel.worthwhile.value)) + 0.5;
				ctx.strokeStyle = palette('--ink-3');
				ctx.setLineDash([1.5, 3]);
				ctx.beginPath();
				ctx.moveTo(chartArea.left, level);
				ctx.lineTo(chartArea.right, level);
				ctx.stroke();
			}
			ctx.restore();
		}
	};
}
