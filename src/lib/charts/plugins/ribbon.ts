/** The follow-up ribbon under the time axis: seen, missed or dropped, not yet due. */
import type { Plugin } from 'chart.js';
import { FONT, type TrendDrawing } from '../kinds/trend.ts';
import { RIBBON_HEIGHT, ribbonShapes } from '../ribbon.ts';

export function ribbonPlugin({ panel, palette, labelRoom }: TrendDrawing): Plugin<'line'> {
	return {
		id: 'ribbon',
		afterDraw({ ctx, chartArea, scales }) {
			const { x } = scales;
			if (!x) return;
			const top = x.bottom + 4;
			ctx.save();
			ctx.font = `13px ${FONT}`;
			ctx.textBaseline = 'top';
			if (panel.ribbon.length > 0) {
				const hatch = hatchOf(ctx, palette('--missing'));
				const shapes = ribbonShapes(panel.ribbon, panel.selectedWeek, (week) =>
					x.getPixelForValue(week)
				);
				for (const shape of shapes) {
					const floor = top + RIBBON_HEIGHT;
					ctx.fillStyle = palette('--seen');
					ctx.fillRect(shape.left, floor - shape.seen, shape.width, shape.seen);
					ctx.fillStyle = hatch;
					const missing = floor - shape.seen - shape.missing;
					ctx.fillRect(shape.left, missing, shape.width, shape.missing);
					if (shape.notYetDue > 1) {
						ctx.strokeStyle = palette('--ink-3');
						ctx.lineWidth = 1;
						ctx.setLineDash([1, 2]);
						ctx.strokeRect(shape.left + 0.5, top + 0.5, shape.width - 1, shape.notYetDue - 0.5);
						ctx.setLineDash([]);
					}
					if (shape.label === null) continue;
					ctx.textAlign = 'center';
					ctx.font = `${shape.selected ? 600 : 400} 13px ${FONT}`;
					ctx.fillStyle = palette(shape.selected ? '--ink' : '--ink-2');
					ctx.fillText(shape.label, shape.middle, floor + 4);
				}
				ctx.font = `13px ${FONT}`;
				ctx.fillStyle = palette('--ink-3');
				ctx.textAlign = 'left';
				if (labelRoom >= 90) {
					ctx.fillText('follow-up', chartArea.right + 11, top + 3);
					ctx.fillText('% seen', chartArea.right + 11, top + RIBBON_HEIGHT + 4);
				}
			}
			ctx.fillStyle = palette('--ink-2');
			ctx.textAlign = 'left';
			const under = panel.ribbon.length > 0 ? RIBBON_HEIGHT + 22 : 0;
			ctx.fillText('Weeks since first session', chartArea.left, top + under);
			ctx.restore();
		}
	};
}

/** Diagonal lines, a pattern that stays apart from solid grey in print. */
function hatchOf(ctx: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
	const tile = document.createElement('canvas');
	const size = 5;
	const ratio = Math.max(1, Math.round(window.devicePixelRatio));
	tile.width = size * ratio;
	tile.height = size * ratio;
	const pen = tile.getContext('2d');
	if (!pen) return colour;
	pen.scale(ratio, ratio);
	pen.strokeStyle = colour;
	pen.lineWidth = 1;
	for (const shift of [-size, 0, size]) {
		pen.beginPath();
		pen.moveTo(shift, size);
		pen.lineTo(shift + size, 0);
		pen.stroke();
	}
	const pattern = ctx.createPattern(tile, 'repeat');
	pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
	return pattern ?? colour;
}
