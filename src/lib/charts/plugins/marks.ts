/** The points: each series' marker in a ring of paper, open where few patients carry it. */
import type { Plugin } from 'chart.js';
import { aloneIn, type TrendDrawing } from '../trend-drawing.ts';
import { lookOf, markPath } from '../style.ts';

export function marksPlugin({ panel, palette, focus }: TrendDrawing): Plugin<'line'> {
	const alone = aloneIn(panel);
	return {
		id: 'marks',
		afterDatasetsDraw({ ctx, scales }) {
			const { x, y } = scales;
			if (!x || !y) return;
			const focused = focus();
			panel.series.forEach((series, i) => {
				const look = lookOf(series.style, alone);
				const path = new Path2D(markPath(look.shape));
				series.points.forEach((point, j) => {
					if (!point.estimate) return;
					ctx.save();
					ctx.translate(x.getPixelForValue(point.week), y.getPixelForValue(point.estimate.value));
					if (!series.modelled) {
						ctx.strokeStyle = palette('--paper');
						ctx.lineWidth = 3;
						ctx.stroke(path);
						ctx.fillStyle = palette(point.few ? '--paper' : look.colour);
						ctx.fill(path);
						if (point.few) {
							ctx.strokeStyle = palette(look.colour);
							ctx.lineWidth = 1.5;
							ctx.stroke(path);
						}
					}
					if (focused?.series === i && focused.point === j) {
						ctx.strokeStyle = palette('--accent');
						ctx.lineWidth = 2;
						ctx.beginPath();
						ctx.arc(0, 0, 9, 0, 2 * Math.PI);
						ctx.stroke();
					}
					ctx.restore();
				});
			});
		}
	};
}
