/**
 * Signing in through the OpenID Connect provider that the operator set. It only lets in people who have
 * an account here, told by their verified e-mail address, and never makes one.
 */
import { randomBytes } from 'node:crypto';
import { isAPIError } from 'better-auth/api';
import { makeSignature } from 'better-auth/crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { log, traceOf } from '../log.ts';
import { authWithProvider, OIDC, secretOf } from './auth.ts';
import {
	CHALLENGE_COOKIE,
	CHALLENGE_SECONDS,
	cookieChanges,
	libraryHeaders,
	type CookieChange
} from './library-cookies.ts';
import { Refused } from './refused.ts';
import { inTransaction, stepByStep } from './scope.ts';
import { hashOfToken, SESSION_COOKIE } from './sessions.ts';
import type { SignedInAnswer } from './sign-in.ts';
import { auditWrong, signedInWell, type Visit } from './tries.ts';

const NOT_LET_IN =
	'The provider did not name anyone who has an account here. Accounts are made by an administrator of your Stipple, for the e-mail address that the provider knows.';

/** Where the provider is asked, with the cookie to set; null where the provider does not answer. */
export async function startProvider(
	db: Kysely<Database>,
	to: string,
	visit: Visit
): Promise<{ address: string; cookies: CookieChange[] } | null> {
	const library = await authWithProvider();
	try {
		return await stepByStep(db, async () => {
			const { headers, response } = await library.api.signInSocial({
				body: {
					provider: OIDC,
					callbackURL: to,
					errorCallbackURL: '/sign-in',
					disableRedirect: true
				},
				headers: await libraryHeaders({ userAgent: visit.userAgent }, secretOf(library)),
				returnHeaders: true
			});
			const { url } = response;
			return url ? { address: url, cookies: cookieChanges(headers) } : null;
		});
	} catch (error) {
		if (!isAPIError(error)) throw error;
		log().warn({ error: traceOf(error) }, 'the OpenID Connect provider cannot be asked');
		return null;
	}
}

/** Takes the provider's answer. Gives where to go on to as well. Throws Refused. */
export async function finishProvider(
	db: Kysely<Database>,
	query: URLSearchParams,
	state: string | undefined,
	visit: Visit
): Promise<SignedInAnswer & { to: string }> {
	const library = await authWithProvider();
	const response = await stepByStep(db, async () =>
		library.api.callbackOAuth({
			params: { id: OIDC },
			query: Object.fromEntries(query),
			headers: await libraryHeaders({ oidc: state, userAgent: visit.userAgent }, secretOf(library)),
			asResponse: true
		})
	);
	const cookies = cookieChanges(response.headers);
	const token = cookies.find(({ name }) => name === SESSION_COOKIE)?.value;
	const answer = token ? await letIn(db, token, cookies, visit) : null;
	if (answer === null) {
		await auditWrong(db, visit, { what: 'provider' });
		throw new Refused(NOT_LET_IN);
	}
	return { ...answer, to: response.headers.get('Location') ?? '/' };
}

/** Null for whoever is disabled. Whoever has a second factor here is asked for it all the same. */
async function letIn(
	db: Kysely<Database>,
	token: string,
	cookies: CookieChange[],
	visit: Visit
): Promise<SignedInAnswer | null> {
	return inTransaction(db, [], async (tx) => {
		const person = await tx
			.selectFrom('person_session')
			.innerJoin('person', 'person.id', 'person_session.person_id')
			.select(['person.id', 'disabled_at', 'two_factor_enabled'])
			.where('token', '=', hashOfToken(token))
			.executeTakeFirst();
		if (person && person.disabled_at === null && !person.two_factor_enabled) {
			const device = await signedInWell(tx, person.id, visit, 'provider');
			return { cookies: [...cookies, device], secondFactorNext: false };
		}
		await tx.deleteFrom('person_session').where('token', '=', hashOfToken(token)).execute();
		if (!person || person.disabled_at !== null) return null;
		return { cookies: [await challengeFor(person.id)], secondFactorNext: true };
	});
}

/** As the library asks for a second factor after a password. */
async function challengeFor(personId: string): Promise<CookieChange> {
	const library = await authWithProvider();
	const { internalAdapter } = await library.$context;
	const identifier = `2fa-${randomBytes(18).toString('base64url')}`;
	const expiresAt = new Date(Date.now() + CHALLENGE_SECONDS * 1000);
	await internalAdapter.createVerificationValue({ identifier, value: personId, expiresAt });
	await internalAdapter.createVerificationValue({
		identifier: `2fa-attempts-${identifier}`,
		value: '0',
		expiresAt
	});
	const signature = await makeSignature(identifier, secretOf(library));
	return {
		name: CHALLENGE_COOKIE,
		value: `${identifier}.${signature}`,
		maxAge: CHALLENGE_SECONDS
	};
}
