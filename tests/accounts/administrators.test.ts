import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAtConsole, recoverAtConsole } from '#lib/server/accounts/console.ts';
import { disable, listPeople, setRoles } from '#lib/server/accounts/persons.ts';
import {
	confirmSecondFactor,
	secondFactorState,
	startSecondFactor,
	turnOffSecondFactor
} from '#lib/server/accounts/second-factor.ts';
import { hasAdministrator, newSetUpCode } from '#lib/server/accounts/set-up-code.ts';
import { setUp } from '#lib/server/accounts/set-up.ts';
import { accept } from '#lib/server/accounts/accept.ts';
import { invite, openInvitations, withdraw } from '#lib/server/accounts/invitations.ts';
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
	nextTotp,
	PASSWORD,
	RESEARCHER,
	sessionIn,
	totp
} from './people.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());
beforeAll(() => aClinic(db, 'C001', 'Harbour Skin'));

const FIRST = { name: 'Ada Brennan', email: 'ada@example.org', password: PASSWORD };

test('SR-3.1 there is no account before the first administrator is set up with the code, once', async () => {
	expect(await listPeople(db)).toEqual([]);
	const early = await newSetUpCode(db);
	const code = await newSetUpCode(db);
	const tries = [
		{ ...FIRST, code: early },
		{ ...FIRST, code: 'AAAAA-AAAAA' },
		{ ...FIRST, code: null }
	];
	for (const given of tries) {
		await expect(setUp(db, given, aVisit())).rejects.toThrow(/not the one-time code/);
	}
	await expect(setUp(db, { ...FIRST, code, password: 'short' }, aVisit())).rejects.toThrow(
		/too short/
	);
	expect(await hasAdministrator(db)).toBe(false);

	const { cookies } = await setUp(db, { ...FIRST, code: code?.toLowerCase() }, aVisit());
	const asker = await askerWith(db, sessionIn(cookies));
	expect(asker?.signedIn).toMatchObject({ role: 'administrator', mustSetSecondFactor: true });
	// Administrators see no outcomes.
	expect(asker?.viewer).toBeNull();
	const again = { ...FIRST, email: 'eve@example.org', code };
	await expect(setUp(db, again, aVisit())).rejects.toThrow(/not the one-time code/);
	expect(await newSetUpCode(db)).toBeNull();
});

test('the last administrator can neither be disabled nor lose the role', async () => {
	const [ada] = await listPeople(db);
	const id = ada?.id ?? '';
	await expect(disable(db, id, CONSOLE)).rejects.toThrow(/last administrator cannot be disabled/);
	await expect(setRoles(db, id, [RESEARCHER], CONSOLE)).rejects.toThrow(/cannot lose the role/);
	const bea = await aPerson(db, 'bea@example.org', [ADMINISTRATOR]);
	// Two at once: each would leave the other, and one of them must stay.
	const outcomes = await Promise.allSettled([
		disable(db, id, CONSOLE),
		disable(db, bea.id, CONSOLE)
	]);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	const left = (await listPeople(db)).filter(({ disabledAt }) => disabledAt === null);
	expect(left).toHaveLength(1);
	await db.updateTable('person').set({ disabled_at: null }).execute();
});

test('SR-3.5 administrators cannot be without a second factor; others may turn it off', async () => {
	for (const grants of [[ADMINISTRATOR], [DIRECTOR]]) {
		const role = grants[0]?.role ?? '';
		const { token } = await aPerson(db, `${role}-2@example.org`, grants);
		const signedIn = (await askerWith(db, token))?.signedIn;
		if (!signedIn) throw new Error('not signed in');
		const owner = { signedIn, token, visit: aVisit() };
		await expect(startSecondFactor(db, owner, { password: 'wrong' })).rejects.toThrow(
			/not your password/
		);
		const { key } = await startSecondFactor(db, owner, { password: PASSWORD });
		// It counts from the first right code on.
		expect((await secondFactorState(db, signedIn)).isOn).toBe(false);
		await expect(confirmSecondFactor(db, owner, '000000')).rejects.toThrow(/not right/);
		const { cookies } = await confirmSecondFactor(db, owner, totp(key));
		const renewed = { ...owner, token: sessionIn(cookies) };
		expect(await secondFactorState(db, signedIn)).toMatchObject({ isOn: true, codesLeft: 10 });
		const off = turnOffSecondFactor(db, renewed, { code: nextTotp(key), password: PASSWORD });
		if (role === 'administrator') {
			await expect(off).rejects.toThrow(/cannot be without/);
			continue;
		}
		const now = sessionIn(await off);
		expect(await askerWith(db, now)).not.toBeNull();
		expect((await secondFactorState(db, signedIn)).isOn).toBe(false);
	}
});

