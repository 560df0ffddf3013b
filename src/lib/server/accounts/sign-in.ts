/**
 * Signing in with a password; where the account has a second factor, second-step.ts goes on. Unknown,
 * disabled and wrong are answered alike, in words and in time (SR-3.3).
 */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '#db/schema.ts';
import { auth, secretOf } from './auth.ts';
import { cookieChanges, libraryHeaders, type CookieChange } from './library-cookies.ts';
import { lockPerson, storedHash } from './own-account.ts';
import { isPassword } from './password-hash.ts';
import { LONGEST_PASSWORD } from './password-rules.ts';
import { Refused } from './refused.ts';
import { inTransaction, type KnownPassword } from './scope.ts';
import { removeEnded } from './sessions.ts';
import { forgive } from './throttle.ts';
import { auditWrong, signedInWell, takeTryAt, type Visit } from './tries.ts';

export type SignedInAnswer = {
	cookies: CookieChange[];
	/** The password was right; the second factor is asked next. */
	secondFactorNext: boolean;
};

const WRONG =
	'This e-mail address and password do not open an account. Check both and try again, or ask an administrator of your Stipple for a link to choose a new password.';

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
	const found = await db
		.selectFrom('person')
		.innerJoin('person_account', 'person_account.person_id', 'person.id')
		.select(['person.id', 'disabled_at', 'password', 'two_factor_enabled'])
		.where('person.email', '=', email)
		.where('provider_id', '=', 'credential')
		.executeTakeFirst();
	const account = { account: email, personId: found?.id ?? null };
	const counts = await takeTryAt(db, 'password', account, visit);
	const hash = found?.password ?? null;
	const right = await isPassword(password, hash);
	if (!right || !found || hash === null || found.disabled_at !== null) {
		await auditWrong(db, visit, { what: 'password' });
		throw new Refused(WRONG, 'password');
	}
	if (!(await hasRole(db, found.id))) {
		await auditWrong(db, visit, { what: 'role' });
		throw new Refused(NO_ROLE);
	}
	return inTransaction(db, [{ password, hash }], async (tx) => {
		await mustStillOpen(tx, found.id, hash);
		await forgive(tx, counts);
		const cookies = await signInWith(email, password, visit.userAgent);
		await removeEnded(tx);
		const secondFactorNext = found.two_factor_enabled;
		if (secondFactorNext) return { cookies, secondFactorNext };
		const device = await signedInWell(tx, found.id, visit, 'password');
		return { cookies: [...cookies, device], secondFactorNext };
	});
}

/** Hashing takes a moment, in which the password may have been changed or the person disabled. */
async function mustStillOpen(tx: Kysely<Database>, id: string, hash: string): Promise<void> {
	await lockPerson(tx, id);
	const open = await tx
		.selectFrom('person')
		.select('id')
		.where('id', '=', id)
		.where('disabled_at', 'is', null)
		.executeTakeFirst();
	if (!open || (await storedHash(tx, id)) !== hash) throw new Refused(WRONG, 'password');
}

async function hasRole(db: Kysely<Database>, personId: string): Promise<boolean> {
	const role = await db
		.selectFrom('person_role')
		.select('role')
		.where('person_id', '=', personId)
		.limit(1)
		.executeTakeFirst();
	return role !== undefined;
}

/** Told to whoever knows the password only. */
const NO_ROLE =
	'You have no role here, so nothing is open to you. Ask an administrator of your Stipple for one.';

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
		if (secondFactorNext) return { cookies, secondFactorNext };
		const device = await signedInWell(tx, person.id, visit, 'link');
		return { cookies: [...cookies, device], secondFactorNext };
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
