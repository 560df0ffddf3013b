/**
 * Signing in with a password, and with a second factor where the account has one. Unknown, disabled and
 * wrong are answered alike, in words and in time (SR-3.3).
 */
import { isAPIError } from 'better-auth/api';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '#db/schema.ts';
import { audit, type AuditSource } from '../audit.ts';
import { auth } from './auth.ts';
import {
	cookieChanges,
	libraryHeaders,
	type Carried,
	type CookieChange
} from './library-cookies.ts';
import { isPassword } from './password-hash.ts';
import { LONGEST_PASSWORD } from './password-rules.ts';
import { Refused } from './refused.ts';
import { inTransaction, type KnownPassword } from './scope.ts';
import { removeEnded } from './sessions.ts';
import {
	accountCount,
	addressCount,
	forgive,
	takeTry,
	waitWords,
	type Counted
} from './throttle.ts';
import { useCode } from './used-codes.ts';

/** Who tries, and through which browser. */
export type Visit = { source: AuditSource; userAgent: string | null };

export type SignedInAnswer = {
	cookies: CookieChange[];
	/** The password was right; the second factor is asked next. */
	secondFactorNext: boolean;
};

const WRONG =
	'This e-mail address and password do not open an account. Check both and try again, or ask an administrator of your Stipple for a link to choose a new password.';
const WRONG_CODE =
	'This code is not right. Take the one your app shows now, or a recovery code that was not used yet.';
const START_AGAIN = 'This sign-in took too long. Begin again with your password.';

const FIELDS = z.object({
	email: z.string().max(254),
	password: z.string().max(LONGEST_PASSWORD * 2)
});

/** Signs in with e-mail and password. Throws Refused for whatever is wrong, and Busy. */
export async function signIn(
	db: Kysely<Database>,
	given: { email: unknown; password: unknown },
	visit: Visit
): Promise<SignedInAnswer> {
	const parsed = FIELDS.safeParse(given);
	if (!parsed.success) throw new Refused(WRONG, 'password');
	const email = parsed.data.email.trim().toLowerCase();
	const { password } = parsed.data;
	const counts = [accountCount('password', email), addressCount(visit.source.address)];
	await mustNotWait(db, counts, visit, { what: 'password' });
	const found = await db
		.selectFrom('person')
		.innerJoin('person_account', 'person_account.person_id', 'person.id')
		.select(['person.id', 'disabled_at', 'password', 'two_factor_enabled'])
		.where('person.email', '=', email)
		.where('provider_id', '=', 'credential')
		.executeTakeFirst();
	const hash = found?.password ?? null;
	const right = await isPassword(password, hash);
	if (!right || !found || hash === null || found.disabled_at !== null) {
		await auditWrong(db, visit, { what: 'password' });
		throw new Refused(WRONG, 'password');
	}
	return inTransaction(db, [{ password, hash }], async (tx) => {
		await forgive(tx, counts);
		const cookies = await signInWith(email, password, visit.userAgent);
		await removeEnded(tx);
		const secondFactorNext = found.two_factor_enabled;
		if (!secondFactorNext) await auditSignIn(tx, found.id, visit, 'password');
		return { cookies, secondFactorNext };
	});
}

/** Begins the session of somebody whose password was set in this transaction. */
export async function signInAtOnce(
	db: Kysely<Database>,
	person: { id: string; email: string; known: KnownPassword },
	visit: Visit,
	before: (tx: Kysely<Database>) => Promise<void>
): Promise<SignedInAnswer> {
	return inTransaction(db, [person.known], async (tx) => {
		await before(tx);
		const cookies = await signInWith(person.email, person.known.password, visit.userAgent);
		const { two_factor_enabled: secondFactorNext } = await tx
			.selectFrom('person')
			.select('two_factor_enabled')
			.where('id', '=', person.id)
			.executeTakeFirstOrThrow();
		if (!secondFactorNext) await auditSignIn(tx, person.id, visit, 'link');
		return { cookies, secondFactorNext };
	});
}

async function signInWith(email: string, password: string, userAgent: string | null) {
	const library = await auth();
	const { headers } = await library.api.signInEmail({
		body: { email, password },
		headers: await libraryHeaders({ userAgent }, secretOf(library)),
		returnHeaders: true
	});
	return cookieChanges(headers);
}

