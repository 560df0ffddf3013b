import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RIGHTS } from '#lib/server/access/rights.ts';
import { firstAdministrator, send as ask, type Answer, type Sent } from '../support/asking.ts';
import { startProduct, type Started } from '../support/built-server.ts';

let product: Started;
let director: string;
beforeAll(async () => {
	product = await startProduct();
	await product.ready();
	const entered = await send('POST', '/demo/sign-in', { body: 'role=director' });
	director = String(entered.headers['set-cookie']).split(';', 1)[0] ?? '';
	expect(director).toMatch(/^stipple_visit=.{20,}/);
}, 180_000);
afterAll(() => product.stop());

const send = (method: string, path: string, sent?: Sent) => ask(product, method, path, sent);

/** Nothing of the inside: no stack, no SQL, no name of a library. */
const INSIDE =
	/\bat [\w.]+ \(|\.(?:js|ts):\d+|node_modules|\bselect\b.+\bfrom\b|kysely|zod|better-auth|pglite|postgres|invalid input syntax|ZodError/i;

function decent(answer: Answer, what: string): void {
	expect(answer.status, what).toBeGreaterThanOrEqual(200);
	expect(answer.status, what).toBeLessThan(500);
	expect(answer.headers['x-content-type-options'], what).toBe('nosniff');
	if (answer.status >= 400) expect(answer.text, what).not.toMatch(INSIDE);
}

const QUERIES = [
	'area=neck&area=face',
	'depth[]=0.5-1.0',
	'depth[a][b]=1',
	'area=' + 'x'.repeat(3000),
	'area=%00',
	'area=%ff%fe',
	'area=%E2%80%AEneck',
	'by=__proto__',
	'constructor=1&toString=2&__proto__=3',
	'wk=1e3',
	'wk=-12',
	'wk=12.0',
	'wk=٣',
	'unit=scale%27%3B%20drop%20table%20patient%3B--',
	"clinic=' or 1=1 --",
	'practitioner=mine%00rest',
	'quarter=0000-Q9',
	'data=99999999999999999999',
	'concern=wrinkles&measure=MERZ_HAND',
	'area=neck&depth=0.5-1.0&sex=female&age=40-49',
	'network=on&clinic=x&by=depth',
	'=&==&&&',
	'%',
	'%zz=%zz',
	'/default',
	'to=//evil.example',
	'page=1&from=x&to=y&actor=%00',
	Array.from({ length: 300 }, (_, i) => `k${i}=v`).join('&')
];

/** What the client itself cannot send as it is, and nothing else, is escaped. */
const asSent = (query: string) =>
	query.replaceAll(/[^!-~]/g, (character) => encodeURIComponent(character));

describe('a question with wrong parameters', () => {
	const paths = RIGHTS.filter(({ read, route }) => read && !/\[/.test(route)).map(
		({ route }) => route
	);
	const more = ['/outcomes/wrinkles', '/analyses/session-counts', '/analyses/session-counts.csv'];
	const api = [
		'/api/v1/analyses/improvement-over-time',
		'/api/v1/analyses/side-effects-per-session'
	];

	test.each([...paths, ...more, ...api])(
		'SR-4.1 to %s gets an answer in words, never a fault',
		async (path) => {
			// Figures cost time, and one parser reads them all: the whole list where it is quick.
			const figures = /safety|sessions|outcomes\/|csv|side-effects/.test(path);
			for (const query of figures ? QUERIES.filter((_, i) => i % 4 === 0) : QUERIES) {
				const asked = `${path}?${asSent(query)}`;
				for (const cookie of ['', director]) decent(await send('GET', asked, { cookie }), asked);
			}
		},
		60_000
	);

	test.each(api)('SR-4.1 to %s is refused with each wrong key named', async (path) => {
		for (const query of ['area=moon', 'colour=red', 'wk=13', 'area=neck&area=face']) {
			const answer = await send('GET', `${path}?${query}`, { cookie: director });
			expect(answer.status, query).toBe(400);
			const { error } = JSON.parse(answer.text);
			expect(error.message, query).toContain(query.split('=')[0] ?? '');
			expect(error.help).toMatch(/Mend or leave out/);
		}
	});
});

describe('an address that is written oddly', () => {
	test.each([
		'/outcomes/',
		'//outcomes',
		'/Outcomes',
		'/OUTCOMES/wrinkles',
		'/%6futcomes',
		'/outcomes%2fwrinkles',
		'/outcomes/..%2f..%2fadmin',
		'/outcomes/%00',
		'/outcomes/%ff',
		'/outcomes/%',
		'/outcomes/' + 'a'.repeat(5000),
		'/outcomes;x=1',
		'/./outcomes',
		'/outcomes/../admin/people',
		'/outcomes/__data.json/extra',
		'/__data.json',
		'/_app/remote/x/y',
		'/analyses/%2e%2e/%2e%2e/etc/passwd',
		'/analyses/__proto__',
		'/analyses/constructor.csv',
		'/api/v1/analyses/__proto__',
		'/api/v1/analyses/%F0%9F%92%89',
		'/api/v2/analyses',
		'/invitation/__proto__',
		'/admin/people/%00',
		'*'
	])('SR-4.1 %s', async (path) => {
		for (const cookie of ['', director]) decent(await send('GET', path, { cookie }), path);
	});
});

describe('a request with odd headers', () => {
	test.each([
		['a cookie of another kind', { cookie: 'stipple_visit=%00%ff' }],
		['a cookie without end', { cookie: `stipple_visit=${'x'.repeat(6000)}` }],
		['many cookies', { cookie: Array.from({ length: 200 }, (_, i) => `c${i}=1`).join('; ') }],
		['a made-up account cookie', { cookie: 'stipple_session=abc.def; __Host-stipple_session=a' }],
		['an unknown media type', { accept: 'application/x-nothing' }],
		['a forged role', { 'x-role': 'administrator', 'x-forwarded-user': 'admin' }],
		['a forged address', { 'x-forwarded-for': "1.1.1.1', (select 1)", 'x-client-address': '::1' }],
		['a method override', { 'x-http-method-override': 'DELETE', 'x-method-override': 'POST' }],
		['an odd language', { 'accept-language': '*;q=abc' }],
		['a range', { range: 'bytes=0-99999999999' }]
	])('SR-4.1 such as %s stays a visitor’s', async (_, headers) => {
		for (const path of ['/outcomes', '/api/v1/analyses', '/admin/people', '/sign-in']) {
			const answer = await send('GET', path, { headers });
			decent(answer, path);
			if (path !== '/sign-in') expect([303, 401]).toContain(answer.status);
		}
	});
});

/** Every field that a form of ours has. */
const FIELDS = ['email', 'password', 'newPassword', 'passwordToo', 'name', 'code', 'session', 'to'];
const forms = RIGHTS.flatMap(({ route, post, actions }) => {
	const path = route.replaceAll(/\[\w+\]/g, 'x');
	return [...(post ? [path] : []), ...Object.keys(actions ?? {}).map((name) => `${path}?/${name}`)];
});

describe('a body that no form sends', () => {
	const BODIES: [string, string | Buffer, string][] = [
		['nothing', '', 'application/x-www-form-urlencoded'],
		[
			'characters that no keyboard types',
			[...FIELDS, 'role'].map((field) => `${field}=%00%1b%7f`).join('&'),
			'application/x-www-form-urlencoded'
		],
		[
			'repeated fields',
			'role=director&role=researcher&email=a&email=b',
			'application/x-www-form-urlencoded'
		],
		['bytes', Buffer.from([0, 255, 254, 1, 2, 3]), 'application/x-www-form-urlencoded'],
		[
			'a long value',
			`email=${'a'.repeat(50_000)}&password=${'b'.repeat(9_000)}`,
			'application/x-www-form-urlencoded'
		],
		[
			'broken parts',
			'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
			'multipart/form-data; boundary=x'
		],
		['parts without a boundary', 'abc', 'multipart/form-data'],
		[
			'a file where a word is expected',
			'--x\r\nContent-Disposition: form-data; name="email"; filename="a"\r\nContent-Type: text/plain\r\n\r\nz\r\n--x--\r\n',
			'multipart/form-data; boundary=x'
		],
		['JSON', '{"__proto__":{"role":"administrator"},"email":["a"]}', 'application/json'],
		['text', 'email=a', 'text/plain'],
		['no type', 'email=a', '']
	];
	test.each(forms)(
		'SR-4.1 to %s is refused in words',
		async (path) => {
			if (path === '/sign-out') return;
			for (const [what, body, type] of BODIES) {
				const headers: Record<string, string> = type ? { 'content-type': type } : {};
				for (const cookie of ['', director]) {
					const answer = await send('POST', path, { cookie, body, headers });
					decent(answer, `${path}: ${what}`);
				}
			}
		},
		60_000
	);

	test('SR-4.1 and every method that no address takes', async () => {
		for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
			for (const path of ['/outcomes', '/api/v1/analyses', '/sign-in', '/nothing']) {
				const answer = await send(method, path, { cookie: director });
				decent(answer, `${method} ${path}`);
				expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
			}
		}
	});
});

describe('somebody signed in', () => {
	let other: Started;
	let person: string;
	beforeAll(async () => {
		// On a server of its own: wrong tries of the tests above would have to be waited for.
		other = await startProduct();
		await other.ready();
		person = await firstAdministrator(other);
	}, 180_000);
	afterAll(() => other.stop());

	test.each(forms.filter((path) => path !== '/sign-out'))(
		'SR-4.1 who sends %s with what no form holds is refused in words',
		async (path) => {
			const odd = [
				...['%00', '%1b', '%ff%fe', 'x'.repeat(20_000)].map((value) =>
					[...FIELDS, 'role', 'threshold'].map((field) => `${field}=${value}`).join('&')
				),
				'session[]=1&code[a]=2'
			];
			for (const body of odd) {
				const answer = await ask(other, 'POST', path, { cookie: person, body });
				// The page of the settings names the database, to whom it may.
				const text = path.startsWith('/admin/settings') ? '' : answer.text;
				decent({ ...answer, text }, `${path}: ${body.slice(0, 40)}`);
			}
		},
		60_000
	);

	test('SR-7.3 is met by no fault in all this', () => {
		expect(other.out()).not.toMatch(/"level":"(?:error|fatal)"/);
	});
});

describe('a cookie of a half-done sign-in that no server of ours made', () => {
	test.each(['%00.x', '.', 'a.b', '2fa-x.y', '2fa-%00.AAAA', '%E0%A4%A', 'x'.repeat(3000)])(
		'SR-4.1 such as %s counts as none',
		async (value) => {
			const cookie = ['second_factor', 'session', 'device', 'oidc']
				.map((name) => `stipple_${name}=${value}`)
				.join('; ');
			const sent = { cookie, body: 'code=123456' };
			const answer = await send('POST', '/sign-in/second-factor', sent);
			expect(answer.status).toBe(303);
			expect(answer.headers.location).toBe('/sign-in?why=again');
			expect(String(answer.headers['set-cookie'])).toMatch(/stipple_second_factor=;/);
			for (const path of ['/sign-in', '/sign-in/oidc/callback?code=%00&state=%00']) {
				decent(await send('GET', path, { cookie }), path);
			}
			const body = 'email=%00&password=%00';
			decent(await send('POST', '/sign-in', { cookie, body }), 'sign-in');
		}
	);
});

test('SR-7.3 after all this the log knows no fault, and the product still answers', async () => {
	expect(product.out()).not.toMatch(/"level":"(?:error|fatal)"/);
	const entered = await send('POST', '/demo/sign-in', { body: 'role=director' });
	const cookie = String(entered.headers['set-cookie']).split(';', 1)[0] ?? '';
	expect((await send('GET', '/outcomes', { cookie })).status).toBe(200);
});
