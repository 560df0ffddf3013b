import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

test.describe('a researcher', () => {
	test.use({ expectedFailures: ['/outcomes', '/analyses/session-counts.csv'] });

	test('is told that nothing has been released yet, and what a release is (SR-5.4)', async ({
		page
	}) => {
		await signIn(page, 'researcher');
		await expect(page).toHaveURL('/releases');
		await expect(page.getByText('Nothing has been released yet.')).toBeVisible();
		await expect(page.getByText(/holds at least 11 patients/)).toBeVisible();
	});

	test('reaches no figure of the clinics’ own records, on no way (SR-5.4, SR-2.3)', async ({
		page
	}) => {
		await signIn(page, 'researcher');
		const answer = await page.goto('/outcomes/wrinkles?area=neck');
		expect(answer?.status()).toBe(403);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('not open to you');
		await expect(page.getByText(/Researchers work on releases/)).toBeVisible();
		// Deep in the tree as well it looks like the others, and its links lead somewhere.
		expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
		const nav = page.getByRole('navigation', { name: 'Main' });
		await nav.getByRole('link', { name: 'Releases' }).click();
		await expect(page).toHaveURL('/releases');
		await page.goto('/outcomes/wrinkles?area=neck');
		await page.getByRole('button', { name: 'Sign out' }).click();
		await expect(page).toHaveURL('/sign-in');
		await signIn(page, 'researcher');
		for (const path of [
			'/analyses/session-counts.csv',
			'/api/v1/analyses',
			'/api/v1/analyses/session-counts',
			'/outcomes/__data.json',
			'/safety/__data.json?by=none'
		]) {
			const refused = await page.request.get(path);
			expect(refused.status(), path).toBe(403);
			const text = await refused.text();
			expect(text).toContain('not_open');
			expect(text).not.toMatch(/patients"|estimate|grades/);
		}
	});
});

test('a researcher narrows the register of published results', async ({ page }) => {
	await signIn(page, 'researcher', '/evidence');
	await ready(page);
	await page.getByLabel('Concern', { exact: true }).selectOption('wrinkles');
	await expect(page).toHaveURL('/evidence?concern=wrinkles');
	await page.getByText('Alqam 2022', { exact: true }).first().click();
	await expect(page.getByText(/Efficacy and Tolerability of a Microneedling Device/)).toBeVisible();
});
