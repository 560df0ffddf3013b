/**
 * Sessions of people: live for half an hour after their last use and twelve hours in all, told in the
 * table by the hash of what the cookie holds. The accounts library begins them; here they are read and end.
 */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit, type AuditSource } from '../audit.ts';

export const SESSION_COOKIE = 'stipple_session';
/** How long a session may last, and how long it may be idle (SR-3.5). */
export const SESSION_HOURS = 12;
export const IDLE_MINUTES = 30;

/** What stands in the table in the place of a token, so that whoever reads it cannot sign in. */
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** Whether a session can still be used: a condition on `person_session`. */
export const isLive = sql<boolean>`person_session.expires_at > now()
	and person_session.updated_at > now() - make_interval(mins => ${IDLE_MINUTES})
	and person_session.created_at > now() - make_interval(hours => ${SESSION_HOURS})`;

/** Ends all sessions of a person but the one to keep. Gives how many live ones there were. */
export async function endSessions(
	tx: Kysely<Database>,
	personId: string,
	keep: string | null = null
): Promise<number> {
	let query = tx.deleteFrom('person_session').where('person_id', '=', personId);
	if (keep !== null) query = query.where('id', '!=', keep);
	const ended = await query.returning(isLive.as('live')).execute();
	return ended.filter(({ live }) => live).length;
}

/** Ends one session of this person. Gives whether there was such a live one. */
export async function endSession(
	tx: Kysely<Database>,
	personId: string,
	sessionId: string
): Promise<boolean> {
	const ended = await tx
		.deleteFrom('person_session')
		.where('person_id', '=', personId)
		.where('id', '=', sessionId)
		.returning(isLive.as('live'))
		.executeTakeFirst();
	return ended?.live === true;
}

/** Ends the session of this token; unknown ones are ended already. */
export async function endSessionOfToken(
	db: Kysely<Database>,
	token: string | undefined,
	source: AuditSource
): Promise<void> {
	if (!token) return;
	await db.transaction().execute(async (tx) => {
		const ended = await tx
			.deleteFrom('person_session')
			.where('token', '=', hashOfToken(token))
			.returning('person_id')
			.executeTakeFirst();
		if (ended) await audit(tx, { ...source, action: 'sign-out', object: ended.person_id });
	});
}

/** Rows nobody can use any more go, now and then. */
export async function removeEnded(tx: Kysely<Database>): Promise<void> {
	await tx
		.deleteFrom('person_session')
		.where((eb) => eb.not(isLive))
		.execute();
	await tx
		.deleteFrom('person_verification')
		.where('expires_at', '<', sql<string>`now()`)
		.execute();
}
