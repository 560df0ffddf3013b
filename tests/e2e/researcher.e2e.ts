import { readFile } from 'node:fs/promises';
import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

const QUERY = 'area=face&wk=12';

test('page, CSV and API give a researcher the same numbers for the same link', async ({ page }) => {
	await signIn(page, 'researcher', `/outcomes/wrinkles?${QUERY}`);
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSV' }).click();
	const csv = await readFile(await (await download).path(), 'utf8');

	const href = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
	const answer = await (await page.request.get(href ?? '')).json();
	const column = (key: string) =>
		answer.columns.findIndex((entry: { key: string }) => entry.key === key);
	const rows: (string | number | null)[][] = answer.rows;
	const shown = rows.filter(
		(row) => row[column('week')] === 12 && row[column('improvement')] !== null
	);
	expect(shown.length).toBeGreaterThan(1);

	const table = page.getByRole('table').first();
	for (const row of shown) {
		const at = (key: string) => row[column(key)];
		const line = csv.split(/\r?\n/).find((text) => text.includes(`${String(at('group'))},12,`));
		expect(line).toContain(`,${at('improvement')},${at('ci_low')},${at('ci_high')},`);
		const cells = table.getByRole('row').filter({ hasText: String(at('group')) });
		await expect(cells.first()).toContainText(
			Number(at('improvement')).toFixed(2).replace('-', '−')
		);
	}
	expect(csv).toContain('Synthetic data');
});

test('a researcher sees no group of fewer than 11 patients', async ({ page }) => {
	await signIn(page, 'researcher', '/outcomes/wrinkles?area=hands');
	const table = page.getByRole('table').first();
	const header = await table.getByRole('columnheader').allTextContents();
	const patients = header.findIndex((text) => text.trim() === 'Patients');
	for (const row of await table.getByRole('row').all()) {
		const cells = await row.locator('th, td').allTextContents();
		const count = Number((cells[patients - header.length + cells.length] ?? '').replace(',', ''));
		if (cells.length > 3 && Number.isFinite(count) && count > 0) {
			expect(count).toBeGreaterThanOrEqual(11);
		}
	}
});

test('a researcher narrows the register of published results', async ({ page }) => {
	await signIn(page, 'researcher', '/evidence');
	await ready(page);
	await page.getByLabel('Concern', { exact: true }).selectOption('wrinkles');
	await expect(page).toHaveURL('/evidence?concern=wrinkles');
	await page.getByText('Alqam 2022', { exact: true }).first().click();
	await expect(page.getByText(/Efficacy and Tolerability of a Microneedling Device/)).toBeVisible();
});
