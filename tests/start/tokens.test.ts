/** Programs with a token, on the built server: what it opens, what it does not, and when it no longer does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPersonAs, firstAdministrator, form, send, type Sent } from '../support/asking.ts';
import { startProduct, type Started } from '../support/built-server.ts';

let product: Started;
let cookie: string;
let token: string;

const ask = (method: string, path: string, sent?: Sent) => send(product, method, path, sent);
const asProgram = (path: string, given = token, method = 'GET') =>
	ask(method, path, { headers: { accept: 'application/json', authorization: `Bearer ${given}` } });

beforeAll(async () => {
	product = await startProduct();
	await product.ready();
	cookie = await aPersonAs(product, await firstAdministrator(product), 'researcher', []);
	const body = form({ name: 'Nightly script', days: '30' });
	const made = await ask('POST', '/account/tokens?/make', { cookie, body });
	token = /stp_[\w-]{43}/.exec(made.text)?.[0] ?? '';
	expect(token).not.toBe('');
}, 240_000);
afterAll(() => product.stop());

test('a token is shown once', async () => {
	const page = await ask('GET', '/account/tokens', { cookie });
	expect(page.text).toContain('Nightly script');
	expect(page.text).not.toContain(token);
});

test('it opens the register, a release and its bundle', async () => {
	const register = await asProgram('/api/v1/releases');
	expect(register.status).toBe(200);
	expect(JSON.parse(register.text)).toMatchObject({ releases: [{ release: 1 }] });
	expect((await asProgram('/api/v1/releases/1')).status).toBe(200);
	const bundle = await asProgram('/api/v1/releases/1/bundle.zip');
	expect(bundle.status).toBe(200);
	expect(bundle.headers['content-type']).toBe('application/zip');
	expect(bundle.text.startsWith('PK')).toBe(true);
});

test.each(['/outcomes', '/releases', '/account', '/account/tokens', '/cohorts'])(
	'it does not open the page %s',
	async (path) => {
		const { status, headers } = await asProgram(path);
		const sentToSignIn = status === 303 && String(headers.location).startsWith('/sign-in');
		expect(sentToSignIn || status === 401, `${path}: ${status}`).toBe(true);
	}
);

test('figures of clinics are not for it', async () => {
	const { status, text } = await asProgram('/api/v1/analyses/session-counts');
	expect([401, 403]).toContain(status);
	expect(text).not.toContain('sessions done');
});

test('it changes nothing', async () => {
	const { status } = await asProgram('/api/v1/releases', token, 'POST');
	expect([401, 403, 405]).toContain(status);
});

test.each([
	['nothing', ''],
	['another of the same form', `stp_${'A'.repeat(43)}`],
	['what is no token', 'letmein']
])('with %s there is nothing', async (_, given) => {
	const { status, headers, text } = await asProgram('/api/v1/releases', given);
	expect(status).toBe(401);
	expect(headers['www-authenticate']).toMatch(/^Bearer/);
	expect(text).not.toContain('"releases"');
});

test('once revoked it opens nothing', async () => {
	const page = await ask('GET', '/account/tokens', { cookie });
	const id = /name="id" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
	const revoked = await ask('POST', '/account/tokens?/revoke', { cookie, body: form({ id }) });
	expect(revoked.text).toContain('Revoked');
	expect((await asProgram('/api/v1/releases')).status).toBe(401);
	expect((await asProgram('/api/v1/releases/1/bundle.zip')).status).toBe(401);
});
