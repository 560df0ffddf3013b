import { randomUUID } from 'node:crypto';
import { symmetricEncrypt } from 'better-auth/crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { recoverAtConsole } from '#lib/server/accounts/console.ts';
import { CHALLENGE_COOKIE } from '#lib/server/accounts/library-cookies.ts';
import { changePassword, type Owner } from '#lib/server/accounts/own-account.ts';
import { Refused } from '#lib/server/accounts/refused.ts';
import {
	confirmSecondFactor,
	newRecoveryCodes,
	secondFactorState,
	startSecondFactor,
	turnOffSecondFactor
} from '#lib/server/accounts/second-factor.ts';
import { secondFactor } from '#lib/server/accounts/second-step.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
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
	sessionIn,
	totp
} from './people.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());
beforeAll(() => aClinic(db, 'C001'));
// Codes are of half a minute, and checking passwords may take longer: here the clock stands still.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
afterEach(() => vi.useRealTimers());

async function ownerWith(token: string): Promise<Owner> {
	const signedIn = (await askerWith(db, token))?.signedIn;
	if (!signedIn) throw new Error('not signed in');
	return { signedIn, token, visit: aVisit() };
}

async function anAdministrator(email: string) {
	const { id, token } = await aPerson(db, email, [ADMINISTRATOR]);
	const owner = await ownerWith(token);
	const { key } = await startSecondFactor(db, owner, { password: PASSWORD });
	const { cookies, codes } = await confirmSecondFactor(db, owner, totp(key));
	return { id, email, key, codes, owner: await ownerWith(sessionIn(cookies)) };
}

async function signInWith(email: string, code: string) {
	const { cookies } = await signIn(db, { email, password: PASSWORD }, aVisit());
	return secondFactor(db, code, cookieIn(cookies, CHALLENGE_COOKIE), aVisit());
}

test('SR-3.5 another phone is offered for the password and one more code, each code once', async () => {
	const { key, codes, owner } = await anAdministrator('abe@example.org');
	const [first = '', second = ''] = codes;
	const start = (code: unknown, password = PASSWORD) =>
		startSecondFactor(db, owner, { password, code });
	await expect(start('')).rejects.toThrow(/Type the six digits/);
	await expect(start('000000')).rejects.toThrow(/not right/);
	await expect(start(first, 'wrong')).rejects.toThrow(/not your password/);
	await start(first);
	expect((await start(second)).key).not.toBe(key);
	await expect(start(first)).rejects.toThrow(/not right/);
});

test('SR-3.5 an administrator moves to another phone and is never without a second factor', async () => {
	const { email, key, codes, owner } = await anAdministrator('ada@example.org');
	const [first = '', second = ''] = codes;
	const { key: next } = await startSecondFactor(db, owner, { password: PASSWORD, code: first });
	// Until the first code of the new device the earlier one counts.
	await expect(confirmSecondFactor(db, owner, '000000')).rejects.toThrow(/not right/);
	await expect(confirmSecondFactor(db, owner, second)).rejects.toThrow(/not right/);
	await signInWith(email, nextTotp(key));

	const code = totp(next);
	expect((await confirmSecondFactor(db, owner, code)).codes).toEqual([]);
	expect(await secondFactorState(db, owner.signedIn)).toMatchObject({ isOn: true, codesLeft: 9 });
	// The code that took the new device opens nothing else, and the earlier device nothing at all.
	await expect(signInWith(email, code)).rejects.toThrow(/used already/);
	await expect(signInWith(email, totp(key, Date.now() - 30_000))).rejects.toThrow(/not right/);
	await signInWith(email, nextTotp(next));
	await expect(confirmSecondFactor(db, owner, nextTotp(next))).rejects.toThrow(/Begin again/);
});

test('SR-3.5 a new device that was offered is worth nothing after a new password', async () => {
	const { codes, owner } = await anAdministrator('bea@example.org');
	const [code = ''] = codes;
	const { key } = await startSecondFactor(db, owner, { password: PASSWORD, code });
	const given = { password: PASSWORD, newPassword: 'tripod violet mustang anchor' };
	const cookies = await changePassword(db, given, owner);
	const now = await ownerWith(sessionIn(cookies));
	await expect(confirmSecondFactor(db, now, totp(key))).rejects.toThrow(/Begin again/);
});

test('SR-3.5 with a second factor on nothing is confirmed, and no recovery code shown, by a code alone', async () => {
	const { key, owner } = await anAdministrator('cleo@example.org');
	await expect(confirmSecondFactor(db, owner, nextTotp(key))).rejects.toThrow(/Begin again/);
});

test('what only another secret opens is told in words, and recovery at the console still works', async () => {
	const { id, email, key, owner } = await anAdministrator('dora@example.org');
	const sealed = (data: string) => symmetricEncrypt({ key: randomUUID() + randomUUID(), data });
	await db
		.updateTable('person_two_factor')
		.set({ secret: await sealed('x'.repeat(32)), backup_codes: await sealed('[]') })
		.where('person_id', '=', id)
		.execute();
	const given = { password: PASSWORD, code: nextTotp(key) };
	for (const deed of [
		() => signInWith(email, nextTotp(key)),
		() => signInWith(email, 'AAAAA-BBBBB'),
		() => startSecondFactor(db, owner, given),
		() => newRecoveryCodes(db, owner, PASSWORD)
	]) {
		const refused = await deed().catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(Refused);
		expect(String(refused)).toMatch(/made with another secret.*earlier STIPPLE_SECRET/);
	}
	await expect(turnOffSecondFactor(db, owner, given)).rejects.toBeInstanceOf(Refused);
	// Whoever is signed in stays so, for a session is a random token and nothing signed.
	expect(await secondFactorState(db, owner.signedIn)).toMatchObject({
		isOn: true,
		isReadable: false,
		codesLeft: null
	});
	await recoverAtConsole(db, id);
	expect(await secondFactorState(db, owner.signedIn)).toMatchObject({ isOn: false });
});
