import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '#lib/domain/roles.ts';
import { deedOf, may, RIGHTS, type Subject } from '#lib/server/access/rights.ts';
import {
	aPersonAs,
	cookiesOf,
	firstAdministrator,
	form,
	PASSWORD,
	send as ask,
	type Answer,
	type Sent
} from '../support/asking.ts';
import { startProduct, type Started } from '../support/built-server.ts';

let product: Started;
/** Everyone the table tells apart, each signed in: people, and visits of the demo. */
const people: Partial<Record<Subject, string>> = { visitor: '' };
const visits: Partial<Record<Role, string>> = {};
/** A clinic of the director and practitioner, and one that is neither's. */
const OWN = 'demo-1';
const OTHER = 'demo-2';
/** Words that stand on no page but those of figures or of the administration. */
const PROTECTED = /grades better|per 100 sessions|sessions done|ada@clinic\.example|STIPPLE_SECRET/;

beforeAll(async () => {
	product = await startProduct();
	await product.ready();
	people.administrator = await firstAdministrator(product);
	for (const role of ['director', 'practitioner'] as const) {
		people[role] = await aPersonAs(product, people.administrator, role, [OWN]);
	}
	people.researcher = await aPersonAs(product, people.administrator, 'researcher', []);
	for (const role of ['director', 'practitioner', 'researcher'] as const) {
		visits[role] = cookiesOf(await send('POST', '/demo/sign-in', { body: form({ role }) }));
	}
}, 240_000);
afterAll(() => product.stop());

const send = (method: string, path: string, sent?: Sent): Promise<Answer> =>
	ask(product, method, path, sent);

/** An address of the route, with a record in it. */
const addressOf = (route: string) =>
	route
		.replace('[concern]', 'wrinkles')
		.replace('[analysis]', 'session-counts')
		.replace('[format]', 'csv')
		.replace('[number]', '1')
		.replace('[name]', 'clinics')
		.replace('[person]', 'nobody')
		.replace('[token]', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');

/** 401 and 403 are refusals; so is the way to the sign-in, in each of its forms. */
function refuses({ status, headers, text }: Answer): boolean {
	if ([401, 403].includes(status)) return true;
	const location = String(headers.location ?? '');
	return (
		(status === 303 && location.startsWith('/sign-in')) ||
		/"type":"redirect","location":"\/sign-in/.test(text) ||
		// Data of a page whose own part was refused.
		/"type":"error","error":\{[^}]*\},"status":403/.test(text)
	);
}

/** The sign-in's own pages lead each other on; that is no refusal. */
const leadsOn = (route: string, answer: Answer) => route.startsWith('/sign-in') && refuses(answer);

const SUBJECTS: Subject[] = ['visitor', ...ROLES];
const reading = RIGHTS.filter(({ read }) => read).map(({ route }) => route);
const asPages = reading.filter(
	(route) => !/api|\.csv|\.json|\.zip|\[format\]|healthz|readyz/.test(route)
);
const writing = RIGHTS.flatMap(({ route, post, actions }) => [
	...(post ? [{ route, query: '' }] : []),
	...Object.keys(actions ?? {}).map((name) => ({ route, query: `?/${name}` }))
]);

/** Files of a release are for directors of all its clinics; this one is of one of the demo's six. */
const OF_ALL_CLINICS = [
	'/releases/[number]/export',
	'/releases/[number]/bundle.zip',
	'/releases/[number]/files/[name].[format]',
	'/api/v1/releases/[number]/bundle.zip'
];

describe.each(SUBJECTS)('the table of rights, run as %s', (subject) => {
	const cookie = () => people[subject] ?? '';
	const expected = (route: string, method: string, query = '') =>
		may(route, deedOf(method, new URLSearchParams(query)), subject, subject !== 'visitor') &&
		!(subject === 'director' && OF_ALL_CLINICS.includes(route));

	test.each(reading)('SR-2.2 reading %s', async (route) => {
		const path = addressOf(route);
		const answer = await send('GET', path, { cookie: cookie() });
		expect(answer.status).toBeLessThan(500);
		if (leadsOn(route, answer)) return;
		expect(refuses(answer), `${answer.status}`).toBe(!expected(route, 'GET'));
		if (refuses(answer)) expect(answer.text).not.toMatch(PROTECTED);
		expect(answer.headers['cache-control']).toMatch(/no-store/);
	});

	test.each(reading)('SR-2.1 HEAD of %s obeys the same rule and says nothing', async (route) => {
		const answer = await send('HEAD', addressOf(route), { cookie: cookie() });
		if (leadsOn(route, answer)) return;
		expect(refuses(answer), `${answer.status}`).toBe(!expected(route, 'GET'));
		expect(answer.text).toBe('');
	});

	test.each(asPages)('SR-2.1 the data behind %s obey the same rule', async (route) => {
		const path = `${addressOf(route).replace(/\/$/, '')}/__data.json`;
		const answer = await send('GET', path, { cookie: cookie() });
		expect(answer.status).toBeLessThan(500);
		if (leadsOn(route, answer)) return;
		if (expected(route, 'GET')) expect(refuses(answer)).toBe(false);
		else {
			expect(refuses(answer), `${answer.status} ${answer.text.slice(0, 80)}`).toBe(true);
			expect(answer.text).not.toMatch(PROTECTED);
		}
	});

	test.each(writing.filter(({ route }) => route !== '/sign-out'))(
		'SR-2.1 the form of $route$query',
		async ({ route, query }) => {
			const path = addressOf(route) + query;
			const answer = await send('POST', path, { cookie: cookie(), body: 'a=1' });
			expect(answer.status).toBeLessThan(500);
			const open = expected(route, 'POST', query);
			// Forms of the sign-in lead to the sign-in when they are sent wrong.
			if (open) expect([401, 403], `${answer.status}`).not.toContain(answer.status);
			else expect(refuses(answer), `${answer.status}`).toBe(true);
		}
	);

	test.each(['/outcomes', '/admin/people', '/account', '/api/v1/analyses', '/releases'])(
		'SR-2.1 no way of writing the address of %s gets round the rule',
		async (path) => {
			const open = expected(path, 'GET');
			const upper = path.toUpperCase();
			const encoded = path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
			for (const odd of [
				`${path}/`,
				`/${path}`,
				upper,
				encoded,
				`${path}?x=/../..`,
				`/x/..${path}`
			]) {
				const answer = await send('GET', odd, { cookie: cookie() });
				expect(answer.status, odd).toBeLessThan(500);
				if (!open) expect(answer.text, odd).not.toMatch(PROTECTED);
				if (!open && answer.status === 200) throw new Error(`${odd} is open`);
			}
			for (const name of ['x-http-method-override', 'x-original-url', 'x-rewrite-url']) {
				const headers = { [name]: name.startsWith('x-http') ? 'GET' : path };
				const answer = await send('GET', open ? '/' : path, { cookie: cookie(), headers });
				expect(answer.status).not.toBe(500);
				if (!open) expect(refuses(answer), name).toBe(true);
			}
		}
	);
});

