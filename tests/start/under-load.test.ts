import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookiesOf, form, send as ask, type Sent } from '../support/asking.ts';
import { startProduct, type Started } from '../support/built-server.ts';
import { findPostgresql, startPostgresql, type Server } from '../support/postgresql.ts';

const bin = findPostgresql();
/** Questions that nobody has asked before, of different rows each. */
const LONG = ['neck', 'hands', 'face', 'abdomen', 'decolletage'].flatMap((area) =>
	['wrinkles', 'pigmentation', 'texture', 'laxity'].map(
		(concern) => `/outcomes/${concern}?area=${area}`
	)
);
const FILE = '/analyses/session-counts.csv';

describe.skipIf(bin === null)('the built server on PostgreSQL', () => {
	let server: Server;
	let product: Started;
	let owner: pg.Client;
	const visits: Record<string, string> = {};

	beforeAll(async () => {
		server = await startPostgresql(bin ?? '');
		product = await startProduct({
			DATABASE_URL: server.url,
			STIPPLE_DEMO: '1',
			STIPPLE_DEADLINE_MS: '3000'
		});
		await product.ready();
		owner = new pg.Client({ connectionString: server.url });
		await owner.connect();
		for (const role of ['director', 'practitioner', 'researcher']) {
			visits[role] = cookiesOf(await send('POST', '/demo/sign-in', { body: form({ role }) }));
		}
	}, 240_000);
	afterAll(async () => {
		await owner?.end();
		await product?.stop();
		server?.stop();
	});

	const send = (method: string, path: string, sent?: Sent) => ask(product, method, path, sent);
	const get = (path: string, headers: Record<string, string> = {}, role = 'director') =>
		fetch(product.address + path, {
			redirect: 'manual',
			headers: { accept: 'text/html', cookie: visits[role] ?? '', ...headers }
		});

	test('a file that whoever asks has already is not sent again, until the data change', async () => {
		const first = await get(FILE);
		const etag = first.headers.get('etag') ?? '';
		expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
		expect(first.headers.get('cache-control')).toContain('no-store');

		const again = await get(FILE, { 'if-none-match': etag });
		expect(again.status).toBe(304);
		expect(await again.text()).toBe('');
		expect((await get(FILE, { 'if-none-match': '"x"' })).status).toBe(200);

		await owner.query(
			`insert into data_version (version, reason) select max(version) + 1, 'A test' from data_version`
		);
		const changed = await get(FILE, { 'if-none-match': etag });
		expect(changed.status).toBe(200);
		expect(changed.headers.get('etag')).not.toBe(etag);
	});

	test('SR-6.1 whoever only looks whether there is a file takes none, and nothing says that they did', async () => {
		const exports = async () =>
			(await owner.query(`select from audit_entry where action = 'export'`)).rowCount ?? 0;
		const taken = await get(FILE);
		const before = await exports();
		expect(before).toBeGreaterThan(0);
		const looked = await send('HEAD', FILE, { cookie: visits.director });
		expect(looked).toMatchObject({ status: 200, text: '' });
		expect(looked.headers.etag).toBe(taken.headers.get('etag'));
		expect(looked.headers['content-disposition']).toContain('attachment');
		expect(await exports()).toBe(before);
	});

	test('SR-2.3 knowing the hash of a file opens nothing: rights are asked first', async () => {
		const etag = (await get(FILE)).headers.get('etag') ?? '';
		const visitor = await get(FILE, { 'if-none-match': etag, cookie: '' });
		expect(visitor.status).toBe(401);
		const other = await get(FILE, { 'if-none-match': etag }, 'practitioner');
		expect(other.status).toBe(200);
		const researcher = await get(FILE, { 'if-none-match': etag }, 'researcher');
		expect(researcher.status).toBe(404);
	});

	test('SR-2.8 a kept page is never shown to other rights, and goes when they do', async () => {
		const of = async (role: string) => (await get('/outcomes', {}, role)).text();
		const [director, practitioner] = [await of('director'), await of('practitioner')];
		const [directorAgain, practitionerAgain] = [await of('director'), await of('practitioner')];
		expect(director).not.toBe(practitioner);
		expect(directorAgain).toContain('6 clinics');
		expect(practitionerAgain).toContain('Practitioner');
		expect(practitionerAgain).not.toContain('6 clinics');
		expect(directorAgain).toBe(director);

		await owner.query('update demo_visit set expires_at = now()');
		expect((await get('/outcomes')).status).toBe(303);
		await owner.query(`update demo_visit set expires_at = now() + interval '1 hour'`);
		expect((await get('/outcomes')).status).toBe(200);
	});

	test('SR-7.1 the policy of a page names its own inline scripts by their hash, kept or not', async () => {
		for (let i = 0; i < 2; i++) {
			const answer = await get('/outcomes/wrinkles');
			const policy = answer.headers.get('content-security-policy') ?? '';
			const scripts = [...(await answer.text()).matchAll(/<script(?: [^>]*)?>([^]*?)<\/script>/g)]
				.map(([, text = '']) => text)
				.filter((text) => text.trim() !== '');
			expect(scripts.length).toBeGreaterThan(0);
			for (const script of scripts) {
				const hash = createHash('sha256').update(script).digest('base64');
				expect(policy).toContain(`'sha256-${hash}'`);
			}
			expect(policy).not.toMatch(/script-src[^;]*unsafe-(inline|eval)/);
		}
	});

	test('SR-8.2 who asks for a kept page does not wait behind the long questions of others', async () => {
		await owner.query('begin');
		await owner.query('lock table trajectory in access exclusive mode');
		let settled = 0;
		// More than there are connections, each of which waits for the lock.
		const long = Array.from({ length: 20 }, async (_, i) => {
			await get(LONG[i % LONG.length] ?? '');
			settled += 1;
		});
		const held = `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`;
		await expect.poll(async () => (await owner.query(held)).rows[0].n).toBeGreaterThan(0);
		const before = settled;
		expect((await get('/outcomes')).status).toBe(200);
		expect(settled).toBe(before);
		await owner.query('rollback');
		await Promise.all(long);
	}, 30_000);

	test('data of a page that could not be read are an error for whoever asked, and nobody is given them later', async () => {
		const data = '/outcomes/pores/__data.json?device=pen';
		await owner.query('begin');
		await owner.query('lock table trajectory in access exclusive mode');
		const refused = await get(data);
		expect(refused.status).toBe(503);
		expect(refused.headers.get('retry-after')).toBe('5');
		expect(await refused.json()).toEqual({
			message: 'The database cannot answer now. Try again in a few seconds.',
			requestId: refused.headers.get('x-request-id')
		});
		await owner.query('rollback');
		const answered = await get(data);
		expect(answered.status).toBe(200);
		expect(await answered.text()).toMatch(/^\{"type":"data"/);
	}, 60_000);

	test('SR-8.2 with the database held up every request ends in 503 with Retry-After, health goes on, and all is well after', async () => {
		await owner.query('begin');
		await owner.query('lock table demo_visit in access exclusive mode');
		const asked = Array.from({ length: 500 }, (_, i) => get(`/outcomes?area=neck&i=${i}`));
		const health = await Promise.all(
			Array.from({ length: 10 }, () => fetch(`${product.address}/healthz`))
		);
		expect(health.every(({ ok }) => ok)).toBe(true);
		const answers = await Promise.all(asked);
		expect([...new Set(answers.map(({ status }) => status))]).toEqual([503]);
		expect(answers.every(({ headers }) => headers.get('retry-after') === '5')).toBe(true);
		const [page] = answers;
		expect(page?.headers.get('content-type')).toContain('text/html');
		expect(await page?.text()).toContain('Stipple cannot answer now');
		expect(await (await get(FILE)).json()).toMatchObject({ error: { code: 'not_available' } });
		await owner.query('rollback');
		await expect.poll(async () => (await get('/outcomes')).status, { timeout: 5000 }).toBe(200);
	}, 60_000);
});
