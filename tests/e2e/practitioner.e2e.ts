import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

test('a practitioner compares needle depths on the neck at week 12', async ({ page }) => {
	await signIn(page, 'practitioner', '/outcomes/wrinkles?area=neck&wk=12');
	await expect(page.getByRole('banner')).not.toContainText('6 clinics');
	await expect(page.getByText(/By week\s12/)).toBeVisible();
	const table = page.getByRole('table').first();
	await expect(table.getByRole('columnheader', { name: /Week\s12/ })).toHaveClass(/strong/);
	await expect(table.getByRole('rowheader').filter({ hasText: 'mm' }).first()).toBeVisible();
});

test('a practitioner begins with the own courses, and is one click from those of everybody', async ({
	page
}) => {
	await signIn(page, 'practitioner', '/outcomes/wrinkles?area=neck&wk=12');
	await expect(page.getByText('Your own courses.')).toBeVisible();
	await expect(page.getByLabel('Practitioner', { exact: true })).toHaveValue('mine');
	await page.getByRole('link', { name: 'Show all practitioners' }).click();
	await expect(page).toHaveURL(/practitioner=all/);
	await expect(page.getByText('Your own courses.')).toHaveCount(0);
	// Links of the page keep it.
	await page.getByRole('link', { name: 'Before and after' }).click();
	await expect(page).toHaveURL(/before-after\?.*practitioner=all/);
});

test('a practitioner with too few courses of a kind is told so, beside the way to those of everybody', async ({
	page
}) => {
	await signIn(page, 'practitioner', '/outcomes/pigmentation?area=face&depth=2.0-2.5');
	await expect(page.getByText('Your own courses are too few to tell this.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Show all practitioners' })).toHaveAttribute(
		'href',
		/depth=2.0-2.5.*practitioner=all/
	);
});

test('a practitioner saves a question, finds it among the views and opens it', async ({ page }) => {
	await signIn(page, 'practitioner', '/outcomes/wrinkles?area=neck&wk=12&practitioner=all');
	await ready(page);
	await page.getByText('Save view').click();
	await page.getByLabel('Name').fill('Necks of everybody');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByRole('status').getByRole('link', { name: 'saved views' }).click();
	await page.getByRole('link', { name: 'Necks of everybody' }).click();
	await expect(page).toHaveURL('/outcomes/wrinkles?area=neck&practitioner=all&wk=12');
});

test('a practitioner sees only the own clinic, whatever the address says', async ({ page }) => {
	await signIn(page, 'practitioner', '/outcomes?clinic=demo-9');
	await expect(page.getByRole('status').filter({ hasText: 'left out' })).toContainText('clinic=');
});

test('a practitioner finds published results beside the own ones, and is told how they differ', async ({
	page
}) => {
	await signIn(
		page,
		'practitioner',
		'/outcomes/wrinkles?area=neck&depth=2.0-2.5&evidence=on&practitioner=all'
	);
	await expect(page.getByText(/Alqam 2022/).first()).toBeVisible();
});

test('a practitioner sees what side effects follow in the own clinic', async ({ page }) => {
	await signIn(page, 'practitioner', '/safety');
	await expect(page.getByText(/Redness follows/)).toBeVisible();
	await expect(page.getByRole('table').first()).toContainText('Swelling');
});

test('a practitioner gets an answer about the sessions of the own clinic, also where shares are hidden', async ({
	page
}) => {
	await signIn(page, 'practitioner', '/sessions');
	await expect(page.getByText(/A course has/)).toBeVisible();
	await expect(page.getByText('Nothing: no group of the answer is too small.')).toHaveCount(0);
});