describe.each(['director', 'practitioner', 'researcher'] as const)(
	'a visit of the demo as %s',
	(role) => {
		test.each(reading)('SR-2.2 reading %s', async (route) => {
			const answer = await send('GET', addressOf(route), { cookie: visits[role] ?? '' });
			if (leadsOn(route, answer)) return;
			expect(refuses(answer), `${answer.status}`).toBe(!may(route, { kind: 'read' }, role, false));
		});
	}
);

describe('records of the own clinic, of another, and of none', () => {
	test.each(['director', 'practitioner'] as const)(
		'SR-2.3 a %s is told the same of a foreign clinic as of one that does not exist',
		async (role) => {
			const cookie = people[role] ?? '';
			const answerOn = async (clinic: string) => {
				const path = `/api/v1/analyses/session-counts?by=none&clinic=${clinic}`;
				const { status, text } = await send('GET', path, { cookie });
				return { status, text: text.replaceAll(clinic, 'X').replaceAll(/[0-9a-f-]{36}/g, '') };
			};
			const foreign = await answerOn(OTHER);
			expect(foreign.status).toBe(400);
			expect(foreign).toEqual(await answerOn('demo-9'));
			expect((await answerOn(OWN)).status).toBe(200);
			const page = await send('GET', `/outcomes?clinic=${OTHER}`, { cookie });
			expect(page.text).toContain('left out');
			expect(page.text).not.toContain('Demo clinic 2');
		}
	);

	test('SR-2.3 an administrator is told the same of every person that is not there', async () => {
		const cookie = people.administrator ?? '';
		for (const id of ['nobody', '00000000-0000-4000-8000-000000000000', 'demo', '__proto__']) {
			expect((await send('GET', `/admin/people/${id}`, { cookie })).status, id).toBe(404);
		}
	});
});

describe('a change of rights', () => {
	test('SR-2.4 acts on the next request', async () => {
		const administrator = people.administrator ?? '';
		const cookie = people.researcher ?? '';
		expect((await send('GET', '/releases', { cookie })).status).toBe(200);
		const list = await send('GET', '/admin/people', { cookie: administrator });
		const id = /href="[^"]*\/admin\/people\/([^"]+)"[^>]*>\s*researcher/.exec(list.text)?.[1];
		expect(id).toBeDefined();
		const disabled = await send('POST', `/admin/people/${id}?/disable`, {
			cookie: administrator,
			body: ''
		});
		expect(disabled.status).toBe(200);
		expect(refuses(await send('GET', '/releases', { cookie }))).toBe(true);
		const again = await send('POST', '/sign-in', {
			body: form({ email: 'researcher@clinic.example', password: PASSWORD })
		});
		// 429 after the wrong tries that this address has made above.
		expect([400, 429]).toContain(again.status);
		expect(again.headers['set-cookie'] ?? []).not.toContainEqual(
			expect.stringMatching(/session=.{10}/)
		);
	});

	test('SR-3.7 is taken from our own pages only, whatever the content type', async () => {
		const cookie = people.administrator ?? '';
		for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain']) {
			for (const origin of ['https://evil.example', 'null']) {
				const answer = await send('POST', '/admin?/backedUp', {
					cookie,
					body: '',
					headers: { origin, 'content-type': type }
				});
				expect(answer.status, `${type} from ${origin}`).toBe(403);
			}
		}
	});

	test('SR-6.1 denied requests stand in the audit', async () => {
		const audit = await send('GET', '/admin/audit?action=request-denied', {
			cookie: people.administrator ?? ''
		});
		expect(audit.status).toBe(200);
		expect(audit.text).toContain('Request denied');
		expect(audit.text).toContain('/admin/people');
	});
});
