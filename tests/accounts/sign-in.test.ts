import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHALLENGE_COOKIE } from '#lib/server/accounts/library-cookies.ts';
import { hasPassword, type Owner } from '#lib/server/accounts/own-account.ts';
import {
	confirmSecondFactor,
	startSecondFactor,
	turnOffSecondFactor
} from '#lib/server/accounts/second-factor.ts';
import { hashOfToken } from '#lib/server/accounts/sessions.ts';
import { secondFactor, StartAgain } from '#lib/server/accounts/second-step.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import { wasUsed } from '#lib/server/accounts/used-codes.ts';
import { openTestDatabase } from '../support/database.ts';
import {
	aClinic,
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

test('somebody invited signs in with the password chosen and is who they are', async () => {
	const { email, id } = await aPerson(db, 'ada@example.org');
	expect(await hasPassword(db, id)).toBe(true);
	const { cookies, secondFactorNext } = await signIn(db, { email, password: PASSWORD }, aVisit());
	expect(secondFactorNext).toBe(false);
	const asker = await askerWith(db, sessionIn(cookies));
	expect(asker?.signedIn).toMatchObject({ id, email, role: 'director', isDemo: false });
	expect(asker?.viewer).toMatchObject({ clinics: ['C001'], insideClinic: true, threshold: 5 });
});

test('somebody without a role is told so, not that a session ended, and only with the right password', async () => {
	const { id, email } = await aPerson(db, 'roleless@example.org');
	await db.deleteFrom('person_role').where('person_id', '=', id).execute();
	await expect(signIn(db, { email, password: PASSWORD }, aVisit())).rejects.toThrow(
		'You have no role here'
	);
	await expect(signIn(db, { email, password: `${PASSWORD}s` }, aVisit())).rejects.not.toThrow(
		'no role'
	);
	const sessions = db.selectFrom('person_session').select('id').where('person_id', '=', id);
	const before = await sessions.execute();
	await signIn(db, { email, password: PASSWORD }, aVisit()).catch(() => {});
	expect(await sessions.execute()).toEqual(before);
});

test('SR-3.5 a reader of the table of sessions cannot sign in with what stands there', async () => {
	const { token } = await aPerson(db, 'bea@example.org');
	const rows = await db.selectFrom('person_session').select('token').execute();
	expect(rows.map((row) => row.token)).toContain(hashOfToken(token));
	expect(rows.map((row) => row.token)).not.toContain(token);
	for (const row of rows) expect(await askerWith(db, row.token)).toBeNull();
	expect(token.length).toBeGreaterThanOrEqual(32);
});

test('SR-3.5 a second factor is asked after the password, and a recovery code works once', async () => {
	const { email, token } = await aPerson(db, 'cleo@example.org');
	const signedIn = (await askerWith(db, token))?.signedIn;
	if (!signedIn) throw new Error('not signed in');
	const owner: Owner = { signedIn, token, visit: aVisit() };
	const { key, squares } = await startSecondFactor(db, owner, { password: PASSWORD });
	expect(squares.length).toBeGreaterThan(20);
	const { codes, cookies } = await confirmSecondFactor(db, owner, totp(key));
	expect(codes).toHaveLength(10);
	expect(await askerWith(db, token)).toBeNull();
	expect(await askerWith(db, sessionIn(cookies))).not.toBeNull();

	const visit = aVisit();
	const first = await signIn(db, { email, password: PASSWORD }, visit);
	expect(first.secondFactorNext).toBe(true);
	const challenge = cookieIn(first.cookies, CHALLENGE_COOKIE);
	await expect(secondFactor(db, '000000', challenge, visit)).rejects.toThrow(/not right/);
	const done = await secondFactor(db, nextTotp(key), challenge, visit);
	expect((await askerWith(db, sessionIn(done)))?.signedIn.email).toBe(email);

	const [recovery = ''] = codes;
	const second = await signIn(db, { email, password: PASSWORD }, visit);
	const again = cookieIn(second.cookies, CHALLENGE_COOKIE);
	const recovered = await secondFactor(db, recovery.toLowerCase(), again, visit);
	expect(await askerWith(db, sessionIn(recovered))).not.toBeNull();
	const third = await signIn(db, { email, password: PASSWORD }, visit);
	const last = cookieIn(third.cookies, CHALLENGE_COOKIE);
	await expect(secondFactor(db, recovery, last, visit)).rejects.toThrow(/not right/);
});

/** Somebody with a second factor, the key of its app and the code it was confirmed with. */
async function withFactor(email: string) {
	const { token, id } = await aPerson(db, email);
	const signedIn = (await askerWith(db, token))?.signedIn;
	if (!signedIn) throw new Error('not signed in');
	const { key } = await startSecondFactor(
		db,
		{ signedIn, token, visit: aVisit() },
		{ password: PASSWORD }
	);
	const confirmedWith = totp(key);
	const owner: Owner = { signedIn, token, visit: aVisit() };
	const { cookies } = await confirmSecondFactor(db, owner, confirmedWith);
	return { email, id, key, confirmedWith, owner: { ...owner, token: sessionIn(cookies) } };
}

async function firstStep(email: string): Promise<string> {
	const { cookies } = await signIn(db, { email, password: PASSWORD }, aVisit());
	return cookieIn(cookies, CHALLENGE_COOKIE);
}

test('SR-3.5 a code overheard when it was used opens nothing else', async () => {
	const { email, key, confirmedWith } = await withFactor('dora@example.org');
	const replayed = secondFactor(db, confirmedWith, await firstStep(email), aVisit());
	await expect(replayed).rejects.toThrow(/used already. Wait/);
	const next = nextTotp(key);
	await secondFactor(db, next, await firstStep(email), aVisit());
	await expect(secondFactor(db, next, await firstStep(email), aVisit())).rejects.toThrow(/used/);
});

test('SR-3.5 a code that turned the second factor off cannot be used once more', async () => {
	const { id, key, owner } = await withFactor('eva@example.org');
	const code = nextTotp(key);
	await turnOffSecondFactor(db, owner, { code, password: PASSWORD });
	expect(await db.transaction().execute((tx) => wasUsed(tx, id, code))).toBe(true);
});

test('SR-3.4 after too many wrong codes a right one is not used up, and the sign-in begins again', async () => {
	const { email, id, key } = await withFactor('fay@example.org');
	const challenge = await firstStep(email);
	for (let i = 0; i < 5; i += 1) {
		const wrong = secondFactor(db, `00000${i}`, challenge, aVisit());
		await expect(wrong).rejects.toThrow(/not right/);
	}
	const code = nextTotp(key);
	const late = secondFactor(db, code, challenge, aVisit());
	await expect(late).rejects.toBeInstanceOf(StartAgain);
	await expect(secondFactor(db, code, challenge, aVisit())).rejects.toThrow(/Begin again/);
	expect(await db.transaction().execute((tx) => wasUsed(tx, id, code))).toBe(false);
	await secondFactor(db, code, await firstStep(email), aVisit());
});

test.each(['', '\0', '\0.x', '.', '2fa-x', `2fa-${'x'.repeat(9000)}.y`, 'Ā.Ā', '2fa-\0.x='])(
	'SR-4.1 an odd cookie of a half-done sign-in counts as none: %j',
	async (challenge) => {
		const answer = secondFactor(db, '123456', challenge, aVisit());
		await expect(answer).rejects.toBeInstanceOf(StartAgain);
	}
);