test('a key and recovery codes do not stand in the table as they are', async () => {
	const rows = await db.selectFrom('person_two_factor').selectAll().execute();
	expect(rows.length).toBeGreaterThan(0);
	for (const { secret, backup_codes } of rows) {
		expect(secret).not.toMatch(/^[A-Za-z0-9]{32}$/);
		expect(backup_codes).not.toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}/);
	}
});

test('somebody lost is recovered at the console: no second factor, no session, a new password', async () => {
	const email = 'administrator-2@example.org';
	const person = (await listPeople(db)).find((one) => one.email === email);
	if (!person) throw new Error('nobody');
	expect(person.secondFactor).toBe(true);
	const link = await recoverAtConsole(db, person.id);
	const after = (await listPeople(db)).find((one) => one.email === email);
	expect(after).toMatchObject({ secondFactor: false, sessions: 0 });
	const password = 'anchor mustang violet tripod';
	const { cookies, secondFactorNext } = await accept(
		db,
		link.token,
		{ name: '', password },
		aVisit()
	);
	expect(secondFactorNext).toBe(false);
	const signedIn = (await askerWith(db, sessionIn(cookies)))?.signedIn;
	expect(signedIn?.mustSetSecondFactor).toBe(true);
	await signIn(db, { email, password }, aVisit());
});

test.each([
	[[], /at least one role/],
	['rubbish', /cannot be read|expected/i],
	[[{ role: 'owner' }], /one of the roles/],
	[[{ role: 'director', clinics: [] }], /choose at least one/],
	[[{ role: 'director', clinics: ['C404'] }], /no clinic C404/],
	[[{ role: 'practitioner', clinics: ['C001'], operatorCode: 'a b' }], /operator code/],
	[[ADMINISTRATOR, ADMINISTRATOR], /each role once/]
])('roles that make no sense are refused in words: %j', async (grants, words) => {
	const given = { email: 'new@example.org', name: 'New', grants };
	await expect(invite(db, given, CONSOLE)).rejects.toThrow(words);
	expect((await openInvitations(db)).some(({ email }) => email === 'new@example.org')).toBe(false);
});

test.each([
	['not-an-address', 'New', /not an e-mail address/],
	['new@example.org', '  ', /1 to 120 characters/],
	['new@example.org', 'Ada\u202EBrennan', /invisible/],
	['new@example.org', ['x'], /1 to 120/]
])('an invitation for %j named %j is refused in words', async (email, name, words) => {
	await expect(invite(db, { email, name, grants: [RESEARCHER] }, CONSOLE)).rejects.toThrow(words);
});

test('an invitation is withdrawn once, and its link is stored as a hash only', async () => {
	const given = { email: 'new@example.org', name: 'New', grants: [RESEARCHER] };
	const { token } = await invite(db, given, CONSOLE);
	const [open] = await openInvitations(db);
	expect(open).toMatchObject({ email: 'new@example.org', invitedBy: 'Console' });
	expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16);
	const rows = await db.selectFrom('invitation').selectAll().execute();
	expect(JSON.stringify(rows)).not.toContain(token);
	await withdraw(db, open?.id ?? '', CONSOLE);
	await expect(withdraw(db, open?.id ?? '', CONSOLE)).rejects.toThrow(/not open any more/);
	await expect(accept(db, token, { name: 'New', password: PASSWORD }, aVisit())).rejects.toThrow(
		/does not open/
	);
});

test('SR-3.2 the clinic’s name is no password, at the console neither', async () => {
	const given = { email: 'dir@example.org', name: 'Dana', grants: [DIRECTOR] };
	await expect(addAtConsole(db, { ...given, password: 'Harbour Skin 2026' })).rejects.toThrow(
		/little of this password/
	);
	await addAtConsole(db, { ...given, password: PASSWORD });
	await signIn(db, { email: 'DIR@example.org ', password: PASSWORD }, aVisit());
	await expect(addAtConsole(db, { ...given, password: PASSWORD })).rejects.toThrow(/already/);
});

test('SR-6.1 SR-6.2 every change has its entry, without passwords, tokens or addresses', async () => {
	const rows = await db.selectFrom('audit_entry').selectAll().execute();
	const actions = new Set(rows.map(({ action }) => action));
	for (const action of [
		'person-added',
		'person-invited',
		'invitation-accepted',
		'invitation-withdrawn',
		'second-factor-on',
		'second-factor-off',
		'person-recovered',
		'reset-link-made',
		'password-changed',
		'sign-in'
	]) {
		expect(actions).toContain(action);
	}
	expect(JSON.stringify(rows)).not.toMatch(/@|violet|mustang/);
});
