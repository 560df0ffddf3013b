/** What people change about their own account: the password, their sessions, the role they work in. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { SignedIn } from '#lib/domain/roles.ts';
import { audit, type AuditSource } from '../audit.ts';
import { auth, secretOf } from './auth.ts';
import { browserName } from './browser-name.ts';
import { grantsOf } from './grants.ts';
import { cookieChanges, libraryHeaders, type CookieChange } from './library-cookies.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { checkNewPassword } from './password-rules.ts';
import { Refused } from './refused.ts';
import { inTransaction } from './scope.ts';
import { endSession, endSessions, isLive } from './sessions.ts';
import { forgive } from './throttle.ts';
import { noteVisit, takeTryAt, type Visit } from './tries.ts';
import { endBegunAccess } from './withdraw-access.ts';

/** A signed-in person with the session's token. */
export type Owner = { signedIn: SignedIn; token: string | undefined; visit: Visit };

export type OwnSession = {
	id: string;
	/** In plain words, such as "Firefox on Windows". */
	browser: string;
	startedAt: string;
	lastSeenAt: string;
	isThis: boolean;
};

/** The person's live sessions, this one first, then by last use. */
export async function ownSessions(
	db: Kysely<Database>,
	{ id, sessionId }: Pick<SignedIn, 'id' | 'sessionId'>
): Promise<OwnSession[]> {
	const rows = await db
		.selectFrom('person_session')
		.select(['id', 'user_agent', 'created_at', 'updated_at'])
		.where('person_id', '=', id)
		.where(isLive)
		.orderBy('updated_at', 'desc')
		.execute();
	return rows
		.map((row) => ({
			id: row.id,
			browser: browserName(row.user_agent),
			startedAt: row.created_at,
			lastSeenAt: row.updated_at,
			isThis: row.id === sessionId
		}))
		.sort((a, b) => Number(b.isThis) - Number(a.isThis));
}

/** Whether the person signs in with a password, or only through the provider the operator set. */
export async function hasPassword(db: Kysely<Database>, personId: string): Promise<boolean> {
	return (await storedHash(db, personId)) !== null;
}

/** The hash of the person's password; null without one. */
export async function storedHash(db: Kysely<Database>, personId: string): Promise<string | null> {
	const row = await db
		.selectFrom('person_account')
		.select('password')
		.where('person_id', '=', personId)
		.where('provider_id', '=', 'credential')
		.executeTakeFirst();
	return row?.password ?? null;
}

/** The hash of the person's own password, asked for once more. Throws Refused where it is wrong. */
export async function confirmedPassword(
	db: Kysely<Database>,
	personId: string,
	given: unknown,
	visit: Visit
): Promise<{ password: string; hash: string }> {
	const password = typeof given === 'string' ? given : '';
	const hash = await storedHash(db, personId);
	if (hash === null) throw new Refused('This account has no password.', 'password');
	const account = { account: personId, personId };
	const counts = await takeTryAt(db, 'own password', account, visit, personId);
	if (!(await isPassword(password, hash))) {
		throw new Refused('This is not your password.', 'password');
	}
	await forgive(db, counts);
	return { password, hash };
}

/** Told where two browsers of one person change the account at the same moment. */
export const MEANWHILE =
	'Your account was changed from another browser at this moment, so nothing was done here. Load the page again, then try once more.';

/** Keeps changes of this person's way in one after the other, until the end of the transaction. */
export async function lockPerson(tx: Kysely<Database>, personId: string): Promise<void> {
	await tx.selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute();
}

async function hasFactor(db: Kysely<Database>, personId: string): Promise<boolean> {
	const { two_factor_enabled } = await db
		.selectFrom('person')
		.select('two_factor_enabled')
		.where('id', '=', personId)
		.executeTakeFirstOrThrow();
	return two_factor_enabled;
}

/** Changes the own password; every session ends but for this browser's, which gets a new one. */
export async function changePassword(
	db: Kysely<Database>,
	given: { password: unknown; newPassword: unknown },
	{ signedIn, token, visit }: Owner
): Promise<CookieChange[]> {
	const { id, name, email } = signedIn;
	const newPassword = typeof given.newPassword === 'string' ? given.newPassword : '';
	const old = await confirmedPassword(db, id, given.password, visit);
	const hasSecondFactor = await hasFactor(db, id);
	const person = { name, email: email ?? '', hasSecondFactor };
	await checkNewPassword(db, newPassword, person, 'newPassword');
	if (newPassword === old.password) {
		throw new Refused('This is the password you have. Choose another one.', 'newPassword');
	}
	const known = [old, { password: newPassword, hash: await hashPassword(newPassword) }];
	return inTransaction(db, known, async (tx) => {
		await lockPerson(tx, id);
		// A short password counts only beside a second factor, which may just have been turned off.
		const asBefore = (await hasFactor(tx, id)) === hasSecondFactor;
		if (!asBefore || (await storedHash(tx, id)) !== old.hash) throw new Refused(MEANWHILE);
		const library = await auth();
		const { headers } = await library.api.changePassword({
			body: { currentPassword: old.password, newPassword, revokeOtherSessions: true },
			headers: await libraryHeaders(
				{ session: token, userAgent: visit.userAgent },
				secretOf(library)
			),
			returnHeaders: true
		});
		await endBegunAccess(tx, id);
		// The new session goes on in the role of the one it replaces.
		await tx
			.updateTable('person_session')
			.set({ active_role: signedIn.role })
			.where('person_id', '=', id)
			.execute();
		await audit(tx, { ...visit.source, action: 'password-changed', object: id });
		return [...cookieChanges(headers), await noteVisit(tx, id, visit)];
	});
}

/** Ends one of the own sessions. Of another person's it says what it says of one that is gone. */
export async function endOwnSession(
	db: Kysely<Database>,
	personId: string,
	sessionId: unknown,
	source: AuditSource
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		const given = typeof sessionId === 'string' ? sessionId : '';
		if (!(await endSession(tx, personId, given))) {
			throw new Refused('This session has ended already.');
		}
		const detail = { ended: 1 };
		await audit(tx, { ...source, action: 'session-ended', object: personId, detail });
	});
}

/** Ends all own sessions but this one. Gives how many there were. */
export async function endOtherSessions(
	db: Kysely<Database>,
	{ id, sessionId }: Pick<SignedIn, 'id' | 'sessionId'>,
	source: AuditSource
): Promise<number> {
	return db.transaction().execute(async (tx) => {
		const ended = await endSessions(tx, id, sessionId);
		if (ended > 0) {
			await audit(tx, { ...source, action: 'session-ended', object: id, detail: { ended } });
		}
		return ended;
	});
}

/** From the next request on the session works in this role. Throws Refused for one not granted. */
export async function chooseRole(
	db: Kysely<Database>,
	{ id, sessionId }: Pick<SignedIn, 'id' | 'sessionId'>,
	given: unknown,
	source: AuditSource
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		const grant = (await grantsOf(tx, id)).get(id)?.find(({ role }) => role === given);
		if (!grant || sessionId === null) {
			throw new Refused('You do not have this role. Choose one of those in the list.', 'roles');
		}
		await tx
			.updateTable('person_session')
			.set({ active_role: grant.role })
			.where('id', '=', sessionId)
			.where('person_id', '=', id)
			.execute();
		const detail = { role: grant.role };
		await audit(tx, { ...source, action: 'role-chosen', object: id, detail });
	});
}
