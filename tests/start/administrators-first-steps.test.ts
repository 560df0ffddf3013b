import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookiesOf, form, PASSWORD, send as ask, totp, type Sent } from '../support/asking.ts';
import { startProduct, type Started } from '../support/built-server.ts';

let product: Started;
const dataDir = mkdtempSync(join(tmpdir(), 'stipple-first-steps-'));
const ADA = { name: 'Ada', email: 'ada@clinic.example', password: PASSWORD };
/** Of an administrator who has not set up a second factor yet. */
let cookie = '';
let key = '';

const send = (method: string, path: string, sent?: Sent) => ask(product, method, path, sent);

async function start(env: Record<string, string> = {}): Promise<void> {
	product = await startProduct({ DATA_DIR: dataDir, ...env });
	await product.ready();
}

beforeAll(async () => {
	await start();
	const code = /one-time code ([A-Z0-9-]+)/.exec(product.out())?.[1] ?? '';
	const made = await send('POST', '/set-up', { body: form({ ...ADA, code }) });
	expect(made.status).toBe(303);
	cookie = cookiesOf(made);
}, 180_000);
afterAll(async () => {
	await product.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

test.each(['/outcomes', '/admin', '/releases', '/safety', '/'])(
	'SR-3.5 an administrator without a second factor is led from %s to setting it up',
	async (path) => {
		const answer = await send('GET', path, { cookie });
		expect(answer.status).toBe(303);
		expect(answer.headers.location).toBe('/account/second-factor');
	}
);

test('SR-3.5 and pages show what to do there, not a blank one', async () => {
	const page = await send('GET', '/account/second-factor', { cookie });
	expect(page.text).toContain('Administrators cannot be without one');
});

test.each(['/api/v1/analyses', '/analyses/session-counts.csv', '/admin/audit.csv'])(
	'SR-3.5 a program that asks for %s is told the same, in words it can read',
	async (path) => {
		const answer = await send('GET', path, { cookie });
		expect(answer.status).toBe(403);
		const { error } = JSON.parse(answer.text);
		expect(error.code).toBe('second_factor_required');
		expect(error.help).toContain('/account/second-factor');
	}
);

test('SR-6.1 a refused change of a visitor is recorded, a page only asked for is not', async () => {
	// Forms from elsewhere end before anything of ours runs; what is no form is refused by us.
	const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
	const elsewhere = { headers, body: '{}' };
	expect((await send('POST', '/sign-in', elsewhere)).status).toBe(403);
	expect((await send('POST', '/account?/password', { body: 'a=1' })).status).toBe(303);
	expect((await send('POST', '/api/v1/analyses', { body: 'a=1' })).status).toBe(401);
	expect((await send('GET', '/api/v1/openapi.json')).status).toBe(401);
	for (let i = 0; i < 60; i += 1) await send('POST', '/admin?/backedUp', { body: 'a=1' });

	const started = await send('POST', '/account/second-factor?/start', {
		cookie,
		body: form({ password: PASSWORD })
	});
	key = /data-key[^>]*>([^<]+)</.exec(started.text)?.[1] ?? '';
	const confirmed = await send('POST', '/account/second-factor?/confirm', {
		cookie,
		body: form({ code: totp(key) })
	});
	cookie = cookiesOf(confirmed) || cookie;
	const { text } = await send('GET', '/admin/audit.csv?action=request-denied', { cookie });
	const rows = text.split('\n').filter((row) => row.includes('request-denied'));
	const of = (words: string) => rows.filter((row) => row.includes(words));
	expect(of('from_elsewhere')).toHaveLength(1);
	expect(of('/account')).toHaveLength(1);
	expect(of('/api/v1/analyses')).toHaveLength(1);
	expect(of('/api/v1/openapi.json')).toHaveLength(0);
	// Whoever asks on and on does not fill what can only be added to.
	expect(of('/admin').length).toBeGreaterThan(3);
	expect(of('/admin').length).toBeLessThan(25);
});

test('with another secret sessions go on, and a second factor is refused in words, never a fault', async () => {
	await product.stop();
	await start({ STIPPLE_SECRET: randomUUID() + randomUUID() });
	for (const path of ['/account', '/account/second-factor', '/admin']) {
		const page = await send('GET', path, { cookie });
		expect(page.status, path).toBe(200);
		if (path !== '/admin') expect(page.text).toContain('made with another secret');
	}
	const first = await send('POST', '/sign-in', { body: form(ADA) });
	expect(first.headers.location).toBe('/sign-in/second-factor');
	const second = await send('POST', '/sign-in/second-factor', {
		cookie: cookiesOf(first),
		body: form({ code: totp(key, Date.now() + 30_000) })
	});
	expect(second.status).toBe(400);
	expect(second.text).toContain('made with another secret');
	expect(second.text).toContain('earlier STIPPLE_SECRET');

	// The earlier one comes back, and all is well.
	await product.stop();
	await start();
	const done = await send('POST', '/sign-in/second-factor', {
		cookie: cookiesOf(await send('POST', '/sign-in', { body: form(ADA) })),
		body: form({ code: totp(key, Date.now() + 30_000) })
	});
	expect(done.status).toBe(303);
}, 180_000);
