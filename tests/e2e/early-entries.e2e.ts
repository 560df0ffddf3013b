import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

/** Holds back the scripts of pages that are opened from now on. What it gives lets them come. */
async function holdScripts(page: Page): Promise<() => void> {
	let letCome = () => {};
	const held = new Promise<void>((resolve) => (letCome = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	return letCome;
}

test('what was typed before the scripts came is still there, and is sent', async ({ page }) => {
	await signIn(page, 'researcher');
	const letCome = await holdScripts(page);
	await page.goto('/releases/ask', { waitUntil: 'commit' });
	await page.getByLabel('Purpose').fill('How fast do pores shrink?');
	await page.getByLabel('Reference of your ethics approval').fill('EC 2026/17');
	letCome();
	// With its scripts the page moves a column without being loaded again.
	await page.waitForLoadState('networkidle');
	await page.getByRole('button', { name: 'Needle depth up' }).click();
	await expect(page.getByRole('status')).toHaveText(/Needle depth is number 1 of/);
	await expect(page.getByLabel('Purpose')).toHaveValue('How fast do pores shrink?');
	await expect(page.getByLabel('Reference of your ethics approval')).toHaveValue('EC 2026/17');
	await page.getByRole('button', { name: 'Ask for the release' }).click();
	await expect(page).toHaveURL(/\/releases\?asked=\d+$/, { timeout: 20_000 });
	await expect(page.getByText('How fast do pores shrink?')).toBeVisible();
});

test('what was ticked before the scripts came is still ticked', async ({ page }) => {
	await signIn(page, 'researcher');
	const letCome = await holdScripts(page);
	await page.goto('/cohorts/new?release=1', { waitUntil: 'commit' });
	const box = page.getByRole('checkbox').first();
	await expect(box).not.toBeChecked();
	await box.check();
	letCome();
	await page.waitForLoadState('networkidle');
	await expect(box).toBeChecked();
});

test('what was chosen before the scripts came is shown', async ({ page }) => {
	await signIn(page, 'director');
	const letCome = await holdScripts(page);
	await page.goto('/outcomes', { waitUntil: 'commit' });
	await page.getByLabel('Week', { exact: true }).selectOption('12');
	letCome();
	await expect(page).toHaveURL(/wk=12\b/);
	await expect(page.getByLabel('Week', { exact: true })).toHaveValue('12');
});

for (const [where, leaves] of [
	['stands in the field one is still in', false],
	['stands in the field one has left', true]
] as const) {
	test(`what was searched for before the scripts came is found, and ${where}`, async ({ page }) => {
		await signIn(page, 'director');
		const letCome = await holdScripts(page);
		await page.goto('/methods', { waitUntil: 'commit' });
		const field = page.getByLabel('Search words and methods');
		await field.fill('responder');
		if (leaves) await field.blur();
		letCome();
		await expect(page).toHaveURL('/methods?q=responder');
		await expect(page.getByText(/^\d entries of \d+$/)).toBeVisible();
		await expect(field).toHaveValue('responder');
	});
}

test('a second choice comes beside a first one whose answer is not there yet', async ({ page }) => {
	await signIn(page, 'director');
	await ready(page);
	const held: (() => void)[] = [];
	await page.route('**/__data.json*', async (route) => {
		await new Promise<void>((resolve) => held.push(resolve));
		// A request that a later choice took the place of is gone.
		await route.continue().catch(() => {});
	});
	await page.getByLabel('Week', { exact: true }).selectOption('12');
	await expect.poll(() => held.length).toBe(1);
	await page.locator('#filter-by').selectOption('device');
	await expect.poll(() => held.length).toBe(2);
	for (const go of held) go();
	await expect(page).toHaveURL(/\?by=device&wk=12$/);
	await expect(page.getByLabel('Week', { exact: true })).toHaveValue('12');
	await expect(page.locator('#filter-by')).toHaveValue('device');
});
