/** Real accounts, from the first administrator to a role taken away, on a server of its own. */
import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { startProduct, type Started } from '../support/built-server.ts';
import { expect, test } from './page.ts';

const ADA = {
	name: 'Ada Brennan',
	email: 'ada@example.org',
	password: 'violet anchor tripod mustang'
};
const PIA = {
	name: 'Pia Sommer',
	email: 'pia@example.org',
	password: 'gravel lantern otter sunday'
};

let product: Started;
test.beforeAll(async () => {
	test.setTimeout(180_000);
	product = await startProduct({ STIPPLE_LOG_LEVEL: 'warn' });
	await product.ready();
});
test.afterAll(async () => {
	await product?.stop();
});

// Wrong tries are answered with 4xx, and the set-up is gone in the end.
test.use({ expectedFailures: ['/sign-in', '/set-up', '/outcomes'] });

const at = (path: string) => `${product.address}${path}`;

async function signInWith(page: Page, { email, password }: typeof ADA): Promise<void> {
	await page.goto(at('/sign-in'));
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const signOut = async (page: Page) => {
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(at('/sign-in'));
};

async function typeCode(page: Page, code: string): Promise<void> {
	await page.getByLabel('Code').fill(code);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('SR-3.1 to SR-3.7 from the first administrator to a practitioner whose role is taken away', async ({
	page,
	browser
}) => {
	test.setTimeout(180_000);
	const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

	await test.step('the first administrator is made with the code the server printed', async () => {
		const code = /one-time code (\S+)/.exec(product.out())?.[1] ?? '';
		await page.goto(at('/set-up'));
		await page.getByLabel('One-time code').fill('AAAAA-BBBBB');
		await page.getByLabel('Your name').fill(ADA.name);
		await page.getByLabel('E-mail').fill(ADA.email);
		await page.getByLabel('Password').fill(ADA.password);
		await page.getByRole('button', { name: 'Make the account' }).click();
		await expect(page.getByText('This is not the one-time code.')).toBeVisible();
		await page.getByLabel('One-time code').fill(code);
		await page.getByLabel('Password').fill(ADA.password);
		await page.getByRole('button', { name: 'Make the account' }).click();
		await expect(page).toHaveURL(at('/account/second-factor'));
	});

	await test.step('SR-3.6 the cookie tells scripts nothing and names nobody', async () => {
		const cookies = await page.context().cookies();
		const session = cookies.find(({ name }) => name === 'stipple_session');
		expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
		expect(session?.value).toMatch(/^[A-Za-z0-9]{32,}$/);
		expect(await page.evaluate(() => document.cookie)).not.toMatch(/session|ada/i);
		const { headers } = await page.request
			.get(at('/account'))
			.then((answer) => ({ headers: answer.headers() }));
		expect(headers['cache-control']).toContain('no-store');
		expect(headers['x-content-type-options']).toBe('nosniff');
		expect(headers['referrer-policy']).toBe('same-origin');
		expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
	});

	const codes =
		await test.step('SR-3.5 an administrator sets up a second factor first', async () => {
			await page.goto(at('/admin/people'));
			await expect(page).toHaveURL(at('/account/second-factor'));
			await page.getByLabel('Your password').fill(ADA.password);
			await page.getByRole('button', { name: 'Show the key' }).click();
			const key = (await page.locator('[data-key]').textContent()) ?? '';
			const used = totp(key);
			await page.getByLabel('Code').fill(used);
			await page.getByRole('button', { name: 'Turn it on' }).click();
			await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
			const list = await page
				.getByRole('listitem')
				.getByText(/^\w{5}-\w{5}$/)
				.allTextContents();
			expect(list).toHaveLength(10);
			return { key, list, used };
		});

	await test.step('SR-3.1 the set-up is gone', async () => {
		expect((await page.goto(at('/set-up')))?.status()).toBe(404);
	});

	await test.step('SR-3.5 signing out ends the session on the server', async () => {
		await page.goto(at('/account'));
		const [session] = (await page.context().cookies()).filter(
			({ name }) => name === 'stipple_session'
		);
		await signOut(page);
		const answer = await page.request.get(at('/account'), {
			headers: { cookie: `stipple_session=${session?.value}` },
			maxRedirects: 0
		});
		expect(answer.status()).toBe(303);
	});

	await test.step('SR-3.3 wrong tries are told nothing, and the right one with a code gets in', async () => {
		const words = page.getByText('This e-mail address and password do not open an account.');
		await signInWith(page, { ...ADA, password: 'wrong' });
		await expect(words).toBeVisible();
		await signInWith(page, { ...ADA, email: 'nobody@example.org' });
		await expect(words).toBeVisible();
		await signInWith(page, ADA);
		await expect(heading('Which code does your app show?')).toBeVisible();
		await typeCode(page, '000000');
		await expect(page.getByText('This code is not right.')).toBeVisible();
		// The code that turned it on was seen once; the app's next one opens the account.
		await typeCode(page, codes.used);
		await expect(page.getByText('This code was used already.')).toBeVisible();
		await typeCode(page, totp(codes.key, Date.now() + 30_000));
		await expect(page).toHaveURL(at('/admin'));
	});

	await test.step('SR-3.5 an administrator moves to another phone, with a recovery code in hand', async () => {
		await page.goto(at('/account/second-factor'));
		await page.getByLabel('Code of the device you have').fill(codes.list[2] ?? '');
		await page.locator('[name=passwordNow]').fill(ADA.password);
		await page.getByRole('button', { name: 'Set up a new device' }).click();
		const next = (await page.locator('[data-key]').textContent()) ?? '';
		expect(next).not.toBe(codes.key);
		await page.getByLabel('Code').fill(totp(next));
		await page.getByRole('button', { name: 'Use this device from now on' }).click();
		await expect(page.getByText('Your new device is set up.')).toBeVisible();
	});

	await test.step('SR-3.5 a recovery code opens the account once', async () => {
		await signOut(page);
		const [recovery = ''] = codes.list;
		await signInWith(page, ADA);
		await typeCode(page, recovery);
		await expect(page).toHaveURL(at('/admin'));
		await signOut(page);
		await signInWith(page, ADA);
		await typeCode(page, recovery);
		await expect(page.getByText('This code is not right.')).toBeVisible();
		await typeCode(page, codes.list[1] ?? '');
		await expect(page).toHaveURL(at('/admin'));
	});

	const link = await test.step('a practitioner is invited by link', async () => {
		// What is typed before the page's scripts are there is lost.
		await page.goto(at('/admin/invitations'), { waitUntil: 'networkidle' });
		await page.getByLabel('Name', { exact: true }).fill(PIA.name);
		await page.getByLabel('E-mail').fill(PIA.email);
		await page.getByRole('checkbox', { name: 'Practitioner', exact: true }).check();
		await page
			.getByRole('group', { name: 'Clinics of the practitioner' })
			.getByLabel(/Demo clinic 1/)
			.check();
		const operator = await page.locator('#operator-codes option').first().getAttribute('value');
		await page.getByLabel('Operator code').fill(operator ?? '');
		await page.getByRole('button', { name: 'Make the invitation' }).click();
		return page.getByLabel('Link', { exact: true }).inputValue();
	});

	const other = await browser.newContext();
	const pia = await other.newPage();
	await test.step('the practitioner accepts, and sees the own clinic and the own courses', async () => {
		await pia.goto(link);
		await pia.getByLabel('New password').fill('stipple stipple 1');
		await pia.getByRole('button', { name: 'Make my account' }).click();
		await expect(pia.getByText('little of this password is left to guess')).toBeVisible();
		await pia.getByLabel('New password').fill(PIA.password);
		await pia.getByRole('button', { name: 'Make my account' }).click();
		await expect(pia).toHaveURL(at('/outcomes'));
		await expect(pia.getByRole('banner')).toContainText('Demo clinic 1');
		await pia.goto(at('/outcomes/wrinkles?practitioner=mine'));
		await expect(pia.getByRole('status').filter({ hasText: 'left out' })).toHaveCount(0);
		await expect(pia.getByRole('heading', { level: 1 })).toBeVisible();
		// The link is worth nothing any more.
		await page.goto(link);
		await expect(heading('This link is closed')).toBeVisible();
	});

	await test.step('SR-2.4 a role taken away is felt at the next click', async () => {
		await page.goto(at('/admin/people'));
		await page.getByRole('link', { name: PIA.name }).click();
		await page.getByRole('checkbox', { name: 'Practitioner', exact: true }).uncheck();
		await page.getByRole('checkbox', { name: 'Researcher', exact: true }).check();
		await page.getByRole('button', { name: 'Save roles' }).click();
		await expect(page.getByText('The roles are saved')).toBeVisible();
		await pia.getByRole('link', { name: 'Safety' }).first().click();
		await expect(pia.getByText('Your session has ended')).toBeVisible();
		await signInWith(pia, PIA);
		await expect(pia).toHaveURL(at('/releases'));
		// Figures of the clinics' own records are gone: what there is are cohorts of releases.
		await pia.goto(at('/outcomes'));
		await expect(pia).toHaveURL(at('/cohorts'));
		const answer = await pia.goto(at('/clinic'));
		expect(answer?.status()).toBe(403);
	});
	await other.close();
});

/** What an app shows for the key, RFC 6238. */
function totp(key: string, now = Date.now()): string {
	const bits = [...key.replace(/\s/g, '')]
		.map((letter) =>
			'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
		)
		.join('');
	const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
	const mac = createHmac('sha1', secret).update(counter).digest();
	const offset = (mac.at(-1) ?? 0) & 15;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
