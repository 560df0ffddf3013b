/** Milliseconds until the largest content of a page was painted, from an empty cache. */
import { loaded, type Opened, type Viewport } from './opened.ts';

const LOADS = 5;

/** The median of five loads. */
export async function painted(opened: Opened, path: string, viewport: Viewport): Promise<number> {
	const times: number[] = [];
	for (let load = 0; load < LOADS; load++) {
		const page = await opened.page(viewport);
		await loaded(page, path);
		times.push(
			await page.evaluate(
				() =>
					new Promise<number>((resolve) =>
						new PerformanceObserver((list) =>
							resolve(list.getEntries().at(-1)?.startTime ?? NaN)
						).observe({ type: 'largest-contentful-paint', buffered: true })
					)
			)
		);
		await page.context().close();
	}
	return times.toSorted((a, b) => a - b)[LOADS >> 1] ?? NaN;
}
