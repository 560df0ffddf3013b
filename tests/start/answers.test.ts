import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Started } from '../support/built-server.ts';

let product: Started;
beforeAll(async () => {
	product = await startProduct({ STIPPLE_DEMO: '0' });
	await product.ready();
}, 120_000);
afterAll(() => product.stop());

/** A form comes from our own page, unless the test says otherwise. */
const get = (path: string, init?: RequestInit) =>
	fetch(product.address + path, {
		redirect: 'manual',
		...init,
		headers: { ...(init?.method === 'POST' ? { origin: product.address } : {}), ...init?.headers }
	});

const FIXED = {
	'x-content-type-options': /^nosniff$/,
	'referrer-policy': /^same-origin$/,
	'cross-origin-opener-policy': /^same-origin$/,
	'cross-origin-resource-policy': /^same-origin$/,
	'permissions-policy': /camera=\(\)/,
	'content-security-policy':
		/^(?=.*object-src 'none')(?=.*base-uri 'none')(?=.*frame-ancestors 'none')(?=.*form-action 'self')/
};

test.each([
	['a health check', '/healthz', {}, 200],
	['readiness', '/readyz', {}, 200],
	['a page without signing in', '/outcomes', {}, 303],
	['an address that does not exist', '/nothing/here', {}, 303],
	['the API without signing in', '/api/v1/analyses', {}, 401],
	['a download without signing in', '/analyses/session-counts.csv', {}, 401],
	['a form without signing in', '/outcomes', { method: 'POST' }, 303],
	['too large a body', '/sign-in', { method: 'POST', body: 'x'.repeat(70_000) }, 413]
] as const)('SR-7.1 the answer to %s carries the fixed headers', async (_, path, init, status) => {
	const answer = await get(path, init);
	expect(answer.status).toBe(status);
	for (const [name, value] of Object.entries(FIXED)) {
		expect(answer.headers.get(name), name).toMatch(value);
	}
	expect(answer.headers.get('cache-control')).toMatch(/no-store/);
	expect(answer.headers.get('strict-transport-security')).toBeNull();
	expect(answer.headers.get('server') ?? answer.headers.get('x-powered-by')).toBeNull();
});

test('SR-2.3 a visitor is led to the sign-in and back to the page asked for, never elsewhere', async () => {
	const page = await get('/outcomes/wrinkles?area=neck');
	expect(page.headers.get('location')).toBe(
		`/sign-in?to=${encodeURIComponent('/outcomes/wrinkles?area=neck')}`
	);
	expect((await get('//evil.example/x')).headers.get('location') ?? '').not.toMatch(
		/^https?:|evil/
	);
	expect(await page.text()).toBe('');
});

test('SR-2.3 a program without a visit gets a refusal it can read', async () => {
	const answer = await get('/api/v1/analyses/improvement-over-time');
	expect(answer.headers.get('content-type')).toContain('application/json');
	expect(await answer.json()).toMatchObject({
		error: { code: 'sign_in_required', message: expect.any(String), help: expect.any(String) }
	});
});

test('SR-2.1 the data behind a page is closed like the page', async () => {
	const answer = await get('/outcomes/__data.json?area=neck');
	expect(await answer.json()).toEqual({
		type: 'redirect',
		location: `/sign-in?to=${encodeURIComponent('/outcomes?area=neck')}`
	});
});

test('SR-8.6 health and readiness tell visitors nothing', async () => {
	expect(await (await get('/healthz')).text()).toBe('ok\n');
	expect(await (await get('/readyz')).text()).toBe('ready\n');
});

test('SR-8.9 a visitor of localhost is sent to the address whose forms are taken', async () => {
	const answer = await raw({ path: '/outcomes?wk=12', host: `localhost:${product.port}` });
	expect(answer.status).toBe(307);
	expect(answer.location).toBe(`${product.address}/outcomes?wk=12`);
});

test('SR-8.9 the host header never enters a link', async () => {
	const answer = await raw({ path: '/outcomes', host: 'evil.example' });
	expect(answer.location).not.toContain('evil');
});

test('SR-4.3 a body of unannounced length is refused where no file is expected', async () => {
	const answer = await raw({ path: '/sign-in', method: 'POST', chunked: true });
	expect(answer.status).toBe(413);
});

test('SR-3.7 a form from another site is refused', async () => {
	const answer = await get('/demo/sign-in', {
		method: 'POST',
		headers: {
			origin: 'https://evil.example',
			'content-type': 'application/x-www-form-urlencoded'
		},
		body: 'role=director'
	});
	expect(answer.status).toBe(403);
});

test('SR-7.1 what is no request at all gets the headers too', async () => {
	const socket = connect(product.port, '127.0.0.1');
	socket.end('NONSENSE\r\n\r\n');
	let text = '';
	socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
	await once(socket, 'close');
	expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
	expect(text).toMatch(/X-Content-Type-Options: nosniff/);
});

test('SR-6.2 the log names the route of a request and nothing from its address', async () => {
	await get('/outcomes/wrinkles?area=secret-place');
	await expect.poll(() => product.out()).toMatch(/"status":303/);
	expect(product.out()).not.toContain('secret-place');
	const lines = product
		.out()
		.split('\n')
		.filter((line) => line.startsWith('{'));
	for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level');
});

/** A request whose host header and body are ours to choose. */
function raw(options: { path: string; host?: string; method?: string; chunked?: boolean }) {
	return new Promise<{ status: number; location: string | undefined }>((resolve, reject) => {
		const outgoing = request(
			{
				port: product.port,
				host: '127.0.0.1',
				path: options.path,
				method: options.method ?? 'GET',
				headers: options.host ? { host: options.host } : {}
			},
			(answer) => {
				answer.resume();
				resolve({ status: answer.statusCode ?? 0, location: answer.headers.location });
			}
		);
		outgoing.on('error', reject);
		if (options.chunked) outgoing.write('a=1');
		outgoing.end();
	});
}
