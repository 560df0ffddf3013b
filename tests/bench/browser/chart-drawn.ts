/** P11: the built drawing of lines over weeks, given many of them, until its pixels are there. */
import { builtModule } from '../../support/built-pages.ts';
import type { Opened, Viewport } from './opened.ts';

const SERIES = 120;
const POINTS = 13;
const ROUNDS = 9;

/** Milliseconds: the median of nine drawings by the clock, and their mean on the page's own thread. */
export async function chartDrawn(
	opened: Opened,
	viewport: Viewport
): Promise<{ ms: number; cpuMs: number }> {
	const page = await opened.page(viewport);
	// A page of the product, for its font and its colours, without a chart of its own.
	await page.goto('/methods');
	await page.waitForLoadState('networkidle');
	const [file] = builtModule('src/lib/charts/kinds/trend.ts');
	const asked = { address: `/${file}`, panel: panelOf(SERIES, POINTS) };
	const draw = (rounds: number) => page.evaluate(drawings, { ...asked, rounds });
	await draw(1);
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	const busy = async () => {
		const { metrics } = await session.send('Performance.getMetrics');
		return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
	};
	const before = await busy();
	const times = await draw(ROUNDS);
	const cpuMs = ((await busy()) - before) / ROUNDS;
	await page.context().close();
	return { ms: times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? NaN, cpuMs };
}

type Drawn = { address: string; panel: ReturnType<typeof panelOf>; rounds: number };

/** Runs in the page: milliseconds of each drawing, until its pixels are there. */
async function drawings({ address, panel, rounds }: Drawn): Promise<number[]> {
	const { drawTrend } = await import(/* @vite-ignore */ address);
	const box = document.createElement('div');
	// As large as a panel that stands alone.
	Object.assign(box.style, { position: 'fixed', top: '0', width: '720px', height: '314px' });
	document.body.append(box);
	const found: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const canvas = box.appendChild(document.createElement('canvas'));
		const began = performance.now();
		const chart = drawTrend(canvas, {
			panel,
			palette: () => '#235',
			labelRoom: 104,
			focus: () => null
		});
		// Asking for a pixel waits until all of them are painted.
		canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
		found.push(performance.now() - began);
		chart.destroy();
		canvas.remove();
	}
	box.remove();
	return found;
}

/** Lines that rise and level off, each a little apart from the others, with their intervals. */
function panelOf(series: number, points: number) {
	const weeks = Array.from({ length: points }, (_, i) => 4 * (i + 1));
	return {
		id: 'many',
		title: 'Many lines',
		scale: { min: 0, max: 1.2, step: 0.2, decimals: 1 },
		weeks,
		selectedWeek: 24,
		worthwhile: null,
		ribbon: [],
		published: [],
		publishedWords: [],
		series: Array.from({ length: series }, (_, s) => ({
			id: `s${s}`,
			label: `Line ${s}`,
			style: { kind: 'order', step: s },
			points: weeks.map((week) => {
				const value = (0.4 + (0.6 * s) / series) * (1 - Math.exp(-week / 12));
				return {
					week,
					estimate: { value, low: value - 0.05, high: value + 0.05 },
					why: null,
					few: false,
					sentence: ''
				};
			})
		}))
	};
}
