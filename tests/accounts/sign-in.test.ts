import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHALLENGE_COOKIE } from '#lib/server/accounts/library-cookies.ts';
import { hasPassword } from '#lib/server/accounts/own-account.ts';
import {
	confirmSecondFactor,
	startSecondFactor,
	type Owner
} from '#lib/server/accounts/second-factor.ts';
import { hashOfToken } from '#lib/server/accounts/sessions.ts';
import { secondFactor, signIn } from '#lib/server/accounts/sign-in.ts';
import { openTestDatabase } from '../support/database.ts';
import {
	aClinic,
	aPerson,
	askerWith,
	aVisit,
	cookieIn,
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
	const { key, squares } = await startSecondFactor(db, owner, PASSWORD);
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
	const done = await secondFactor(db, totp(key), challenge, visit);
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
