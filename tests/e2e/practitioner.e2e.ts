import { expect, test } from './page.ts';
import { signIn } from './roles.ts';

test('a practitioner compares needle depths on the neck at week 12', async ({ page }) => {
	await signIn(page, 'practitioner', '/outcomes/wrinkles?area=neck&wk=12');
	await expect(page.getByRole('banner')).not.toContainText('6 clinics');
	await expect(page.getByText(/By week\s12/)).toBeVisible();
	const table = page.getByRole('table').first();
	await expect(table.getByRole('columnheader', { name: /Week\s12/ })).toHaveClass(/strong/);
	await expect(table.getByRole('rowheader').filter({ hasText: 'mm' }).first()).toBeVisible();
});

test('a practitioner sees only the own clinic, whatever the address says', async ({ page }) => {
	await signIn(page, 'practitioner', '/outcomes?clinic=demo-9');
	await expect(page.getByRole('status').filter({ hasText: 'left out' })).toContainText('clinic=');
});

test('a practitioner finds published results beside the own ones, and is told how they differ', async ({
	page
}) => {
	await signIn(page, 'practitioner', '/outcomes/wrinkles?area=neck&depth=2.0-2.5&evidence=on');
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
