import { readFile } from 'node:fs/promises';
import { expect, test } from './page.ts';
import { signIn } from './roles.ts';

const QUERY = 'area=face&wk=12';

test('page, CSV and API give the same numbers for the same link', async ({ page }) => {
	await signIn(page, 'director', `/outcomes/wrinkles?${QUERY}`);
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
