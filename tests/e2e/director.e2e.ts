import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

test('a director sees how skin improves, narrows it to the neck and goes into wrinkles', async ({
	page
}) => {
	await page.goto('/');
	await expect(page).toHaveURL(/\/sign-in/);
	await page.getByRole('button', { name: 'Look around as director' }).click();
	await expect(page).toHaveURL('/outcomes');
	await expect(page.getByRole('banner')).toContainText('6 clinics');
	await expect(page.getByRole('banner')).toContainText('Synthetic data');
	await expect(page.getByText(/: clear/).first()).toBeVisible();

	await ready(page);
	await page.getByText('Add filter').click();
	await page.getByLabel('Body area').selectOption('neck');
	await expect(page).toHaveURL('/outcomes?area=neck');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('necks');

	await page.getByRole('link', { name: 'Wrinkles', exact: true }).first().click();
	await expect(page).toHaveURL(/\/outcomes\/wrinkles\?area=neck/);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('wrinkles');

	await page.goBack();
	await expect(page).toHaveURL('/outcomes?area=neck');
	await page.getByRole('link', { name: /Take away body area/ }).click();
	await expect(page).toHaveURL('/outcomes');
	await page.goBack();
	await expect(page).toHaveURL('/outcomes?area=neck');
});

test('one choice is one step back, and the chosen field keeps the focus', async ({ page }) => {
	await signIn(page, 'director');
	await ready(page);
	const week = page.getByLabel('Week', { exact: true });
	await week.selectOption('12');
	await expect(page).toHaveURL('/outcomes?wk=12');
	await expect(week).toBeFocused();
	await week.selectOption('26');
	// The default is not in the address.
	await expect(page).toHaveURL('/outcomes');
	await page.goBack();
	await expect(page).toHaveURL('/outcomes?wk=12');
});

test('tables and further filters follow each choice, the first one and the next', async ({
	page
}) => {
	await signIn(page, 'director');
	await ready(page);
	const chosen = page.locator('table th.strong');
	const written = await chosen.count();
	expect(written).toBeGreaterThan(1);
	for (const week of ['12', '8']) {
		await page.getByLabel('Week', { exact: true }).selectOption(week);
		await expect(chosen).toHaveText(Array.from({ length: written }, () => `Week ${week}`));
	}
	await page.locator('#add-filter').click();
	await page.getByLabel('Body area').selectOption('neck');
	await expect(page).toHaveURL('/outcomes?area=neck&wk=8');
	await page.locator('#add-filter').click();
	await expect(page.getByLabel('Skin type')).toBeVisible();
	await expect(page.getByLabel('Body area', { exact: true })).toHaveCount(1);
});

test('what a link asks for and the page does not know is named', async ({ page }) => {
	await signIn(page, 'director', '/outcomes?area=moon&colour=red');
	const notice = page.getByRole('status').filter({ hasText: 'left out' });
	await expect(notice).toContainText('area=moon');
	await expect(notice).toContainText('colour=red');
});

test('a director follows side effects, sessions and the published results', async ({ page }) => {
	await signIn(page, 'director');
	const nav = page.getByRole('navigation', { name: 'Main' });
	for (const [name, title] of [
		['Safety', /side effects/i],
		['Sessions', /sessions/],
		['Evidence', /published/]
	] as const) {
		await nav.getByRole('link', { name }).click();
		await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
		await expect(nav.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
	}
});

test('signing out ends the visit', async ({ page }) => {
	await signIn(page, 'director');
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL('/sign-in');
	await page.goto('/outcomes');
	await expect(page).toHaveURL(/\/sign-in\?to=/);
});
