/** The follow-up ribbon under the time axis: seen, missed or dropped, not yet due. */
import type { Plugin } from 'chart.js';
import { FONT, type TrendDrawing } from '../trend-drawing.ts';
import { fitted } from '../labels.ts';
import { ribbonShapes, ribbonsOf, titleTop, type RibbonShape } from '../ribbon.ts';
import { lookOf, markPath } from '../style.ts';

export function ribbonPlugin({ panel, palette, labelRoom }: TrendDrawing): Plugin<'line'> {
	/** Kept between drawings, as sharp as the screen was. */
	let hatch: { ratio: number; pattern: CanvasPattern | string } | null = null;
	return {
		id: 'ribbon',
		afterDraw({ ctx, chartArea, scales }) {
			const { x } = scales;
			if (!x) return;
			const week = (at: number) => x.getPixelForValue(at);
			const right = chartArea.right + 11;
			ctx.save();
			ctx.font = `13px ${FONT}`;
			ctx.textBaseline = 'top';
			const ribbons = ribbonsOf(panel);
			const ratio = Math.max(1, Math.round(window.devicePixelRatio));
			if (hatch?.ratio !== ratio) {
				hatch = { ratio, pattern: hatchOf(ctx, palette('--missing'), ratio) };
			}
			for (const [i, { label, style, bars, top, height }] of ribbons.entries()) {
				const floor = x.bottom + top + height;
				const shapes = ribbonShapes(bars, panel.selectedWeek, week, height);
				const seen = palette(style ? lookOf(style).colour : '--seen');
				for (const shape of shapes) {
					bar(ctx, shape, floor, { seen, hatch: hatch.pattern, open: palette('--ink-3') });
					if (label !== null || shape.label === null) continue;
					ctx.textAlign = 'center';
					ctx.font = `${shape.selected ? 600 : 400} 13px ${FONT}`;
					ctx.fillStyle = palette(shape.selected ? '--ink' : '--ink-2');
					ctx.fillText(shape.label, shape.middle, floor + 4);
				}
				ctx.font = `13px ${FONT}`;
				ctx.textAlign = 'left';
				if (style && label !== null) {
					// Whose ribbon it is: its marker and letter at the left, who was seen at the right.
					ctx.fillStyle = seen;
					ctx.save();
					ctx.translate(chartArea.left - 34, floor - height / 2);
					ctx.fill(new Path2D(markPath(lookOf(style).shape)));
					ctx.restore();
					ctx.fillStyle = palette('--ink-2');
					const width = (text: string) => ctx.measureText(text).width;
					ctx.fillText(fitted(label, 20, width), chartArea.left - 24, floor - height + 3);
					const chosen = shapes.find(({ selected }) => selected)?.label;
					if (chosen && labelRoom >= 90)
						ctx.fillText(`${chosen} % seen`, right, floor - height + 3);
				} else if (i === 0 && labelRoom >= 90) {
					ctx.fillStyle = palette('--ink-3');
					ctx.fillText('follow-up', right, floor - height + 3);
					ctx.fillText('% seen', right, floor + 4);
				}
			}
			ctx.fillStyle = palette('--ink-2');
			ctx.textAlign = 'left';
			const title = panel.xLabel ?? 'Weeks since first session';
			ctx.fillText(title, chartArea.left, x.bottom + titleTop(panel));
			ctx.restore();
		}
	};
}

type Inks = { seen: string; hatch: CanvasPattern | string; open: string };

/** One visit window, from below: seen, missed or dropped, not yet due. */
function bar(ctx: CanvasRenderingContext2D, shape: RibbonShape, floor: number, inks: Inks) {
	ctx.fillStyle = inks.seen;
	ctx.fillRect(shape.left, floor - shape.seen, shape.width, shape.seen);
	ctx.fillStyle = inks.hatch;
	const missing = floor - shape.seen - shape.missing;
	ctx.fillRect(shape.left, missing, shape.width, shape.missing);
	if (shape.notYetDue <= 1) return;
	ctx.strokeStyle = inks.open;
	ctx.lineWidth = 1;
	ctx.setLineDash([1, 2]);
	const top = missing - shape.notYetDue;
	ctx.strokeRect(shape.left + 0.5, top + 0.5, shape.width - 1, shape.notYetDue - 0.5);
	ctx.setLineDash([]);
}

/** Diagonal lines, a pattern that stays apart from solid grey in print. */
function hatchOf(
	ctx: CanvasRenderingContext2D,
	colour: string,
	ratio: number
): CanvasPattern | string {
	const tile = document.createElement('canvas');
	const size = 5;
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
