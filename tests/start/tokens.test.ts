/** Programs with a token, on the built server: what it opens, what it does not, and when it no longer does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPersonAs, firstAdministrator, form, send, type Sent } from '../support/asking.ts';
import { startProduct, type Started } from '../support/built-server.ts';

let product: Started;
let cookie: string;
let token: string;
let administrator: string;
/** Of the bundle of the release. */
let tag: string;

const ask = (method: string, path: string, sent?: Sent) => send(product, method, path, sent);
const asProgram = (path: string, given = token, method = 'GET', more = {}) =>
	ask(method, path, {
		headers: { accept: 'application/json', authorization: `Bearer ${given}`, ...more }
	});

beforeAll(async () => {
	product = await startProduct();
	await product.ready();
	administrator = await firstAdministrator(product);
	cookie = await aPersonAs(product, administrator, 'researcher', []);
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
	tag = String(bundle.headers.etag);
	expect(tag).toMatch(/^"[0-9a-f]{64}"$/);
});

test('whoever has the bundle gets it no second time; another form of it is another file', async () => {
	const asked = (path: string, method = 'GET') =>
		asProgram(path, token, method, { 'if-none-match': `"other", ${tag}` });
	const again = await asked('/api/v1/releases/1/bundle.zip');
	expect(again).toMatchObject({ status: 304, text: '' });
	expect(again.headers.etag).toBe(tag);
	expect(again.headers['cache-control']).toMatch(/no-store/);
	expect((await asked('/api/v1/releases/1/bundle.zip', 'HEAD')).status).toBe(304);
	const looked = await asProgram('/api/v1/releases/1/bundle.zip', token, 'HEAD');
	expect(looked).toMatchObject({ status: 200, headers: { etag: tag } });
	const more = await asked('/api/v1/releases/1/bundle.zip?with=redcap');
	expect(more.status).toBe(200);
	expect(more.headers.etag).not.toBe(tag);
});

test('a file of the release has a tag too, of its own form', async () => {
	const path = '/releases/1/files/courses.csv';
	const file = await ask('GET', path, { cookie });
	const own = String(file.headers.etag);
	expect(file.status).toBe(200);
	const headers = { 'if-none-match': own };
	expect(await ask('GET', path, { cookie, headers })).toMatchObject({ status: 304, text: '' });
	const other = await ask('GET', `${path}?delimiter=;&decimal=,`, { cookie, headers });
	expect(other.status).toBe(200);
	expect([own, tag]).not.toContain(other.headers.etag);
	expect((await ask('GET', path, { cookie, headers: { 'if-none-match': tag } })).status).toBe(200);
});

test('the tag is no key: rights come first', async () => {
	const headers = { 'if-none-match': tag };
	const practitioner = await aPersonAs(product, administrator, 'practitioner', ['demo-1']);
	for (const [who, status] of [
		[practitioner, 403],
		[administrator, 403]
	] as const) {
		const answer = await ask('GET', '/releases/1/bundle.zip', { cookie: who, headers });
		expect(answer.status).toBe(status);
		expect(answer.headers.etag).toBeUndefined();
	}
	expect((await ask('GET', '/releases/1/bundle.zip', { headers })).status).not.toBe(304);
	expect((await asProgram('/api/v1/releases/1/bundle.zip', '', 'GET', headers)).status).toBe(401);
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
	const path = '/api/v1/releases/1/bundle.zip';
	expect((await asProgram(path)).status).toBe(401);
	expect((await asProgram(path, token, 'GET', { 'if-none-match': tag })).status).toBe(401);
});
