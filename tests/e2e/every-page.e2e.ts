import { findingsOn } from './accessibility.ts';
import { expect, test } from './page.ts';
import { PAGES, RESEARCHER_PAGES, signIn } from './roles.ts';

const SCREENS = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 }
];

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(`in the ${colorScheme} theme`, () => {
		test.use({ colorScheme });

		for (const viewport of SCREENS) {
			const walk = ['/sign-in', ...PAGES.map(([path]) => path)];
			for (const path of walk) {
				test(`axe finds nothing at ${viewport.width} px, nothing scrolls sideways, and the data are named: ${path}`, async ({
					page
				}) => {
					await page.setViewportSize(viewport);
					if (path === '/sign-in') await page.goto(path);
					else await signIn(page, 'director', path);
					const title = PAGES.find(([own]) => own === path)?.[1];
					if (title) await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
					if (path !== '/sign-in') {
						// Which data these are, and that they are synthetic, stands on every page.
						const banner = page.getByRole('banner');
						await expect(banner).toContainText('Synthetic data');
						if (viewport.width > 720) await expect(banner).toContainText(/Data \d+, through/);
					}
					expect(await findingsOn(page)).toEqual([]);
					const beyond = await page.evaluate(
						() => document.documentElement.scrollWidth - document.documentElement.clientWidth
					);
					expect(beyond, path).toBe(0);
				});
			}
		}
	});
}

test.describe('of a researcher', () => {
	// Each theme at one width: what differs by both is walked with the pages above.
	for (const { colorScheme, ...viewport } of [
		{ colorScheme: 'light', width: 1440, height: 900 },
		{ colorScheme: 'dark', width: 390, height: 844 }
	] as const) {
		for (const [path, title] of RESEARCHER_PAGES) {
			test(`axe finds nothing at ${viewport.width} px, nothing scrolls sideways and nothing is warned of: ${path}`, async ({
				page
			}) => {
				await page.emulateMedia({ colorScheme });
				await page.setViewportSize(viewport);
				await signIn(page, 'researcher', path);
				await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
				await expect(page.getByText('of this link was left out')).toBeHidden();
				expect(await findingsOn(page)).toEqual([]);
				const beyond = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth
				);
				expect(beyond, path).toBe(0);
			});
		}
	}
});

test('the sheet for the patient is one page of paper, without what is for the practitioner', async ({
	page
}) => {
	await signIn(page, 'director', '/expect/sheet?area=neck&concern=wrinkles');
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByText(/leaves the clinic with the patient/)).toBeHidden();
	await expect(page.getByText(/not what will happen to you/)).toBeVisible();
	const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
	expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
});

test('on paper the filters and the source stand above the question, and nothing to click', async ({
	page
}) => {
	await signIn(page, 'director', '/outcomes?area=face');
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
	await expect(page.getByRole('form', { name: 'Filters' })).toBeHidden();
	await expect(page.getByRole('link', { name: 'CSV' })).toBeHidden();
	await expect(
		page.getByText(/Stipple · Data \d+.*Synthetic data.*seen as director/)
	).toBeVisible();
	await expect(page.getByText(/^Face · by needle depth · week 26/)).toBeVisible();
});

test.describe('an address that leads nowhere', () => {
	test.use({ expectedFailures: ['/outcomes/freckles'] });

	test('says so and where to go', async ({ page }) => {
		await signIn(page, 'director');
		const response = await page.goto('/outcomes/freckles');
		expect(response?.status()).toBe(404);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is at this address');
		await expect(page.getByText(/charted for wrinkles, pores/)).toBeVisible();
		await page.getByRole('navigation', { name: 'Where to go' }).getByText('Safety').click();
		await expect(page).toHaveURL('/safety');
	});
});
