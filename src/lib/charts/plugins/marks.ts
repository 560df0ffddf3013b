/** The points: each series' marker in a ring of paper, open where few patients carry it. */
import type { Plugin } from 'chart.js';
import { aloneIn, type TrendDrawing } from '../trend-drawing.ts';
import { lookOf, markPath } from '../style.ts';

export function marksPlugin({ panel, palette }: TrendDrawing): Plugin<'line'> {
	const alone = aloneIn(panel);
	return {
		id: 'marks',
		afterDatasetsDraw({ ctx, scales }) {
			const { x, y } = scales;
			if (!x || !y) return;
			panel.series.forEach((series) => {
				const look = lookOf(series.style, alone);
				const mark = new Path2D(markPath(look.shape));
				// All marks of a line as two paths: a canvas takes one long path sooner than many short ones.
				const full = new Path2D();
				const open = new Path2D();
				for (const { week, estimate, few } of series.modelled ? [] : series.points) {
					if (!estimate) continue;
					const at = { e: x.getPixelForValue(week), f: y.getPixelForValue(estimate.value) };
					(few ? open : full).addPath(mark, at);
				}
				ctx.save();
				ctx.strokeStyle = palette('--paper');
				ctx.lineWidth = 3;
				ctx.stroke(full);
				ctx.stroke(open);
				ctx.fillStyle = palette(look.colour);
				ctx.fill(full);
				ctx.fillStyle = palette('--paper');
				ctx.fill(open);
				ctx.strokeStyle = palette(look.colour);
				ctx.lineWidth = 1.5;
				ctx.stroke(open);
				ctx.restore();
			});
		}
	};
}
