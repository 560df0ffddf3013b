import { readFile } from 'node:fs/promises';
import { findingsOn } from './accessibility.ts';
import { test as plain } from '@playwright/test';
import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

test('from a figure to how it is counted, and on to a word', async ({ page }) => {
	await signIn(page, 'director');
	await page.getByRole('link', { name: 'How this is counted' }).click();
	await expect(page).toHaveURL('/methods?figure=improvement-over-time');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('How is it counted');
	await expect(page.getByText(/What stands behind/)).toContainText('Improvement over time');
	const entry = page.getByRole('region', { name: 'Mean with an interval clustered by patient' });
	await expect(entry).toContainText('Liang KY, Zeger SL (1986)');
	await expect(entry.getByRole('link', { name: 'Improvement over time' })).toBeVisible();
	// What the figure does not use is not here.
	await expect(page.getByRole('region', { name: 'Kaplan–Meier curve' })).toHaveCount(0);

	await ready(page);
	await page.getByLabel('Search words and methods').pressSequentially('responder');
	await expect(page).toHaveURL('/methods?q=responder');
	await expect(page.getByText(/^\d entries of \d+$/)).toBeVisible();
	await expect(page.getByRole('term').first()).toHaveText('Responder');
	await expect(page.getByLabel('Search words and methods')).toBeFocused();

	await page.getByRole('link', { name: 'Share of responders, clustered by patient' }).click();
	await expect(page).toHaveURL('/methods#clustered-proportion');
	await expect(
		page.getByRole('region', { name: 'Share of responders, clustered by patient' })
	).toBeInViewport();
	await page.goBack();
	await expect(page).toHaveURL('/methods?q=responder');
	await expect(page.getByLabel('Search words and methods')).toHaveValue('responder');
});

test('what nobody wrote about is said to be missing, and what the page does not know is named', async ({
	page
}) => {
	await signIn(page, 'director', '/methods?q=banana&colour=red');
	await expect(page.getByText('No entry holds “banana”.')).toBeVisible();
	await expect(page.getByText(/Left out/)).toContainText('colour=red');
	expect(await findingsOn(page)).toEqual([]);
	await page.getByRole('link', { name: 'Show all', exact: true }).click();
	await expect(page).toHaveURL('/methods');
	await expect(
		page.getByRole('heading', { name: 'Who may see what, and what is hidden?' })
	).toBeVisible();
});

test('the rules of privacy are whole and readable below the methods', async ({ page }) => {
	await signIn(page, 'director', '/methods#privacy');
	await expect(page.getByRole('heading', { name: 'What this cannot prevent' })).toBeVisible();
	await expect(page.getByRole('table', { name: 'Who may open what' })).toBeVisible();
	expect(await findingsOn(page, '#privacy-rules')).toEqual([]);
});

test('every question leads to its methods, and its file and the API name the same', async ({
	page
}) => {
	await signIn(page, 'director');
	for (const path of ['/outcomes', '/outcomes/before-after', '/safety', '/sessions']) {
		await page.goto(path);
		const href = await page.getByRole('link', { name: 'How this is counted' }).getAttribute('href');
		const json = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
		const { methods }: { methods: string[] } = await (await page.request.get(json ?? '')).json();
		expect(methods.length, path).toBeGreaterThan(0);

		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: 'CSV' }).click();
		const csv = await readFile(await (await download).path(), 'utf8');
		expect(csv, path).toMatch(/Methods: .+ \(.+ \d{4}\)/);

		await page.goto(href ?? '');
		for (const id of methods) await expect(page.locator(`[id="${id}"]`)).toBeVisible();
	}
});

test('a researcher reads the methods; pages that are not open to them are no links', async ({
	page
}) => {
	await signIn(page, 'researcher', '/methods');
	const main = page.getByRole('main');
	await expect(main.getByText('What a patient like this can expect').first()).toBeVisible();
	const led = await main
		.getByRole('link')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	expect(led.filter((href) => href.startsWith('/outcomes')).length).toBeGreaterThan(0);
	expect(led.filter((href) => /^\/(?:expect|clinic|views|admin)/.test(href))).toEqual([]);
});

plain.describe('without scripts', () => {
	plain.use({ javaScriptEnabled: false });

	plain('the button searches', async ({ page }) => {
		await signIn(page, 'director', '/methods');
		await page.getByLabel('Search words and methods').fill('rule of three');
		await page.getByRole('button', { name: 'Search' }).click();
		await expect(page).toHaveURL('/methods?q=rule+of+three');
		await expect(
			page.getByRole('region', { name: /Upper limit when nothing was seen/ })
		).toBeVisible();
		await expect(page.getByRole('region', { name: 'Welch’s t test' })).toHaveCount(0);
	});
});
