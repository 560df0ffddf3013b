import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept } from '#lib/server/accounts/accept.ts';
import { askerOf } from '#lib/server/accounts/asker.ts';
import { browserName } from '#lib/server/accounts/browser-name.ts';
import { cookieName, putCookies } from '#lib/server/accounts/cookies.ts';
import { invite, resetLink } from '#lib/server/accounts/invitations.ts';
import {
	changePassword,
	chooseRole,
	endOtherSessions,
	endOwnSession,
	ownSessions
} from '#lib/server/accounts/own-account.ts';
import { disable, enable, endSessionsOf, setRoles } from '#lib/server/accounts/persons.ts';
import { endSessionOfToken, SESSION_COOKIE } from '#lib/server/accounts/sessions.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { openTestDatabase } from '../support/database.ts';
import {
	aClinic,
	ADMINISTRATOR,
	aPerson,
	askerWith,
	aVisit,
	DIRECTOR,
	PASSWORD,
	RESEARCHER,
	sessionIn
} from './people.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());
beforeAll(async () => {
	await aClinic(db, 'C001');
	await aClinic(db, 'C002');
});

async function sessionOf(email: string, password = PASSWORD): Promise<string> {
	return sessionIn((await signIn(db, { email, password }, aVisit())).cookies);
}

async function signedInWith(token: string) {
	const asker = await askerWith(db, token);
	if (!asker) throw new Error('not signed in');
	return asker.signedIn;
}

test('SR-3.5 each sign-in has a new token, and signing out ends it on the server', async () => {
	const { email, token } = await aPerson(db, 'ada@example.org');
	const other = await sessionOf(email);
	expect(other).not.toBe(token);
	await endSessionOfToken(db, other, CONSOLE);
	expect(await askerWith(db, other)).toBeNull();
	expect(await askerWith(db, token)).not.toBeNull();
});

test.each([
	['updated_at', '29 minutes', true],
	['updated_at', '31 minutes', false],
	['created_at', '11 hours 59 minutes', true],
	['created_at', '12 hours 1 minute', false]
] as const)('SR-3.5 a session whose %s lies %s back counts: %s', async (column, ago, lives) => {
	const { id, token } = await aPerson(db, `${column}${ago.replaceAll(' ', '')}@example.org`);
	await db
		.updateTable('person_session')
		.set({ [column]: sql`now() - ${ago}::interval` })
		.where('person_id', '=', id)
		.execute();
	expect((await askerWith(db, token)) !== null).toBe(lives);
	// What is used is not idle: the next request finds it live again.
	if (lives) expect(await askerWith(db, token)).not.toBeNull();
});

test('SR-3.5 a changed password ends every other session and renews this one', async () => {
	const { email, token } = await aPerson(db, 'bea@example.org');
	const other = await sessionOf(email);
	const signedIn = await signedInWith(token);
	const change = (given: { password: string; newPassword: string }) =>
		changePassword(db, given, { signedIn, token, visit: aVisit() });
	const next = 'tripod violet mustang anchor';
	await expect(change({ password: 'wrong', newPassword: next })).rejects.toThrow(
		/not your password/
	);
	await expect(change({ password: PASSWORD, newPassword: 'short' })).rejects.toThrow(/too short/);
	expect(await askerWith(db, other)).not.toBeNull();
	const renewed = sessionIn(await change({ password: PASSWORD, newPassword: next }));
	expect(await askerWith(db, other)).toBeNull();
	expect(await askerWith(db, token)).toBeNull();
	expect(await askerWith(db, renewed)).not.toBeNull();
	await expect(sessionOf(email)).rejects.toThrow(/do not open/);
	expect(await sessionOf(email, next)).toBeTruthy();
});

test('SR-2.4 SR-3.5 a change of roles acts on the next request and ends the sessions', async () => {
	const { id, email, token } = await aPerson(db, 'cleo@example.org', [DIRECTOR, RESEARCHER]);
	expect((await askerWith(db, token))?.viewer?.clinics).toEqual(['C001']);
	await setRoles(db, id, [{ ...DIRECTOR, clinics: ['C002'] }], CONSOLE);
	expect(await askerWith(db, token)).toBeNull();
	const again = await sessionOf(email);
	expect((await askerWith(db, again))?.viewer?.clinics).toEqual(['C002']);
	// Rights are read anew even where a session was left.
	await db
		.updateTable('person_role')
		.set({ clinics: ['C001'] })
		.where('person_id', '=', id)
		.execute();
	expect((await askerWith(db, again))?.viewer?.clinics).toEqual(['C001']);
	await db.deleteFrom('person_role').where('person_id', '=', id).execute();
	expect(await askerWith(db, again)).toBeNull();
});

test('SR-3.5 whoever is disabled has no session and gets none', async () => {
	const { id, email, token } = await aPerson(db, 'dora@example.org');
	await disable(db, id, CONSOLE);
	expect(await askerWith(db, token)).toBeNull();
	await expect(sessionOf(email)).rejects.toThrow(/do not open/);
	await expect(resetLink(db, id, CONSOLE)).rejects.toThrow(/disabled/);
	await enable(db, id, CONSOLE);
	expect(await askerWith(db, token)).toBeNull();
	expect(await askerWith(db, await sessionOf(email))).not.toBeNull();
});

