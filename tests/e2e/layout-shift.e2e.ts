/**
 * Nothing moves under the reader: not while a page loads, and little when another week is chosen. The
 * sum of all shifts is asserted, which is never less than the browser's own measure of them.
 */
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

/** What is called good is 0.1; a page that loads stays at half of it. */
const MOST = { loading: 0.05, choosing: 0.1 };

const TWO_DEPTHS = 'a.depth=0.5-1.0&area=neck&b.depth=1.5-2.0&concern=wrinkles&wk=12';

/** Pages of lines over weeks, and the week that is chosen on them. */
const OVER_WEEKS = [
	['/outcomes', '8'],
	['/outcomes/wrinkles', '8'],
	['/outcomes/wrinkles/neck?evidence=on', '8'],
	[`/compare?${TWO_DEPTHS}`, '18']
] as const;

/** On others a choice may put the rows into another order, which moves them as it should. */
const LOADED = [
	['director', '/safety'],
	['researcher', '/releases']
] as const;

const SCREENS = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 }
];

for (const viewport of SCREENS) {
	for (const [path, week] of OVER_WEEKS) {
		test(`nothing moves at ${viewport.width} px, neither on load nor when another week is chosen: ${path}`, async ({
			page
		}) => {
			await page.setViewportSize(viewport);
			await signIn(page, 'director');
			await keepShifts(page);
			await page.goto(path);
			await ready(page);
			await page.waitForLoadState('networkidle');
			expect(await shifted(page), 'on load').toBeLessThanOrEqual(MOST.loading);

			await page.getByLabel('Week', { exact: true }).selectOption(week);
			await expect(page).toHaveURL(new RegExp(`wk=${week}\\b`));
			await page.waitForLoadState('networkidle');
			expect(await shifted(page), 'on a choice').toBeLessThanOrEqual(MOST.choosing);
		});
	}

	test(`little moves at ${viewport.width} px when side effects are counted in courses`, async ({
		page
	}) => {
		await page.setViewportSize(viewport);
		await signIn(page, 'director');
		await keepShifts(page);
		await page.goto('/safety');
		await ready(page);
		await page.waitForLoadState('networkidle');
		await shifted(page);
		await page.getByLabel('Counted', { exact: true }).selectOption('course');
		await expect(page).toHaveURL(/per=course\b/);
		await page.waitForLoadState('networkidle');
		expect(await shifted(page)).toBeLessThanOrEqual(MOST.choosing);
	});

	for (const [role, path] of LOADED) {
		test(`nothing moves at ${viewport.width} px while it loads: ${path}`, async ({ page }) => {
			await page.setViewportSize(viewport);
			await signIn(page, role);
			await keepShifts(page);
			await page.goto(path);
			await page.waitForLoadState('networkidle');
			expect(await shifted(page)).toBeLessThanOrEqual(MOST.loading);
		});
	}
}

/** From the next page on its shifts are kept. */
const keepShifts = (page: Page): Promise<unknown> =>
	page.addInitScript(() => {
		const kept = { shifts: 0 };
		Object.assign(window, { kept });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries())
				if ('value' in entry) kept.shifts += Number(entry.value);
		}).observe({ type: 'layout-shift', buffered: true });
	});

/** All shifts since it was last asked, once two frames have been painted. */
const shifted = (page: Page): Promise<number> =>
	page.evaluate(async () => {
		const painted = () =>
			new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
		await painted();
		await painted();
		// Set by keepShifts.
		const { kept } = window as unknown as { kept: { shifts: number } };
		const { shifts } = kept;
		kept.shifts = 0;
		return shifts;
	});
