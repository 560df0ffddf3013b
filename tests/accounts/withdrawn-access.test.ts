import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept, linkBehind } from '#lib/server/accounts/accept.ts';
import { recoverAtConsole } from '#lib/server/accounts/console.ts';
import { invite, resetLink } from '#lib/server/accounts/invitations.ts';
import { CHALLENGE_COOKIE } from '#lib/server/accounts/library-cookies.ts';
import { changePassword, hasPassword, type Owner } from '#lib/server/accounts/own-account.ts';
import { disable, enable, setRoles } from '#lib/server/accounts/persons.ts';
import {
	confirmSecondFactor,
	startSecondFactor,
	turnOffSecondFactor
} from '#lib/server/accounts/second-factor.ts';
import { secondFactor, StartAgain } from '#lib/server/accounts/second-step.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { openTestDatabase } from '../support/database.ts';
import {
	aClinic,
	ADMINISTRATOR,
	aPerson,
	askerWith,
	aVisit,
	cookieIn,
	nextTotp,
	PASSWORD,
	RESEARCHER,
	sessionIn,
	totp
} from './people.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());
beforeAll(async () => {
	await aClinic(db, 'C001');
	// Somebody stays administrator whoever is disabled below.
	await aPerson(db, 'stays@example.org', [ADMINISTRATOR]);
});

const NEXT = 'tripod violet mustang anchor';

async function ownerWith(token: string): Promise<Owner> {
	const signedIn = (await askerWith(db, token))?.signedIn;
	if (!signedIn) throw new Error('not signed in');
	return { signedIn, token, visit: aVisit() };
}

async function withFactor(email: string) {
	const { id, token } = await aPerson(db, email);
	const owner = await ownerWith(token);
	const { key } = await startSecondFactor(db, owner, { password: PASSWORD });
	const { cookies } = await confirmSecondFactor(db, owner, totp(key));
	return { id, email, key, owner: await ownerWith(sessionIn(cookies)) };
}

async function halfDone(email: string, password = PASSWORD): Promise<string> {
	const { cookies } = await signIn(db, { email, password }, aVisit());
	return cookieIn(cookies, CHALLENGE_COOKIE);
}

const change = (owner: Owner, newPassword: string, password = PASSWORD) =>
	changePassword(db, { password, newPassword }, owner);

test('SR-3.5 whoever is recovered at the console has no password but the one chosen by the link', async () => {
	const { id, email } = await withFactor('ada@example.org');
	const open = await halfDone(email);
	const { token } = await recoverAtConsole(db, id);
	expect(await hasPassword(db, id)).toBe(false);
	await expect(signIn(db, { email, password: PASSWORD }, aVisit())).rejects.toThrow(/do not open/);
	await expect(secondFactor(db, '123456', open, aVisit())).rejects.toBeInstanceOf(StartAgain);
	await accept(db, token, { name: '', password: NEXT }, aVisit());
	await signIn(db, { email, password: NEXT }, aVisit());
});

test('SR-3.5 a changed password ends links for a new one and half-done sign-ins with the old one', async () => {
	const { id, email, key, owner } = await withFactor('bea@example.org');
	const link = await resetLink(db, id, CONSOLE);
	const open = await halfDone(email);
	await change(owner, NEXT);
	expect(await linkBehind(db, link.token, aVisit())).toBeNull();
	const late = secondFactor(db, nextTotp(key), open, aVisit());
	await expect(late).rejects.toBeInstanceOf(StartAgain);
	await secondFactor(db, nextTotp(key), await halfDone(email, NEXT), aVisit());
});

test('SR-3.5 a link for a new password ends half-done sign-ins with the old one', async () => {
	const { id, email, key } = await withFactor('cleo@example.org');
	const open = await halfDone(email);
	const { token } = await resetLink(db, id, CONSOLE);
	await accept(db, token, { name: '', password: NEXT }, aVisit());
	const late = secondFactor(db, nextTotp(key), open, aVisit());
	await expect(late).rejects.toBeInstanceOf(StartAgain);
});

test('SR-3.5 whoever is disabled and enabled again gets in by nothing begun before', async () => {
	const { id, email, key } = await withFactor('dora@example.org');
	const link = await resetLink(db, id, CONSOLE);
	const open = await halfDone(email);
	await disable(db, id, CONSOLE);
	await enable(db, id, CONSOLE);
	expect(await linkBehind(db, link.token, aVisit())).toBeNull();
	const late = secondFactor(db, nextTotp(key), open, aVisit());
	await expect(late).rejects.toBeInstanceOf(StartAgain);
});

test.each(['disabled', 'no administrator any more'])(
	'SR-2.4 links made by somebody who is %s open nothing',
	async (how) => {
		const name = how.slice(0, 2);
		const { id } = await aPerson(db, `boss-${name}@example.org`, [ADMINISTRATOR]);
		const other = await aPerson(db, `other-${name}@example.org`);
		const source = { ...CONSOLE, actor: id };
		const given = { email: `in-${name}@example.org`, name: 'In', grants: [ADMINISTRATOR] };
		const links = [await invite(db, given, source), await resetLink(db, other.id, source)];
		if (how === 'disabled') await disable(db, id, CONSOLE);
		else await setRoles(db, id, [RESEARCHER], CONSOLE);
		for (const { token } of links) {
			expect(await linkBehind(db, token, aVisit())).toBeNull();
			const used = accept(db, token, { name: 'In', password: PASSWORD }, aVisit());
			await expect(used).rejects.toThrow(/does not open/);
		}
		const entries = await db
			.selectFrom('audit_entry')
			.select('detail')
			.where('action', '=', 'invitation-withdrawn')
			.execute();
		expect(entries.length).toBeGreaterThanOrEqual(2);
	}
);

test('SR-3.2 a password that is short beside a second factor cannot be left alone', async () => {
	const { key, owner } = await withFactor('eva@example.org');
	const short = 'Qz7!kwv0';
	const changed = await ownerWith(sessionIn(await change(owner, short)));
	const off = (from: Owner, password: string) =>
		turnOffSecondFactor(db, from, { code: nextTotp(key), password });
	await expect(off(changed, short)).rejects.toThrow(/15 characters or more.*Choose a longer one/);
	const again = await ownerWith(sessionIn(await change(changed, NEXT, short)));
	await off(again, NEXT);
});

test('SR-3.2 nor by two browsers at the same moment', async () => {
	const { key, owner } = await withFactor('fay@example.org');
	const short = 'Qz7!kwv0';
	const done = await Promise.allSettled([
		change(owner, short),
		turnOffSecondFactor(db, owner, { code: nextTotp(key), password: PASSWORD })
	]);
	expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
