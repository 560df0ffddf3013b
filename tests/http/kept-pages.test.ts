import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { SignedIn, Viewer } from '#lib/domain/roles.ts';
import { tellsFigures } from '#lib/server/access/rights.ts';
import { keepPage, keptPage, pageKey, pageOf, type PageKey } from '#lib/server/http/kept-pages.ts';

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
	epoch?: number;
	url?: string;
	method?: string;
	route?: string;
	rail?: string;
	isDataRequest?: boolean;
	encoding?: string;
};

const keyOf = (given: Given = {}): string | null => foundKey(given)?.text ?? null;

const foundKey = (given: Given = {}): PageKey | null =>
	pageKey({
		request: new Request(`http://127.0.0.1${given.url ?? '/outcomes?area=neck'}`, {
			method: given.method ?? 'GET',
			headers: { 'accept-encoding': given.encoding ?? 'gzip, deflate, br' }
		}),
		route: { id: given.route ?? '/(app)/outcomes' },
		locals: {
			requestId: 'r',
			signedIn: given.signedIn === null ? null : { ...SIGNED_IN, ...given.signedIn },
			viewer: given.viewer === null ? null : { ...VIEWER, ...given.viewer },
			noCohort: null,
			owner: null,
			unavailable: false,
			data:
				given.dataVersion === null
					? null
					: { dataVersion: given.dataVersion ?? 7, epoch: given.epoch ?? 1 }
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
		['another database of this version', { epoch: 2 }],
		['another filter', { url: '/outcomes?area=hands' }],
		['the data alone', { isDataRequest: true }],
		['a narrow rail', { rail: 'narrow' }],
		['packed otherwise', { encoding: 'gzip' }]
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
		['of no route', { route: '' }],
		['for who takes nothing packed', { encoding: 'identity' }],
		['for who refuses both', { encoding: 'deflate, br;q=0, gzip;q=0' }]
	])('nothing is kept %s', (_, given) => {
		expect(keyOf(given)).toBeNull();
	});
});

test.each([
	['gzip, deflate, br, zstd', 'br'],
	['gzip, br;q=0', 'gzip'],
	['br;q=0.5, gzip;q=1', 'br'],
	['GZIP', 'gzip']
])('for who takes %s a page is packed as %s', (encoding, coding) => {
	expect(foundKey({ encoding })?.coding).toBe(coding);
});

const PAGE = '<script>1</script><p>figures</p>';
const rendered = (headers: Record<string, string> = {}, status = 200) =>
	new Response(PAGE, {
		status,
		headers: {
			'Content-Type': 'text/html',
			'Content-Security-Policy': "script-src 'self' 'sha256-x'",
			ETag: '"x"',
			...headers
		}
	});

const key = (text: string, coding: PageKey['coding'] = 'gzip'): PageKey => ({ text, coding });
const UNPACKED = { br: brotliDecompressSync, gzip: gunzipSync };

test.each(['br', 'gzip'] as const)('a page kept as %s is sent again whole', async (coding) => {
	const again = key(`again ${coding}`, coding);
	const first = await keepPage(again, rendered());
	for (const answer of [first, keptPage(again), keptPage(again)]) {
		expect(answer?.headers.get('content-security-policy')).toBe("script-src 'self' 'sha256-x'");
		expect(answer?.headers.get('content-encoding')).toBe(coding);
		expect(answer?.headers.get('vary')).toBe('Accept-Encoding');
		expect(answer?.headers.get('etag')).toBeNull();
		const bytes = Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0));
		expect(answer?.headers.get('content-length')).toBe(String(bytes.length));
		expect(UNPACKED[coding](bytes).toString()).toBe(PAGE);
	}
});

test.each([
	['sets a cookie', rendered({ 'Set-Cookie': 'a=1' })],
	['is an error', rendered({}, 404)],
	['is a 503', rendered({}, 503)]
])('a page that %s is not kept', async (name, response) => {
	expect((await keepPage(key(name), response)).status).toBe(response.status);
	expect(keptPage(key(name))).toBeNull();
});

describe('a page that several ask for at once', () => {
	const asked = async (name: string, times: number, render: () => Promise<Response>) => {
		const all = Array.from({ length: times }, () => pageOf(key(name), render));
		return (await Promise.allSettled(all)).map((one) =>
			one.status === 'fulfilled' ? one.value.status : String(one.reason)
		);
	};

	test('is rendered once', async () => {
		let times = 0;
		const render = () => {
			times += 1;
			return Promise.resolve(rendered());
		};
		expect(await asked('at once', 9, render)).toEqual(Array(9).fill(200));
		expect(await asked('at once', 2, render)).toEqual([200, 200]);
		expect(times).toBe(1);
	});

	test.each([
		['fails', () => Promise.reject(new Error('no')), 'Error: no'],
		['is a 503', () => Promise.resolve(rendered({}, 503)), 503]
	])('and that %s is rendered for everyone who waited', async (name, first, told) => {
		let times = 0;
		const render = () => (++times === 1 ? first() : Promise.resolve(rendered()));
		expect(await asked(`first ${name}`, 3, render)).toEqual([told, 200, 200]);
		expect(times).toBeGreaterThan(1);
	});
});

