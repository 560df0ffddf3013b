import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

test.describe('a researcher', () => {
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
		const columns = page.getByRole('list', { name: 'Columns, the most important first' });
		await expect(columns.getByRole('listitem').first()).toContainText('Needle depth');
		await page.getByRole('button', { name: 'Leave out Smoking' }).click();
		await expect(page.getByRole('button', { name: 'Take in Smoking' })).toBeVisible();
		await page.getByRole('button', { name: 'Ask for the release' }).click();
		// Another visitor's export may come first: on the embedded database one waits for the other.
		await expect(page).toHaveURL(/\/releases\?asked=\d+$/, { timeout: 20_000 });
		await expect(page.getByText('Waits for an answer.')).toBeVisible();
		await expect(page.getByText(/needle depth, body area, protocol/)).toBeVisible();
	});
});

test.describe('a researcher who names no release', () => {
	test.use({
		expectedFailures: [
			'session-counts',
			'/api/v1/analyses',
			'cohort=release-99',
			'/expect',
			'cohort=x'
		]
	});

	test('is led to the cohorts, and no figure of the clinics’ own records is told on any way (SR-5.4, SR-2.3)', async ({
		page
	}) => {
		await signIn(page, 'researcher');
		await page.goto('/outcomes/wrinkles?area=neck');
		await expect(page).toHaveURL('/cohorts');
		await expect(page.getByRole('heading', { level: 1 })).toContainText('Which patients');
		for (const path of [
			'/analyses/session-counts.csv',
			'/api/v1/analyses',
			'/api/v1/analyses/session-counts',
			'/api/v1/analyses/session-counts?cohort=x',
			'/api/v1/analyses/session-counts?cohort=release-99'
		]) {
			const refused = await page.request.get(path);
			expect(refused.status(), path).toBe(404);
			const text = await refused.text();
			expect(text).toContain('no_cohort');
			expect(text).toMatch(/release-1|Releases/);
			expect(text).not.toMatch(/patients"|estimate|grades/);
		}
		for (const path of ['/outcomes/__data.json', '/safety/__data.json?by=none']) {
			const led = await page.request.get(path);
			expect(await led.text(), path).toContain('/cohorts');
			expect(await led.text(), path).not.toMatch(/estimate|grades/);
		}
	});

	test('is told what is not there, and where to look instead', async ({ page }) => {
		await signIn(page, 'researcher');
		const answer = await page.goto('/outcomes?cohort=release-99');
		expect(answer?.status()).toBe(404);
		await expect(page.getByText(/There is no release 99/)).toBeVisible();
		const closed = await page.goto('/expect');
		expect(closed?.status()).toBe(403);
		await expect(page.getByText(/Researchers work on releases/)).toBeVisible();
	});
});

test('a researcher builds a cohort, saves it and sees its figures on every page', async ({
	page
}) => {
	await signIn(page, 'researcher', '/cohorts');
	await page.getByRole('link', { name: 'A cohort of it' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Who is in the cohort');
	const flow = page.getByRole('region', { name: 'Who is in, who fell out' });
	await expect(flow.getByText('All of release 1')).toBeVisible();
	// Each box is counted at once, and the rule stands in the address.
	await page.getByRole('checkbox', { name: /^Neck/ }).check();
	await expect(page).toHaveURL(/area=neck/);
	await expect(flow.getByText('Body area: Neck')).toBeVisible();
	await page.getByRole('combobox', { name: /^Concern/ }).selectOption('wrinkles');
	await page.getByRole('checkbox', { name: 'week 12' }).check();
	await expect(flow.getByText(/Scored again for wrinkles at week 12/)).toBeVisible();
	const told = await page.locator('.lead strong').innerText();

	const name = `Necks of ${Date.now().toString(36)}`;
	await page.getByLabel('Name').fill(name);
	await page.getByRole('button', { name: 'Save the cohort' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	const slug = name.toLowerCase().replaceAll(' ', '-');
	await expect(page).toHaveURL(`/cohorts/${slug}@1`);
	await expect(page.locator('.lead strong')).toHaveText(told);

	// The change of a cohort is its next version.
	await page.getByRole('link', { name: 'Change the rules' }).click();
	await page.getByRole('checkbox', { name: /^Neck/ }).uncheck();
	await page.getByRole('button', { name: 'Save the cohort' }).click();
	await expect(page).toHaveURL(`/cohorts/${slug}@2`);
	await page.getByRole('link', { name: 'version 1' }).click();
	await expect(page).toHaveURL(`/cohorts/${slug}@1`);

	await page.getByRole('link', { name: 'Outcomes', exact: true }).last().click();
	await expect(page).toHaveURL(`/outcomes?cohort=${slug}@1`);
	await expect(page.getByRole('banner')).toContainText(`${slug}@1`);
	await expect(page.getByText(/Nothing: no group/).first()).toBeVisible();
	await expect(page.getByText(/which never changes/)).toBeVisible();
	// A job of the rail goes on with the cohort looked at last.
	await page
		.getByRole('navigation', { name: 'Main' })
		.getByRole('link', { name: 'Safety' })
		.click();
	await expect(page).toHaveURL(/cohort=/);
	await expect(page.getByRole('banner')).toContainText(`${slug}@1`);
});

test('the file of a figure says of which release it is', async ({ page }) => {
	await signIn(page, 'researcher', '/outcomes?cohort=release-1');
	const file = await page.request.get(
		'/analyses/improvement-over-time.csv?cohort=release-1&by=none'
	);
	expect(file.status()).toBe(200);
	expect(await file.text()).toMatch(/# Release 1, made/);
});

test('a researcher narrows the register of published results', async ({ page }) => {
	await signIn(page, 'researcher', '/evidence');
	await ready(page);
	await page.getByLabel('Concern', { exact: true }).selectOption('wrinkles');
	await expect(page).toHaveURL('/evidence?concern=wrinkles');
	await page.getByText('Alqam 2022', { exact: true }).first().click();
	await expect(page.getByText(/Efficacy and Tolerability of a Microneedling Device/)).toBeVisible();
});
