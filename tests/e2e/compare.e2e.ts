/** “0.5 or 1.5 mm on the neck?”, asked by somebody who has never seen the product. */
import { readFile } from 'node:fs/promises';
import { expect, test } from './page.ts';
import { signIn } from './roles.ts';

const CSV = '/analyses/compare-effect.csv';

test('two clicks from the start page lead to the answer on necks, with the price in redness', async ({
	page
}) => {
	await signIn(page, 'practitioner');
	const nav = page.getByRole('navigation', { name: 'Main' });
	await nav.getByRole('link', { name: 'Compare' }).click();
	await page.getByRole('link', { name: 'Neck: 0.5–1.0 mm or 1.5–2.0 mm?' }).click();
	// Numbers are held together by signs that break no line.
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		/Neck wrinkles: 0.5\W+1.0\Wmm or 1.5\W+2.0\Wmm\?/
	);
	// What the synthetic data were made with: deeper is better on the neck, and redder for longer.
	const main = page.getByRole('main');
	await expect(main.getByText(/Adjusted difference, B minus A: 0\.\d+\Wgrades/)).toContainText(
		/clear.*still red beyond day 3.*clear/
	);
	await expect(main.getByText('PASS', { exact: true })).toBeVisible();

	// The file says what the page says.
	const row = page.getByRole('row', { name: /Overlap-weighted/ });
	const told = await row.getByText(/\d\.\d\d\W+\d\.\d\d\W+to\W+\d\.\d\d/).innerText();
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSV' }).first().click();
	const csv = await readFile(await (await download).path(), 'utf8');
	const line = csv.split('\n').find((each) => each.includes('difference_weighted')) ?? '';
	const numbers = line.split(',').slice(9, 12);
	expect(numbers.map((value) => Number(value).toFixed(2))).toEqual(told.match(/\d\.\d\d/g));

	await page.getByRole('link', { name: 'Balance' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Neck wrinkles: are the groups alike?'
	);
	await page.getByRole('link', { name: 'Side effects', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Which group has which');
});

test('the depth answer, the redness answer and the sheet to print are found from the navigation', async ({
	page
}) => {
	await signIn(page, 'practitioner', '/outcomes/wrinkles?area=neck');
	await page.getByRole('link', { name: 'By depth' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('is deeper better');
	await expect(page.getByText(/Redness lasts longer with depth on necks/)).toContainText('clear');

	const nav = page.getByRole('navigation', { name: 'Main' });
	await nav.getByRole('link', { name: 'Safety' }).click();
	await expect(page.getByText(/Redness follows \d+\Wof\W100\Wsessions/)).toBeVisible();

	await nav.getByRole('link', { name: 'Expect' }).click();
	await page.getByRole('link', { name: 'Sheet for the patient' }).click();
	await expect(page.getByRole('button', { name: 'Print the sheet' })).toBeVisible();
});

test('a comparison whose groups are not alike withholds the difference and says why', async ({
	page
}) => {
	const question = '/compare?a.device=pen&area=face&b.device=roller&concern=wrinkles&wk=12';
	await signIn(page, 'practitioner', question);
	await expect(page.getByText('WITHHELD', { exact: true })).toBeVisible();
	await expect(page.getByText(/The groups stay unlike after weighting in/).first()).toBeVisible();
	await expect(page.getByText('No difference is told, for the reasons above.')).toBeVisible();
	await expect(page.getByText(/still red beyond day 3/)).toHaveCount(0);
	const csv = await (await page.request.get(question.replace('/compare', CSV))).text();
	const differences = csv.split('\n').filter((line) => line.includes(',difference_'));
	expect(differences).toHaveLength(3);
	for (const line of differences) expect(line).toMatch(/,grades,,,,/);
});
