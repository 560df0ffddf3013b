// Not the watchful page of the other tests: to it every script that is not run is a failed request.
import { expect, test } from '@playwright/test';
import { signIn } from './roles.ts';

test.use({ javaScriptEnabled: false });

test('without scripts a visitor signs in, filters with the button and reads the table', async ({
	page
}) => {
	await signIn(page, 'director');
	await page.getByText('Add filter').click();
	await page.getByLabel('Body area').selectOption('neck');
	await page.getByLabel('Week', { exact: true }).selectOption('12');
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(/area=neck/);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('necks');
	await expect(page.getByText(/By week\s12/).first()).toBeVisible();
	const table = page.getByRole('table').first();
	await expect(table.getByRole('columnheader', { name: /Week\s12/ })).toHaveClass(/strong/);
	await page.getByRole('link', { name: /Take away body area/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).not.toContainText('necks');
});

test('without scripts nothing is offered that needs them', async ({ page }) => {
	await signIn(page, 'director');
	await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
	await expect(page.getByRole('link', { name: 'CSV' })).toBeVisible();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL('/sign-in');
});