test('pages are kept within a bound of memory', async () => {
	const page = () => new Response(randomBytes(400 * 1024));
	for (let i = 0; i < 90; i++) await keepPage(key(`large ${i}`), page());
	const there = Array.from({ length: 90 }, (_, i) => keptPage(key(`large ${i}`)) !== null);
	expect(there.filter(Boolean).length * 400 * 1024).toBeLessThanOrEqual(24 * 1024 * 1024);
	expect(there.at(-1)).toBe(true);
	await keepPage(key('too large'), new Response(randomBytes(513 * 1024)));
	expect(keptPage(key('too large'))).toBeNull();
});

/** What the server's part of a kept page may take from: never the database, the clock or cookies. */
const MAY_IMPORT =
	/^(@sveltejs\/kit|\.\/\$types|#lib\/domain\/.*|#lib\/components\/.*|#lib\/charts\/.*)$/;
const ASIDE = /\b(cookies|Date|setHeaders|getRequestEvent|locals)\b|Math\.random/g;
/** How a page takes the viewer. */
const OF_VIEWER =
	/\(\{ locals(, params)?(, url)? \}\)|const \{ viewer \} = locals;|\blocals\.viewer\b/g;

const FOLDER = 'src/routes/(app)';
/** What a file may take beside, each of it in the key or the same for everyone until the program changes. */
const ALSO: Record<string, { imports: string[]; text: string[] }> = {
	// Published results, which change with the program alone.
	'contraindications/+page.server.ts': { imports: ['#lib/server/app.ts'], text: [] },
	// Answers, which depend on the viewer, the address and the data; why there is no viewer ends in an error.
	'page-answer.ts': {
		imports: ['$app/server', '#lib/server/app.ts'],
		text: [
			"import { getRequestEvent } from '$app/server'",
			'noCohort } = getRequestEvent().locals;'
		]
	},
	// The frame: who is signed in without the session, the stamp of the data, the cookie of the rail.
	'+layout.server.ts': {
		imports: ['#lib/server/app.ts', '#lib/server/http/kept-pages.ts'],
		text: [
			'locals, cookies, url',
			"cookies.get(RAIL_COOKIE) === 'narrow'",
			'!locals.signedIn)',
			'shownOf(locals.signedIn)',
			'stamp(locals.signedIn, locals.viewer)'
		]
	}
};

/** What a file, and all that it takes from beside it, would make a page depend on that no key holds. */
function strangersOf(
	file: string,
	sourceOf: (file: string) => string,
	seen = new Set<string>()
): string[] {
	if (seen.has(file)) return [];
	seen.add(file);
	const also = ALSO[file] ?? { imports: [], text: [] };
	const source = sourceOf(file);
	const imported = [...source.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
		([, from = '']) => from
	);
	const beside = imported.filter((from) => /^\.{1,2}\//.test(from) && from !== './$types');
	const others = imported.filter((from) => !beside.includes(from) && !MAY_IMPORT.test(from));
	const rest = also.text
		.reduce((text, part) => text.replace(part, ''), source)
		.replace(OF_VIEWER, '');
	return [...others.filter((from) => !also.imports.includes(from)), ...(rest.match(ASIDE) ?? [])]
		.map((stranger) => `${file}: ${stranger}`)
		.concat(beside.flatMap((from) => strangersOf(join(file, '..', from), sourceOf, seen)));
}

const onDisk = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

describe('a kept page depends on nothing that its key does not hold', () => {
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).map((file) =>
		file.replaceAll('\\', '/')
	);

	test('neither in its own file nor in those that it takes from beside it', () => {
		const pages = files.filter((file) => {
			const route = `/(app)/${file.split('/').slice(0, -1).join('/')}`;
			return file.endsWith('+page.server.ts') && tellsFigures(route);
		});
		expect(pages.length).toBeGreaterThan(15);
		const seen = new Set<string>();
		expect(pages.flatMap((file) => strangersOf(file, onDisk, seen))).toEqual([]);
		expect(seen).toContain('page-answer.ts');
	});

	test('nor in the frames around it', () => {
		const frames = files.filter((file) => /\+layout(\.server)?\.ts$/.test(file));
		expect(frames).toContain('+layout.server.ts');
		expect(frames.flatMap((file) => strangersOf(file, onDisk))).toEqual([]);
	});

	test.each([
		["import { connection } from '#lib/server/connection.ts';", '#lib/server/connection.ts'],
		["import '#lib/server/connection.ts';", '#lib/server/connection.ts'],
		["const { statSync } = await import('node:fs');", 'node:fs'],
		['export const today = () => new Date();', 'Date'],
		['export const mine = ({ cookies }) => cookies;', 'cookies'],
		['export const who = ({ locals }) => locals.signedIn;', 'locals']
	])('a file beside a page with %s is found', (source, stranger) => {
		const tree: Record<string, string> = {
			'outcomes/+page.server.ts': "import { a } from './a.ts';",
			'outcomes/a.ts': "export { b } from '../b.ts';",
			'b.ts': source
		};
		expect(strangersOf('outcomes/+page.server.ts', (file) => tree[file] ?? '')).toContain(
			`b.ts: ${stranger}`
		);
	});
});
