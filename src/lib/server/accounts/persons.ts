/** People with an account, as administrators see and change them. Passwords are never theirs to set. */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { RoleGrant } from '#lib/domain/roles.ts';
import { audit, type AuditSource } from '../audit.ts';
import {
	checkedGrants,
	grantsOf,
	grantWords,
	hasOtherAdministrator,
	lockPeople,
	storeGrants
} from './grants.ts';
import { Refused } from './refused.ts';
import { endSessions, isLive } from './sessions.ts';
import { endBegunAccess, withdrawLinksOf } from './withdraw-access.ts';

export type Person = {
	id: string;
	name: string;
	email: string;
	grants: RoleGrant[];
	/** Whether a second factor is set up. */
	secondFactor: boolean;
	/** UTC, ISO 8601; null while the person may sign in. */
	disabledAt: string | null;
	createdAt: string;
	/** Sessions open now, and when the latest of them was last used; null without one. */
	sessions: number;
	lastSeenAt: string | null;
};

/** Everyone with an account, by name. */
export async function listPeople(db: Kysely<Database>): Promise<Person[]> {
	return people(db);
}

/** One person; null where there is none of this id. */
export async function personOf(db: Kysely<Database>, id: string): Promise<Person | null> {
	return (await people(db, id))[0] ?? null;
}

async function people(db: Kysely<Database>, id?: string): Promise<Person[]> {
	let query = db
		.selectFrom('person')
		.leftJoin('person_session', (join) =>
			join.onRef('person_session.person_id', '=', 'person.id').on(isLive)
		)
		.select(['person.id', 'person.name', 'person.email', 'two_factor_enabled', 'disabled_at'])
		.select(['person.created_at'])
		.select((eb) => [
			eb.fn.count<number>('person_session.id').as('sessions'),
			eb.fn.max('person_session.updated_at').as('last_seen_at')
		])
		.groupBy('person.id')
		.orderBy(sql`lower(person.name)`)
		.orderBy('person.email');
	if (id !== undefined) query = query.where('person.id', '=', id);
	const rows = await query.execute();
	const grants = await grantsOf(db, id);
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		email: row.email,
		grants: grants.get(row.id) ?? [],
		secondFactor: row.two_factor_enabled,
		disabledAt: row.disabled_at,
		createdAt: row.created_at,
		sessions: Number(row.sessions),
		lastSeenAt: row.last_seen_at
	}));
}

/**
 * Gives the person these roles in the place of the earlier ones, and ends the person's sessions. The open
 * links of somebody who is no administrator any more are withdrawn.
 */
export async function setRoles(
	db: Kysely<Database>,
	id: string,
	given: unknown,
	source: AuditSource
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		await lockPeople(tx);
		await mustExist(tx, id);
		const grants = await checkedGrants(tx, given);
		if (!grants.some(({ role }) => role === 'administrator')) {
			await mustNotBeLast(tx, id, 'lose the role');
		}
		const before = (await grantsOf(tx, id)).get(id) ?? [];
		const [was, is] = [grantWords(before), grantWords(grants)];
		if (was.join('; ') === is.join('; ')) return;
		await storeGrants(tx, id, grants);
		await endSessions(tx, id);
		await audit(tx, { ...source, action: 'roles-changed', object: id, detail: { was, is } });
		const invites = grants.some(({ role }) => role === 'administrator');
		if (!invites) await withdrawLinksOf(tx, id, source);
	});
}

/** From now on the person cannot sign in, has no session, and no link made by or for them opens. */
export async function disable(
	db: Kysely<Database>,
	id: string,
	source: AuditSource
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		await lockPeople(tx);
		const person = await mustExist(tx, id);
		if (person.disabled_at !== null) return;
		await mustNotBeLast(tx, id, 'be disabled');
		await tx
			.updateTable('person')
			.set({ disabled_at: sql<string>`now()`, updated_at: sql<string>`now()` })
			.where('id', '=', id)
			.execute();
		await endSessions(tx, id);
		await endBegunAccess(tx, id);
		await audit(tx, { ...source, action: 'person-disabled', object: id });
		await withdrawLinksOf(tx, id, source);
	});
}

/** Lets a disabled person sign in again, with the roles and the password of before. */
export async function enable(db: Kysely<Database>, id: string, source: AuditSource): Promise<void> {
	await db.transaction().execute(async (tx) => {
		await lockPeople(tx);
		const person = await mustExist(tx, id);
		if (person.disabled_at === null) return;
		await tx
			.updateTable('person')
			.set({ disabled_at: null, updated_at: sql<string>`now()` })
			.where('id', '=', id)
			.execute();
		await audit(tx, { ...source, action: 'person-enabled', object: id });
	});
}

/** Ends every session of the person. Gives how many there were. */
export async function endSessionsOf(
	db: Kysely<Database>,
	id: string,
	source: AuditSource
): Promise<number> {
	return db.transaction().execute(async (tx) => {
		await mustExist(tx, id);
		const ended = await endSessions(tx, id);
		if (ended > 0) {
			await audit(tx, { ...source, action: 'session-ended', object: id, detail: { ended } });
		}
		return ended;
	});
}

async function mustExist(tx: Kysely<Database>, id: string) {
	const person = await tx
		.selectFrom('person')
		.select(['id', 'disabled_at'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!person) throw new Refused('This person is not in the list of people.');
	return person;
}

/** Somebody must be able to let people in. */
async function mustNotBeLast(tx: Kysely<Database>, id: string, what: string): Promise<void> {
	const isAdministrator = (await grantsOf(tx, id))
		.get(id)
		?.some(({ role }) => role === 'administrator');
	if (!isAdministrator || (await hasOtherAdministrator(tx, id))) return;
	throw new Refused(
		`The last administrator cannot ${what}: nobody could look after people any more. Make somebody else an administrator first.`,
		'roles'
	);
}
