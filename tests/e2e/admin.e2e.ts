/** The administrators' pages, on a server of its own with a few people. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingsOn } from './accessibility.ts';
import type { BrowserContext } from '@playwright/test';
import { startProduct, type Started } from '../support/built-server.ts';
import { expect, test } from './page.ts';

/** What tests/support/installation-with-people.ts gives the administrator's cookie. */
const TOKEN = 'the session of the administrator in these tests';

const PAGES = [
	['/admin', 'Is this installation ready?'],
	['/admin/people', 'Who may use this Stipple?'],
	['/admin/people/person-ada', 'Ada Berg'],
	['/admin/people/person-cy', 'Cy Ngo'],
	['/admin/people/person-di', 'Di Okafor'],
	['/admin/invitations', 'Who is invited?'],
	['/admin/clinics', 'Which clinics are here, and who belongs to them?'],
	['/admin/settings', 'How is this installation set?']
] as const;

let product: Started;
let dataDir: string;
test.beforeAll(async () => {
	test.setTimeout(180_000);
	dataDir = mkdtempSync(join(tmpdir(), 'stipple-admin-'));
	const filled = spawnSync(
		process.execPath,
		['tests/support/installation-with-people.ts', dataDir],
		{ encoding: 'utf8' }
	);
	expect(filled.status, filled.stderr).toBe(0);
	product = await startProduct({ DATA_DIR: dataDir, STIPPLE_LOG_LEVEL: 'warn' });
	await product.ready();
});
test.afterAll(async () => {
	await product?.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

// Forms that are refused are answered with 400, people who are not there with 404.
test.use({ expectedFailures: ['/admin/'] });
// One server, whose people these tests change.
test.describe.configure({ mode: 'serial' });

const at = (path: string) => `${product.address}${path}`;
const signInAsAdministrator = (context: BrowserContext) =>
	context.addCookies([
		{ name: 'stipple_session', value: encodeURIComponent(TOKEN), url: product.address }
	]);

for (const colorScheme of ['light', 'dark'] as const) {
	for (const width of [1440, 390]) {
		test(`axe finds nothing on the administrators' pages at ${width} px, ${colorScheme}`, async ({
			page
		}) => {
			test.slow();
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 900 });
			await signInAsAdministrator(page.context());
			for (const [path, title] of PAGES) {
				await page.goto(at(path));
				await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
				expect(await findingsOn(page)).toEqual([]);
				const beyond = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth
				);
				expect(beyond, path).toBe(0);
			}
		});
	}
}

