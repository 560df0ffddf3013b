/**
 * A trend panel on its canvas: drawn when Chart.js has come, and kept in step with theme, print and
 * the walked line. Finds the point under the pointer, and the place of a point.
 */
import type { TrendPanel } from './figure.ts';
import { paletteOf } from './palette.ts';
import { besideWeek } from './plugins/published.ts';
import { drawnByFocus } from './trend-drawing.ts';
import { nextTask, turn } from './turn.ts';
import type { Place, Walk } from './walk.svelte.ts';

/** Distance in px within which the pointer picks a point. */
const REACH = 28;
/** Room at the right for direct labels, and where a single line needs none. */
const LABEL_ROOM = 104;
const NO_LABELS = 12;

/** Does the work once, when what has changed meanwhile is painted, however often it is asked for. */
function afterPaint(work: () => void): () => void {
	let asked = false;
	const done = () => {
		asked = false;
		work();
	};
	return () => {
		if (asked) return;
		asked = true;
		requestAnimationFrame(() => setTimeout(done));
	};
}

export type LiveTrend = {
	/** Attaches to the canvas; gives back what ends the drawing. */
	attach: (canvas: HTMLCanvasElement) => () => void;
	/** Draws it anew where it shows which line is walked, after what is said and written of the point. */
	refocus: () => void;
	/** Draws the panel once on another canvas: in the light theme, sharp enough to be printed. */
	drawInto: (canvas: HTMLCanvasElement) => Promise<() => void>;
	/** Px from the canvas' corner to a point of the walk; null before it is drawn and where nothing is. */
	placeOf: (at: Place) => { x: number; y: number } | null;
	/** The point nearest to this place on the canvas. */
	nearest: (x: number, y: number) => Place | null;
};

/** What the arrow keys walk: a row for each line, and the published results as the last one. */
export const walkedRows = (panel: TrendPanel) => [
	...panel.series.map((series) => series.points),
	...(panel.published.length > 0 ? [panel.published] : [])
];

/** `ondraw` is told of each drawing: points may have moved with it. */
export function liveTrend(panel: TrendPanel, walk: Walk, ondraw: () => void): LiveTrend {
	const byFocus = drawnByFocus(panel);
	let redraw = () => {};
	let onCanvas: (week: number, value: number) => { x: number; y: number } | null = () => null;

	function attach(canvas: HTMLCanvasElement) {
		const ended = new AbortController();
		const { signal } = ended;
		const drawing = (light: boolean) => ({
			panel,
			palette: paletteOf(light),
			labelRoom: panel.series.length > 1 ? LABEL_ROOM : NO_LABELS,
			focus: () => walk.at?.row ?? null,
			ondraw
		});
		void import('./kinds/trend.ts').then(async ({ drawTrend }) => {
			await document.fonts.ready;
			await turn();
			if (signal.aborted) return;
			// Measured and drawn in two tasks, together long for the first of a page; on a canvas that has a
			// drawing in one, so that it is never empty between.
			let waits = !canvas.dataset.drawn;
			let chart = drawTrend(canvas, { ...drawing(false), waits: () => waits });
			const again = (light: boolean) => {
				chart.destroy();
				chart = drawTrend(canvas, drawing(light));
			};
			// A canvas that stays is drawn anew in its turn: until then the old drawing is better than none.
			signal.addEventListener('abort', () => {
				if (!canvas.isConnected) chart.destroy();
			});
			const theme = matchMedia('(prefers-color-scheme: dark)');
			theme.addEventListener('change', () => again(false), { signal });
			addEventListener('beforeprint', () => again(true), { signal });
			addEventListener('afterprint', () => again(false), { signal });
			redraw = afterPaint(() => {
				if (!signal.aborted) chart.draw();
			});
			onCanvas = (week, value) => {
				const { x, y } = chart.scales;
				return x && y ? { x: x.getPixelForValue(week), y: y.getPixelForValue(value) } : null;
			};
			if (waits) {
				await nextTask();
				waits = false;
				if (signal.aborted) return;
				chart.draw();
			}
			canvas.dataset.drawn = 'yes';
		});
		return () => ended.abort();
	}

	function placeOf({ row, column }: Place) {
		const point = walkedRows(panel)[row]?.[column];
		const at = point?.estimate && onCanvas(point.week, point.estimate.value);
		return at ? { x: at.x + (row < panel.series.length ? 0 : besideWeek), y: at.y } : null;
	}

	function nearest(x: number, y: number) {
		let best: Place | null = null;
		let least = REACH;
		for (const [row, points] of walkedRows(panel).entries()) {
			for (const column of points.keys()) {
				const place = placeOf({ row, column });
				const distance = place ? Math.hypot(place.x - x, place.y - y) : Infinity;
				if (distance >= least) continue;
				least = distance;
				best = { row, column };
			}
		}
		return best;
	}

	async function drawInto(canvas: HTMLCanvasElement) {
		const { drawTrend } = await import('./kinds/trend.ts');
		const chart = drawTrend(canvas, {
			panel,
			palette: paletteOf(true),
			labelRoom: panel.series.length > 1 ? LABEL_ROOM : NO_LABELS,
			focus: () => null,
			sharpness: 3
		});
		return () => chart.destroy();
	}

	return { attach, refocus: () => byFocus && redraw(), drawInto, placeOf, nearest };
}
