import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CHALLENGE_COOKIE, OIDC_COOKIE } from '#lib/server/accounts/library-cookies.ts';
import { finishProvider, startProvider } from '#lib/server/accounts/oidc.ts';
import { disable, listPeople } from '#lib/server/accounts/persons.ts';
import { confirmSecondFactor, startSecondFactor } from '#lib/server/accounts/second-factor.ts';
import { secondFactor } from '#lib/server/accounts/second-step.ts';
import { CONSOLE } from '#lib/server/audit.ts';
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

const ISSUER = 'https://login.example.org';
const CLIENT = 'stipple';

// Read at first use, so before anything is asked.
Object.assign(process.env, {
	ORIGIN: 'https://stipple.example.org',
	STIPPLE_OIDC_ISSUER: ISSUER,
	STIPPLE_OIDC_CLIENT_ID: CLIENT,
	STIPPLE_OIDC_CLIENT_SECRET: 'between the two',
	STIPPLE_SECRET: randomUUID() + randomUUID()
});

const database = await openTestDatabase();
const { db } = database;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Whom the provider names next, and what it was asked. */
const named = { email: '', email_verified: true, nonce: '', sub: '' };

/** A provider as OpenID Connect describes it, answering from memory. */
async function provider(input: string | URL | Request): Promise<Response> {
	const url = input instanceof Request ? input.url : String(input);
	switch (url) {
		case `${ISSUER}/.well-known/openid-configuration`:
			return Response.json({
				issuer: ISSUER,
				authorization_endpoint: `${ISSUER}/authorize`,
				token_endpoint: `${ISSUER}/token`,
				jwks_uri: `${ISSUER}/keys`,
				id_token_signing_alg_values_supported: ['RS256']
			});
		case `${ISSUER}/keys`:
			return Response.json({
				keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }]
			});
		case `${ISSUER}/token`:
			return Response.json({ access_token: 'a', token_type: 'Bearer', id_token: idToken() });
		default:
			throw new Error(`Nobody answers at ${url}.`);
	}
}

function idToken(): string {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const now = Math.floor(Date.now() / 1000);
	const text = `${part({ alg: 'RS256', kid: 'one' })}.${part({
		iss: ISSUER,
		aud: CLIENT,
		iat: now,
		exp: now + 300,
		name: 'Somebody',
		...named
	})}`;
	return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
}

beforeAll(async () => {
	vi.stubGlobal('fetch', provider);
	await aClinic(db, 'C001');
});
afterAll(async () => {
	vi.unstubAllGlobals();
	await database.close();
});

/** Goes to the provider and comes back as whom it names. */
async function through(email: string, { verified = true, state = '' } = {}) {
	const visit = aVisit();
	const started = await startProvider(db, '/outcomes', visit);
	if (!started) throw new Error('the provider does not answer');
	const asked = new URL(started.address).searchParams;
	Object.assign(named, {
		email,
		email_verified: verified,
		sub: `subject of ${email}`,
		nonce: asked.get('nonce') ?? ''
	});
	expect(asked.get('redirect_uri')).toBe('https://stipple.example.org/sign-in/oidc/callback');
	expect(asked.get('code_challenge')).toBeTruthy();
	const query = new URLSearchParams({ code: 'c', state: state || (asked.get('state') ?? '') });
	return finishProvider(db, query, cookieIn(started.cookies, OIDC_COOKIE), visit);
}

const NOBODY = /did not name anyone who has an account/;

test('whoever has an account signs in through the provider, and comes back to the page', async () => {
	const { email, id } = await aPerson(db, 'ada@example.org');
	for (let time = 0; time < 2; time += 1) {
		const answer = await through(email);
		expect(answer.to).toBe('/outcomes');
		expect((await askerWith(db, sessionIn(answer.cookies)))?.signedIn.id).toBe(id);
	}
});

test('the provider makes no account, and is not believed about an address it did not verify', async () => {
	await aPerson(db, 'bea@example.org');
	const before = (await listPeople(db)).length;
	await expect(through('stranger@example.org')).rejects.toThrow(NOBODY);
	await expect(through('bea@example.org', { verified: false })).rejects.toThrow(NOBODY);
	expect(await listPeople(db)).toHaveLength(before);
});

test('an answer that this browser did not ask for opens nothing', async () => {
	await expect(through('ada@example.org', { state: 'invented' })).rejects.toThrow(NOBODY);
});

test('SR-3.5 whoever is disabled gets no session through the provider either', async () => {
	const { email, id } = await aPerson(db, 'cleo@example.org');
	await disable(db, id, CONSOLE);
	await expect(through(email)).rejects.toThrow(NOBODY);
	const left = await db
		.selectFrom('person_session')
		.select('id')
		.where('person_id', '=', id)
		.execute();
	expect(left).toEqual([]);
});

test('SR-3.5 a second factor is asked after the provider as after a password', async () => {
	const { email, token } = await aPerson(db, 'dora@example.org');
	const signedIn = (await askerWith(db, token))?.signedIn;
	if (!signedIn) throw new Error('not signed in');
	const owner = { signedIn, token, visit: aVisit() };
	const { key } = await startSecondFactor(db, owner, { password: PASSWORD });
	await confirmSecondFactor(db, owner, totp(key));
	const answer = await through(email);
	expect(answer.secondFactorNext).toBe(true);
	expect(answer.cookies.map(({ name }) => name)).toEqual([CHALLENGE_COOKIE]);
	const challenge = cookieIn(answer.cookies, CHALLENGE_COOKIE);
	const cookies = await secondFactor(db, nextTotp(key), challenge, aVisit());
	expect((await askerWith(db, sessionIn(cookies)))?.signedIn.email).toBe(email);
});

test('what the provider hands over is not kept: nothing here opens an account there', async () => {
	const rows = await db
		.selectFrom('person_account')
		.select(['access_token', 'id_token', 'refresh_token'])
		.where('provider_id', '=', 'oidc')
		.execute();
	expect(rows.length).toBeGreaterThan(0);
	for (const row of rows) {
		expect(row).toEqual({ access_token: null, id_token: null, refresh_token: null });
	}
});
