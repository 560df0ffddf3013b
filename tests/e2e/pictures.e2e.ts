import { readFile } from 'node:fs/promises';
import { expect, test } from './page.ts';
import { ready, signIn } from './roles.ts';

test.use({ colorScheme: 'dark' });

test('a chart is taken along as a picture that says what it counts and where it is from', async ({
	page
}) => {
	await signIn(page, 'director', '/safety');
	await ready(page);
	const title = await page.locator('figure h2').first().innerText();
	const button = (kind: string) =>
		page.getByRole('button', { name: `${kind} of ${title}` }).first();

	const [svg] = await Promise.all([page.waitForEvent('download'), button('SVG').click()]);
	expect(svg.suggestedFilename()).toMatch(/^stipple-[a-z0-9-]+\.svg$/);
	const text = await readFile(await svg.path(), 'utf8');
	const question = await page.getByRole('heading', { level: 1 }).innerText();
	const said = text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
	expect(said).toContain(question.slice(0, 30));
	expect(said).toContain(title);
	expect(said).toContain('Synthetic data');
	expect(said).toMatch(/Data \d+, through/);
	// On white paper, also from a dark page, with no style or script of the page's own.
	expect(text).toContain('fill="#fff"');
	expect(text).toContain('rgb(27, 31, 36)');
	expect(text).not.toMatch(/var\(|class=|<script/);

	const [png] = await Promise.all([page.waitForEvent('download'), button('PNG').click()]);
	const bytes = await readFile(await png.path());
	expect(bytes.subarray(1, 4).toString()).toBe('PNG');
	expect(bytes.readUInt32BE(16)).toBe(1536);
});

test('a chart of lines is taken along too', async ({ page }) => {
	await signIn(page, 'director', '/outcomes');
	await page.waitForSelector('canvas[data-drawn]');
	const [svg] = await Promise.all([
		page.waitForEvent('download'),
		page
			.getByRole('button', { name: /^SVG of/ })
			.first()
			.click()
	]);
	const text = await readFile(await svg.path(), 'utf8');
	expect(text).toContain('<image');
	expect(text).toContain('Synthetic data');
});
