import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

test.describe('a researcher', () => {
	test.use({ expectedFailures: ['/outcomes', '/analyses/session-counts.csv'] });

	test('finds the releases, what each tells and how it was made safe, and its files (SR-5.4)', async ({
		page
	}) => {
		await signIn(page, 'researcher');
		await expect(page).toHaveURL('/releases');
		await expect(page.getByText(/holds at least 11 patients/)).toBeVisible();
		await page.getByRole('link', { name: 'Demo release' }).click();
		await expect(page.getByRole('heading', { name: 'What was coarsened' })).toBeVisible();
		await expect(page.getByText('Every class holds 11 patients or more')).toBeVisible();
		await page.getByRole('link', { name: 'Take its files' }).click();
		await expect(page.getByRole('heading', { name: 'What is in the tables' })).toBeVisible();
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Take the bundle' }).click();
		expect((await download).suggestedFilename()).toMatch(/^stipple-release-1-.*\.zip$/);
	});

	test('asks for a release, with the columns in an order of their own', async ({ page }) => {
		await signIn(page, 'researcher', '/releases/ask');
		await page.getByLabel('Purpose').fill('How much do wrinkles of the neck improve by depth?');
		await page.getByRole('button', { name: 'Needle depth up' }).click();
		await expect(page.getByRole('listitem').filter({ hasText: 'Needle depth' })).toContainText('1');
		await page.getByRole('button', { name: 'Leave out Smoking' }).click();
		await page.getByRole('button', { name: 'Ask for the release' }).click();
		await expect(page).toHaveURL(/\/releases\?asked=\d+$/);
		await expect(page.getByText('Waits for an answer.')).toBeVisible();
		await expect(page.getByText(/most important: needle depth, body area/)).toBeVisible();
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
