import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

test('the keyboard alone signs in, skips to the content and sets a filter', async ({ page }) => {
	await page.goto('/sign-in');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('button', { name: 'Look around as director' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL('/outcomes');
	await ready(page);

	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	const grouping = page.getByLabel('Group', { exact: true });
	await expect(grouping).toBeFocused();

	await page.locator('#add-filter').focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await expect(page.getByLabel('Body area')).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByLabel('Body area')).toBeHidden();
	await expect(page.locator('#add-filter')).toBeFocused();
});

test('walking a closed select with the arrows is one choice', async ({ page }) => {
	await signIn(page, 'director');
	await ready(page);
	const week = page.getByLabel('Week', { exact: true });
	await week.focus();
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('ArrowUp');
	await expect(page).toHaveURL('/outcomes?wk=12');
	await page.goBack();
	await expect(page).toHaveURL('/outcomes');
});

test('the point one walks is ringed, and no other', async ({ page }) => {
	await signIn(page, 'director');
	await ready(page);
	const chart = page.getByRole('application').first();
	await expect(chart.locator('canvas[data-drawn]')).toBeVisible();
	await chart.focus();
	const rings = page.locator('canvas + span');
	await expect(rings).toHaveCount(0);
	await page.keyboard.press('ArrowRight');
	const first = await rings.boundingBox();
	await page.keyboard.press('End');
	const last = await rings.boundingBox();
	expect(last?.x).toBeGreaterThan((first?.x ?? 0) + 100);
	await page.keyboard.press('Escape');
	await expect(rings).toHaveCount(0);
});

test('whatever has the focus shows it', async ({ page }) => {
	await signIn(page, 'director');
	for (let i = 0; i < 14; i++) {
		await page.keyboard.press('Tab');
		const seen = await page.evaluate(() => {
			const { activeElement } = document;
			if (!activeElement || activeElement === document.body) return true;
			const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(activeElement);
			return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
		});
		expect(seen).toBe(true);
	}
});

test('Escape closes a panel in the moment it is opened', async ({ page }) => {
	await signIn(page, 'director');
	await ready(page);
	for (const name of ['Add filter', 'Save view']) {
		const opener = page.locator('summary', { hasText: name });
		// In one task: the browser tells of the opening only after it.
		const open = await opener.evaluate((summary: HTMLElement) => {
			summary.click();
			summary.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
			return summary.parentElement?.hasAttribute('open');
		});
		expect(open, name).toBe(false);
		await expect(opener, name).toBeFocused();
	}
});
