/**
 * The main things a reader does on a page, on a slowed processor: milliseconds from the key or the button
 * to the next paint, as the browser itself times it; of a choice, the longest task that follows it.
 */
import type { Page } from '@playwright/test';
import { loaded, slowDown, type Opened, type Viewport } from './opened.ts';

type Interaction = {
	name: string;
	/** The worst of five, milliseconds. */
	measure: (opened: Opened, viewport: Viewport) => Promise<number>;
};

const TIMES = 5;
/** Shorter ones are not reported: the browser rounds to 8 ms and starts at 16. */
const SHORTEST = 16;
/** What a person waits before the next step, and the browser needs to report the last one. */
const REST_MS = 500;

type Step = (page: Page) => Promise<void>;

export const INTERACTIONS: readonly Interaction[] = [
	worst('opening Add filter', '/outcomes', async (page) => {
		await page.locator('#add-filter').click();
		await page.waitForTimeout(REST_MS);
		await page.keyboard.press('Escape');
	}),
	worst('walking a closed select by key', '/outcomes', async (page) => {
		await page.locator('#filter-wk').focus();
		await page.keyboard.press('ArrowUp');
		await page.waitForTimeout(REST_MS);
		await page.keyboard.press('ArrowDown');
	}),
	worst('walking a chart by key', '/outcomes', async (page) => {
		await page.getByRole('application').first().focus();
		for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Home', 'Escape']) {
			await page.keyboard.press(key);
			await page.waitForTimeout(50);
		}
	}),
	worst('walking a forest by key', '/safety', async (page) => {
		await page.getByRole('application').first().focus();
		for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'Escape']) {
			await page.keyboard.press(key);
			await page.waitForTimeout(50);
		}
	}),
	worst('going to the table by key', '/outcomes', async (page) => {
		await page.getByRole('application').first().focus();
		await page.keyboard.press('t');
	}),
	worst('opening Save view', '/outcomes', async (page) => {
		await page.getByText('Save view').click();
		await page.waitForTimeout(REST_MS);
		await page.keyboard.press('Escape');
	}),
	{ name: 'moving the pointer over a chart', measure: pointed },
	{ name: 'after choosing a week, the longest task', measure: chosen },
	{ name: 'while the page wakes up, the longest task', measure: woken }
];

/** The longest time to the next paint over several rounds of the step. */
function worst(name: string, path: string, step: Step): Interaction {
	return {
		name,
		async measure(opened, viewport) {
			const page = await opened.page(viewport);
			await page.addInitScript((shortest) => {
				const times: number[] = [];
				Object.assign(window, { times });
				new PerformanceObserver((list) => {
					for (const entry of list.getEntries()) {
						if ('interactionId' in entry && entry.interactionId) times.push(entry.duration);
					}
					// Not in every library of types yet.
				}).observe({ type: 'event', durationThreshold: shortest } as PerformanceObserverInit);
			}, SHORTEST);
			await loaded(page, path);
			await slowDown(page);
			for (let time = 0; time < TIMES; time++) {
				await step(page);
				await page.waitForTimeout(REST_MS);
			}
			return ended(page, 0);
		}
	};
}

/** From the pointer's move to the end of the frame that shows it. */
async function pointed(opened: Opened, viewport: Viewport): Promise<number> {
	const page = await opened.page(viewport);
	await loaded(page, '/outcomes');
	await slowDown(page);
	const slowest = await page
		.getByRole('application')
		.first()
		.evaluate(async (chart) => {
			const { left, top, width, height } = chart.getBoundingClientRect();
			const painted = () =>
				new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
			let most = 0;
			for (let step = 0; step < 40; step++) {
				await painted();
				const began = performance.now();
				const x = left + (width * step) / 40;
				const y = top + height * (0.2 + 0.4 * (step / 40));
				chart.dispatchEvent(
					new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true })
				);
				await painted();
				most = Math.max(most, performance.now() - began);
			}
			return most;
		});
	await page.context().close();
	return slowest;
}

/** Until the new answer stands: whatever is touched meanwhile waits this long at most. */
async function chosen(opened: Opened, viewport: Viewport): Promise<number> {
	const page = await opened.page(viewport);
	await tasksKept(page);
	await loaded(page, '/outcomes');
	await slowDown(page);
	await page.waitForTimeout(REST_MS);
	await page.evaluate(() => Object.assign(window, { times: [] }));
	for (const week of ['12', '18', '8', '4', '12']) {
		await page.locator('#filter-wk').selectOption(week);
		await page.waitForURL(`**/outcomes?wk=${week}`);
		await page.waitForTimeout(2 * REST_MS);
	}
	return ended(page, 0);
}

/** From the first byte until everything rests, on a processor slowed from the start. */
async function woken(opened: Opened, viewport: Viewport): Promise<number> {
	let most = 0;
	for (let time = 0; time < TIMES; time++) {
		const page = await opened.page(viewport);
		await tasksKept(page);
		await slowDown(page);
		await loaded(page, '/outcomes');
		await page.waitForTimeout(2 * REST_MS);
		most = Math.max(most, await ended(page, 0));
	}
	return most;
}

const tasksKept = (page: Page) =>
	page.addInitScript(() => {
		Object.assign(window, { times: [] });
		new PerformanceObserver((list) => {
			// Set above; asked anew each time, since it is emptied between.
			const { times } = window as unknown as { times: number[] };
			times.push(...list.getEntries().map(({ duration }) => duration));
		}).observe({ type: 'longtask', buffered: true });
	});

/** The longest of what the page kept, or `none` where all was too short to be reported; closes the page. */
async function ended(page: Page, none: number): Promise<number> {
	const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
	await page.context().close();
	return Math.max(none, ...times);
}