test('an administrator gets from page to page, at a desk and on a phone', async ({ page }) => {
	await signInAsAdministrator(page.context());
	await page.goto(at('/'));
	await expect(page).toHaveURL(at('/admin'));
	await expect(page.getByRole('banner')).toContainText('Ada Berg');
	const nav = page.getByRole('navigation', { name: 'Main' });
	for (const name of ['People', 'Invitations', 'Clinics', 'Settings']) {
		await nav.getByRole('link', { name }).click();
		await expect(nav.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
	}
	await expect(nav.getByRole('link', { name: 'Outcomes' })).toHaveCount(0);

	await page.setViewportSize({ width: 390, height: 844 });
	await expect(nav.getByRole('link')).toHaveCount(4);
	await nav.getByText('More').click();
	await nav.getByRole('link', { name: 'Evidence' }).click();
	await expect(page).toHaveURL(at('/evidence'));
	await expect(nav.getByRole('link', { name: 'Settings' })).toBeHidden();
});

test('an invitation is refused beside its field, then shown once, then withdrawn', async ({
	page
}) => {
	await signInAsAdministrator(page.context());
	await page.goto(at('/admin/invitations'), { waitUntil: 'networkidle' });
	const make = page.getByRole('button', { name: 'Make the invitation' });
	await page.getByLabel('Name').fill('Eva Stein');
	await page.getByLabel('E-mail').fill('cy@clinic.test');
	await page.getByLabel('Director', { exact: true }).check();
	await make.click();
	await expect(page.getByText('A director sees the figures of the clinics')).toBeVisible();
	const clinics = page.getByRole('group', { name: 'Clinics of the director' });
	await expect(clinics.getByRole('checkbox').first()).toBeFocused();
	await clinics.getByLabel('Demo clinic 2').check();
	await make.click();
	await expect(page.getByText('has an account already')).toBeVisible();
	await expect(page.getByLabel('E-mail')).toBeFocused();
	await expect(page.getByLabel('Name')).toHaveValue('Eva Stein');
	await expect(clinics.getByLabel('Demo clinic 2')).toBeChecked();
	await page.getByLabel('E-mail').fill('eva@clinic.test');
	await make.click();
	const link = page.getByLabel('Link', { exact: true });
	await expect(link).toHaveValue(/\/invitation\/[\w-]{22,}$/);
	await expect(page.getByText('No mail server is set, so hand it over yourself')).toBeVisible();
	await expect(page.getByLabel('Name')).toHaveValue('');

	await page.reload({ waitUntil: 'networkidle' });
	await expect(link).toHaveCount(0);
	await page.getByRole('button', { name: 'Withdraw the link of Eva Stein' }).click();
	await expect(page.getByText('Withdrawn: the link is worth nothing')).toBeVisible();
	await expect(page.getByRole('row', { name: /Eva Stein/ })).toContainText('withdrawn');
});

test('SR-2.4 rights are changed, sessions ended, a person disabled and enabled', async ({
	page
}) => {
	await signInAsAdministrator(page.context());
	await page.goto(at('/admin/people/person-bo'), { waitUntil: 'networkidle' });
	await page.getByLabel('Practitioner', { exact: true }).check();
	await page
		.getByRole('group', { name: 'Clinics of the practitioner' })
		.getByLabel('Demo clinic 2')
		.check();
	await page.getByLabel('Operator code').fill('not a code');
	const save = page.getByRole('button', { name: 'Save roles' });
	await save.click();
	await expect(page.getByLabel('Operator code')).toBeFocused();
	await expect(page.getByLabel('Operator code')).toHaveAttribute('aria-invalid', 'true');
	await page.getByLabel('Operator code').fill('P02');
	await save.click();
	await expect(page.getByText('The roles are saved')).toBeVisible();
	await expect(save).toBeFocused();
	await expect(page.getByText('practitioner at Demo clinic 2, operator P02')).toBeVisible();

	await page.getByRole('button', { name: 'Make a link for a new password' }).click();
	await expect(page.getByLabel('Link', { exact: true })).toHaveValue(/\/invitation\//);
	await page.getByRole('button', { name: 'Disable Bo Lind' }).click();
	await expect(page.getByText('signing in is refused')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Make a link' })).toBeDisabled();
	await page.getByRole('button', { name: 'Enable Bo Lind' }).click();
	await expect(page.getByRole('button', { name: 'Disable Bo Lind' })).toBeEnabled();
});

test('the last administrator cannot be disabled or lose the role, and the page says why', async ({
	page
}) => {
	await signInAsAdministrator(page.context());
	await page.goto(at('/admin/people/person-ada'));
	await expect(page.getByRole('button', { name: 'Disable Ada Berg' })).toBeDisabled();
	await expect(page.getByText('The last administrator cannot be disabled')).toBeVisible();
	await expect(page.getByLabel('Administrator', { exact: true })).toBeDisabled();
	await expect(page.getByLabel('Administrator', { exact: true })).toBeChecked();
	// Whoever sends it all the same is refused as well.
	for (const [action, form] of [
		['disable', {}],
		['roles', { role: 'researcher' }]
	] as const) {
		const answer = await page.request.post(at(`/admin/people/person-ada?/${action}`), {
			form,
			headers: { origin: product.address, accept: 'text/html' }
		});
		expect(answer.status()).toBe(400);
		expect(await answer.text()).toContain('The last administrator cannot');
	}
});

test('without scripts the threshold goes up, a backup is noted, and what is wrong is said', async ({
	browser
}) => {
	// Not the watchful page of the other tests: to it every script that is not run is a failed request.
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await signInAsAdministrator(context);
	await page.goto(at('/admin/settings'));
	await page.getByLabel('Patients').fill('3');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Write a whole number from 5 to 100')).toBeVisible();
	await expect(page.getByLabel('Patients')).toHaveValue('3');
	await page.getByLabel('Patients').fill('8');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('From now on staff see groups of 8 patients')).toBeVisible();
	await expect(page.getByRole('row', { name: /STIPPLE_THRESHOLD/ })).toContainText(
		'an administrator'
	);
	await expect(page.getByText('meant for trial and for one computer')).toBeVisible();

	await page.goto(at('/admin'));
	await page.getByRole('button', { name: 'I have a backup' }).click();
	await expect(page.getByText(/A backup was noted on/)).toBeVisible();
	await context.close();
});

test('SR-4.1 whatever body a form is sent, the answer is a 4xx with words', async ({ page }) => {
	await signInAsAdministrator(page.context());
	const headers = { origin: product.address, accept: 'text/html' };
	const forms = [
		'/admin/invitations?/invite',
		'/admin/invitations?/withdraw',
		'/admin/settings?/threshold',
		'/admin/people/person-cy?/roles'
	];
	const bodies = [
		{ type: 'application/json', body: '{"name":"x"}' },
		{ type: 'text/plain', body: 'name=x' },
		{ type: 'multipart/form-data; boundary=x', body: 'not one part' },
		{ type: 'application/x-www-form-urlencoded', body: '' },
		{ type: 'application/x-www-form-urlencoded', body: `name=${'x'.repeat(60_000)}` },
		{ type: 'application/x-www-form-urlencoded', body: 'name=%00&email=%00&id=%00&role=%00' },
		{ type: 'application/x-www-form-urlencoded', body: 'role=owner&role=director&role=director' },
		{ type: 'application/x-www-form-urlencoded', body: 'threshold=8&threshold=9&id=a&id=b' },
		{ type: 'application/x-www-form-urlencoded', body: 'threshold=1e2&email[]=x&__proto__=x' },
		{
			type: 'application/x-www-form-urlencoded',
			body: `role=director&director-clinic=${'y'.repeat(500)}&name=A&email=a%40b.test`
		}
	];
	for (const form of forms) {
		for (const { type, body } of bodies) {
			const answer = await page.request.post(at(form), {
				data: Buffer.from(body),
				headers: { ...headers, 'content-type': type }
			});
			const what = `${form} ${type} ${body.slice(0, 40)}`;
			expect(answer.status(), what).toBeGreaterThanOrEqual(400);
			expect(answer.status(), what).toBeLessThan(500);
			expect(await answer.text(), what).not.toMatch(/zod|kysely|at .*\.js:\d/i);
		}
	}
	for (const path of ['nobody', '%00', "'--", 'x'.repeat(300), '%F0%9F%92%89']) {
		const answer = await page.request.get(at(`/admin/people/${path}`), { headers });
		expect(answer.status(), path).toBe(404);
	}
	const unknown = await page.request.post(at('/admin/settings?/wipe'), { headers, form: {} });
	expect(unknown.status()).toBe(405);
});
