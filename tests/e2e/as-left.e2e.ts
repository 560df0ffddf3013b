/** What people did to tables and further filters stays when those are first made anew, and after. */
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

const TABLE = '[role="group"]:has(> table)';

async function chooseWeek(page: Page, week: string): Promise<void> {
	await page.getByLabel('Week', { exact: true }).selectOption(week);
	await expect(page.locator(`${TABLE} th.strong`).first()).toHaveText(`Week ${week}`);
}

test('on a phone all columns stay shown, and scrolled to, when another week is chosen', async ({
	page
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await signIn(page, 'director');
	await ready(page);
	const all = page.getByLabel('All columns').first();
	const table = page.locator(TABLE).first();
	await all.check();
	await table.evaluate((box) => box.scrollTo({ left: 120 }));
	for (const week of ['12', '8']) {
		await chooseWeek(page, week);
		await expect(all).toBeChecked();
		expect(await table.evaluate((box) => box.scrollLeft)).toBe(120);
	}
});

/** Goes on to another element in the moment the chosen week has the focus again: its answer is about to be shown. */
async function goOnTo(page: Page, selector: string): Promise<void> {
	await page.evaluate((selector) => {
		const goOn = () => {
			const element = document.querySelector<HTMLElement>(selector);
			if (element instanceof HTMLSelectElement) {
				element.closest('details')?.setAttribute('open', '');
				// A walk has begun: what is shown is sent when it rests.
				element.value = 'neck';
			}
			element?.focus();
		};
		document.querySelector('#filter-wk')?.addEventListener('focus', goOn, { once: true });
	}, selector);
}

test('the table that is walked to while an answer comes keeps the focus', async ({ page }) => {
	await signIn(page, 'director');
	await ready(page);
	await goOnTo(page, TABLE);
	await chooseWeek(page, '12');
	await expect(page.locator(TABLE).first()).toBeFocused();
});

test('the further filter that is walked while an answer comes keeps focus and choice', async ({
	page
}) => {
	await signIn(page, 'director');
	await ready(page);
	await goOnTo(page, '#filter-area');
	await chooseWeek(page, '12');
	const area = page.locator('#filter-area');
	await expect(area).toBeFocused();
	await expect(area).toHaveValue('neck');
});
