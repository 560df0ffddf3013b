import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SignedIn, Viewer } from '#lib/domain/roles.ts';
import { tellsFigures } from '#lib/server/access/rights.ts';
import { keepPage, keptPage, pageKey } from '#lib/server/http/kept-pages.ts';

const SIGNED_IN: SignedIn = {
	id: 'person-1',
	name: 'Ada Berg',
	email: 'ada@clinic.test',
	isDemo: false,
	role: 'director',
	roles: ['director'],
	mustSetSecondFactor: false,
	sessionId: 'session-1'
};
const VIEWER: Viewer = {
	role: 'director',
	clinics: ['c1', 'c2'],
	threshold: 5,
	insideClinic: true,
	operatorCode: null
};
const RELEASE = { number: 1, cohort: 'release-1', rules: { where: {} } } as Viewer['release'];

type Given = {
	signedIn?: Partial<SignedIn> | null;
	viewer?: Partial<Viewer> | null;
	dataVersion?: number | null;
	url?: string;
	method?: string;
	route?: string;
	rail?: string;
	isDataRequest?: boolean;
};

const keyOf = (given: Given = {}) =>
	pageKey({
		request: new Request(`http://127.0.0.1${given.url ?? '/outcomes?area=neck'}`, {
			method: given.method ?? 'GET'
		}),
		route: { id: given.route ?? '/(app)/outcomes' },
		locals: {
			requestId: 'r',
			signedIn: given.signedIn === null ? null : { ...SIGNED_IN, ...given.signedIn },
			viewer: given.viewer === null ? null : { ...VIEWER, ...given.viewer },
			noCohort: null,
			owner: null,
			unavailable: false,
			dataVersion: given.dataVersion === undefined ? 7 : given.dataVersion
		},
		cookies: { get: (name: string) => (name === 'stipple_rail' ? given.rail : undefined) },
		isDataRequest: given.isDataRequest ?? false
	} as unknown as Parameters<typeof pageKey>[0]); // of a request only these parts are looked at

describe('SR-2.8 a kept page is of exactly those who would see the same', () => {
	test.each<[string, Given]>([
		['another name in the top bar', { signedIn: { name: 'Bo Lind' } }],
		['another account', { signedIn: { id: 'person-2' } }],
		['another role', { viewer: { role: 'practitioner' } }],
		['other clinics', { viewer: { clinics: ['c1'] } }],
		['another threshold', { viewer: { threshold: 6 } }],
		['own courses of another practitioner', { viewer: { operatorCode: 'P01' } }],
		['counts hidden', { viewer: { insideClinic: false } }],
		['newer data', { dataVersion: 8 }],
		['another filter', { url: '/outcomes?area=hands' }],
		['the data alone', { isDataRequest: true }],
		['a narrow rail', { rail: 'narrow' }]
	])('%s is another page', (_, given) => {
		expect(keyOf(given)).not.toBeNull();
		expect(keyOf(given)).not.toBe(keyOf());
	});

	test('another session of the same person is not, and no page says which one it is', () => {
		expect(keyOf({ signedIn: { sessionId: 'session-2' } })).toBe(keyOf());
		expect(keyOf()).not.toContain('session-1');
	});

	test.each<[string, Given]>([
		['of a visitor', { signedIn: null, viewer: null }],
		['of a role without figures', { viewer: null }],
		['of a release', { viewer: { release: RELEASE } }],
		['sent by a form', { method: 'POST' }],
		['without a known version', { dataVersion: null }],
		['of an account', { route: '/(app)/account' }],
		['of a file', { route: '/(app)/analyses/[analysis].[format]' }],
		['of the API', { route: '/api/v1/analyses/[analysis]' }],
		['of no route', { route: '' }]
	])('nothing is kept %s', (_, given) => {
		expect(keyOf(given)).toBeNull();
	});
});

const rendered = (headers: Record<string, string> = {}, status = 200) =>
	new Response('<script nonce="Zm9v">1</script><p>figures</p><script nonce="Zm9v">2</script>', {
		status,
		headers: {
			'Content-Type': 'text/html',
			'Content-Security-Policy': "script-src 'self' 'nonce-Zm9v'",
			ETag: '"x"',
			...headers
		}
	});

test('SR-7.1 each answer of a kept page has a nonce of its own, in its policy and its scripts', async () => {
	expect(await (await keepPage('nonces', rendered())).text()).toContain('nonce="Zm9v"');
	const nonces = new Set(['Zm9v']);
	for (let i = 0; i < 20; i++) {
		const answer = keptPage('nonces');
		const policy = answer?.headers.get('content-security-policy') ?? '';
		const nonce = /^script-src 'self' 'nonce-([A-Za-z0-9+/=]{24})'$/.exec(policy)?.[1] ?? '';
		expect(await answer?.text()).toBe(
			`<script nonce="${nonce}">1</script><p>figures</p><script nonce="${nonce}">2</script>`
		);
		expect(nonces.has(nonce)).toBe(false);
		nonces.add(nonce);
	}
});

test.each([
	['sets a cookie', rendered({ 'Set-Cookie': 'a=1' })],
	['is an error', rendered({}, 404)],
	['is a 503', rendered({}, 503)]
])('a page that %s is not kept', async (name, response) => {
	expect((await keepPage(name, response)).status).toBe(response.status);
	expect(keptPage(name)).toBeNull();
});

test('pages are kept within a bound of memory', async () => {
	const page = 'x'.repeat(900 * 1024);
	for (let i = 0; i < 60; i++) await keepPage(`large ${i}`, new Response(page));
	const there = Array.from({ length: 60 }, (_, i) => keptPage(`large ${i}`) !== null);
	expect(there.filter(Boolean).length * page.length).toBeLessThanOrEqual(32 * 1024 * 1024);
	expect(there.at(-1)).toBe(true);
	await keepPage('too large', new Response('x'.repeat(1024 * 1024 + 1)));
	expect(keptPage('too large')).toBeNull();
});

/** What the server's part of a kept page may take from: never the database, the clock or cookies. */
const MAY_IMPORT =
	/^(@sveltejs\/kit|\$types|\.\/\$types|#lib\/domain\/.*|#lib\/components\/.*|#lib\/charts\/.*|\.{1,2}\/.*)$/;
/** Published results, which change with the program alone. */
const ALSO: Record<string, string> = { contraindications: '#lib/server/app.ts' };

test('a kept page depends on nothing that its key does not hold', () => {
	const folder = 'src/routes/(app)';
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => {
			const route = `/(app)/${file.split('/').slice(0, -1).join('/')}`;
			return file.endsWith('+page.server.ts') && tellsFigures(route);
		});
	expect(files.length).toBeGreaterThan(15);
	for (const file of files) {
		const source = readFileSync(join(folder, file), 'utf8');
		const route = file.split('/')[0] ?? '';
		const strangers = [...source.matchAll(/from '([^']+)'/g)]
			.map(([, from = '']) => from)
			.filter((from) => !MAY_IMPORT.test(from) && from !== ALSO[route]);
		expect(strangers, file).toEqual([]);
		expect(source, file).not.toMatch(/cookies|Date\b|setHeaders|locals\.(?!viewer)|Math\.random/);
	}
});