/** The second step: a code of the app, or a recovery code, which works once. Throws Refused. */
export async function secondFactor(
	db: Kysely<Database>,
	given: unknown,
	challenge: string | undefined,
	visit: Visit
): Promise<CookieChange[]> {
	const code = codeOf(given);
	const personId = challenge === undefined ? null : await challengedPerson(db, challenge);
	if (challenge === undefined || personId === null) throw new Refused(START_AGAIN);
	const counts = [accountCount('second factor', personId), addressCount(visit.source.address)];
	await mustNotWait(db, counts, visit, { what: 'second factor', object: personId });
	const answer = await inTransaction(db, [], async (tx) => {
		const fresh = code.isRecovery || (await useCode(tx, personId, code.text));
		const cookies = fresh ? await verified(code, { challenge, userAgent: visit.userAgent }) : null;
		if (cookies === null) {
			await auditWrong(tx, visit, { what: 'second factor', object: personId });
			return null;
		}
		await forgive(tx, counts);
		await auditSignIn(tx, personId, visit, code.isRecovery ? 'recovery code' : 'second factor');
		return cookies;
	});
	if (answer === null) throw new Refused(WRONG_CODE, 'code');
	return answer;
}

/** A code as it was meant: digits of an app, or a recovery code, whatever blanks and case it has. */
export type Code = { text: string; isRecovery: boolean };

export function codeOf(given: unknown): Code {
	const text = typeof given === 'string' ? given.replace(/[\s-]/g, '') : '';
	if (/^\d{6}$/.test(text)) return { text, isRecovery: false };
	if (/^[A-Za-z0-9]{10}$/.test(text)) {
		const upper = text.toUpperCase();
		return { text: `${upper.slice(0, 5)}-${upper.slice(5)}`, isRecovery: true };
	}
	throw new Refused(
		'Type the six digits that your app shows, or a recovery code of ten letters and digits.',
		'code'
	);
}

/** The cookies of a right code; null for a wrong one. What was counted of a wrong one stays counted. */
export async function verified(code: Code, carried: Carried): Promise<CookieChange[] | null> {
	const library = await auth();
	const headers = await libraryHeaders(carried, secretOf(library));
	const request = { body: { code: code.text }, headers, returnHeaders: true } as const;
	try {
		const answer = code.isRecovery
			? await library.api.verifyBackupCode(request)
			: await library.api.verifyTOTP(request);
		return cookieChanges(answer.headers);
	} catch (error) {
		if (isAPIError(error) && error.statusCode < 500) return null;
		throw error;
	}
}

/** Whose second factor is waited for; null for a challenge that ended, and for a disabled person. */
async function challengedPerson(db: Kysely<Database>, challenge: string): Promise<string | null> {
	const library = await auth();
	return inTransaction(db, [], async (tx) => {
		const { internalAdapter } = await library.$context;
		const identifier = challenge.split('.')[0] ?? '';
		const value = await internalAdapter.findVerificationValue(identifier);
		if (!value || value.expiresAt < new Date()) return null;
		const person = await tx
			.selectFrom('person')
			.select('id')
			.where('id', '=', value.value)
			.where('disabled_at', 'is', null)
			.executeTakeFirst();
		return person?.id ?? null;
	});
}

type Tried = { what: string; object?: string };

/** Takes a try of these counts. Throws Refused, with the wait in words, where there were too many. */
export async function mustNotWait(
	db: Kysely<Database>,
	counts: readonly Counted[],
	{ source }: Visit,
	{ what, object }: Tried
): Promise<void> {
	const seconds = await takeTry(db, counts);
	if (seconds === 0) return;
	await audit(db, {
		...source,
		action: 'sign-in-throttled',
		object: object ?? null,
		outcome: 'refused',
		detail: { what, seconds }
	});
	throw new Refused(
		`There were too many wrong tries. Wait ${waitWords(seconds)}, then try again.`,
		null,
		seconds
	);
}

export const auditWrong = (db: Kysely<Database>, { source }: Visit, { what, object }: Tried) =>
	audit(db, {
		...source,
		action: 'sign-in-refused',
		object: object ?? null,
		outcome: 'refused',
		detail: { what }
	});

const auditSignIn = (tx: Kysely<Database>, personId: string, { source }: Visit, by: string) =>
	audit(tx, { ...source, actor: personId, action: 'sign-in', object: personId, detail: { by } });

/** The secret that the library signs with. */
export function secretOf(library: { options: { secret?: string | undefined } }): string {
	const { secret } = library.options;
	if (secret === undefined) throw new Error('The accounts library was made without a secret.');
	return secret;
}