test('SR-3.5 a link for a new password works once, ends all sessions, and keeps the roles', async () => {
	const { id, email, token } = await aPerson(db, 'eva@example.org');
	const first = await resetLink(db, id, CONSOLE);
	const link = await resetLink(db, id, CONSOLE);
	const next = 'mustang tripod anchor violet';
	const given = { name: '', password: next };
	await expect(accept(db, first.token, given, aVisit())).rejects.toThrow(/does not open/);
	const { cookies } = await accept(db, link.token, given, aVisit());
	expect(await askerWith(db, token)).toBeNull();
	expect((await signedInWith(sessionIn(cookies))).role).toBe('director');
	await expect(accept(db, link.token, given, aVisit())).rejects.toThrow(/does not open/);
	expect(await sessionOf(email, next)).toBeTruthy();
});

test('SR-3.5 people see their own sessions in plain words and end them, nobody else’s', async () => {
	const ada = await aPerson(db, 'fay@example.org');
	const other = await aPerson(db, 'gil@example.org');
	const second = await sessionOf(ada.email);
	const third = await sessionOf(ada.email);
	const signedIn = await signedInWith(ada.token);
	const list = await ownSessions(db, signedIn);
	expect(list.map(({ isThis }) => isThis)).toEqual([true, false, false]);
	expect(list[0]?.browser).toBe('Firefox on Windows');
	expect(JSON.stringify(list)).not.toContain(ada.token);

	const { sessionId } = await signedInWith(other.token);
	await expect(endOwnSession(db, ada.id, sessionId, CONSOLE)).rejects.toThrow(/ended already/);
	expect(await askerWith(db, other.token)).not.toBeNull();
	await endOwnSession(db, ada.id, (await signedInWith(second)).sessionId, CONSOLE);
	expect(await askerWith(db, second)).toBeNull();
	expect(await endOtherSessions(db, signedIn, CONSOLE)).toBe(1);
	expect(await askerWith(db, third)).toBeNull();
	expect(await askerWith(db, ada.token)).not.toBeNull();
	expect(await endSessionsOf(db, ada.id, CONSOLE)).toBe(1);
});

test('SR-2.4 the role worked in is one of those granted, and is chosen on the server', async () => {
	const { token } = await aPerson(db, 'hana@example.org', [RESEARCHER, DIRECTOR, ADMINISTRATOR]);
	const signedIn = await signedInWith(token);
	expect(signedIn.role).toBe('director');
	expect(signedIn.mustSetSecondFactor).toBe(true);
	await chooseRole(db, signedIn, 'researcher', CONSOLE);
	expect((await askerWith(db, token))?.viewer).toBeNull();
	expect((await signedInWith(token)).role).toBe('researcher');
	await expect(chooseRole(db, signedIn, 'practitioner', CONSOLE)).rejects.toThrow(/do not have/);
});

test('SR-3.6 over https only the cookie with the __Host- prefix counts', async () => {
	const { token } = await aPerson(db, 'ida@example.org');
	const url = new URL('https://stipple.example.org');
	expect(cookieName(SESSION_COOKIE, url)).toBe('__Host-stipple_session');
	const withCookie = (given: string) => ({
		get: (name: string) => (name === given ? token : undefined)
	});
	expect(await askerOf(db, withCookie('stipple_session'), url)).toBeNull();
	expect(await askerOf(db, withCookie('__Host-stipple_session'), url)).not.toBeNull();
});

test.each(['http://127.0.0.1:3000', 'https://stipple.example.org'])(
	'SR-3.6 a cookie is taken away with the attributes it was set with: %s',
	(address) => {
		const done: Record<string, unknown>[] = [];
		const jar = {
			get: () => undefined,
			set: (name: string, _value: string, attributes: object) => done.push({ name, ...attributes }),
			delete: (name: string, attributes: object) => done.push({ name, ...attributes })
		};
		for (const value of ['x', null]) {
			putCookies(jar, new URL(address), [{ name: SESSION_COOKIE, value, maxAge: 0 }]);
		}
		expect(done[0]).toMatchObject({ secure: address.startsWith('https'), httpOnly: true });
		expect(done[1]).toEqual(done[0]);
	}
);

test('a second invitation takes the place of the first', async () => {
	const given = { email: 'jo@example.org', name: 'Jo', grants: [DIRECTOR] };
	const first = await invite(db, given, CONSOLE);
	const second = await invite(db, given, CONSOLE);
	const chosen = { name: 'Jo', password: PASSWORD };
	await expect(accept(db, first.token, chosen, aVisit())).rejects.toThrow(/does not open/);
	await accept(db, second.token, chosen, aVisit());
	await expect(invite(db, given, CONSOLE)).rejects.toThrow(/has an account already/);
});

test.each([
	[
		'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36',
		'Chrome on Linux'
	],
	['Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0', 'Edge on Windows'],
	['Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/18.0 Safari/605.1', 'Safari on a Mac'],
	['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1', 'Safari on an iPhone'],
	[null, 'An unknown browser']
])('a session is told by its browser: %s', (userAgent, name) => {
	expect(browserName(userAgent)).toBe(name);
});
