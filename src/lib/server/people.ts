/**
 * What routes call about people: accounts, sign-ins, roles and invitations. Everything takes the
 * server's own database unless told otherwise, and throws `Refused` with words for the person who asked.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import * as invitations from './accounts/invitations.ts';
import { mailLink } from './accounts/mail.ts';
import * as persons from './accounts/persons.ts';
import type { AuditSource } from './audit.ts';
import { connection } from './connection.ts';

export { Refused } from './accounts/refused.ts';
export type { OpenInvitation } from './accounts/invitations.ts';
export type { Person } from './accounts/persons.ts';

type Db = Kysely<Database>;

/** A link as it is shown, once, to whoever made it. */
export type ShownLink = {
	address: string;
	email: string;
	expiresAt: string;
	/** Whether the mail server took it as well; false without one. */
	mailed: boolean;
};

/** Everyone with an account, by name. */
export const listPeople = (db: Db = connection()) => persons.listPeople(db);

/** One person; null where there is none of this id. */
export const personOf = (id: string, db: Db = connection()) => persons.personOf(db, id);

/**
 * Gives a person these roles, as RoleGrant[] or whatever a form made of it, in the place of the earlier
 * ones; the person's sessions end. Throws Refused (`field` roles, clinics or operator).
 */
export const setRoles = (id: string, grants: unknown, source: AuditSource, db: Db = connection()) =>
	persons.setRoles(db, id, grants, source);

/** The person cannot sign in any more. Throws Refused for the last administrator. */
export const disable = (id: string, source: AuditSource, db: Db = connection()) =>
	persons.disable(db, id, source);

/** The person may sign in again. */
export const enable = (id: string, source: AuditSource, db: Db = connection()) =>
	persons.enable(db, id, source);

/** Ends every session of the person. Gives how many there were. */
export const endSessionsOf = (id: string, source: AuditSource, db: Db = connection()) =>
	persons.endSessionsOf(db, id, source);

/**
 * Invites a new person. `origin` is the address of this Stipple (`event.url.origin`). The link is shown
 * once and mailed where a mail server is set. Throws Refused (`field` email, name, roles, clinics, operator).
 */
export async function invite(
	given: { email: unknown; name: unknown; grants: unknown },
	source: AuditSource,
	origin: string,
	db: Db = connection()
): Promise<ShownLink> {
	return shown('invitation', await invitations.invite(db, given, source), origin);
}

/** Links that can still be used, resets too, the newest first. */
export const openInvitations = (db: Db = connection()) => invitations.openInvitations(db);

/** Makes an open link worthless. Throws Refused where it is not open any more. */
export const withdraw = (id: string, source: AuditSource, db: Db = connection()) =>
	invitations.withdraw(db, id, source);

/** A link with which this person chooses a new password. Throws Refused for a disabled person. */
export async function resetLink(
	id: string,
	source: AuditSource,
	origin: string,
	db: Db = connection()
): Promise<ShownLink> {
	return shown('reset', await invitations.resetLink(db, id, source), origin);
}

async function shown(
	kind: 'invitation' | 'reset',
	link: invitations.Link,
	origin: string
): Promise<ShownLink> {
	const address = `${origin}/invitation/${link.token}`;
	const mailed = await mailLink(link, kind, address);
	return { address, email: link.email, expiresAt: link.expiresAt, mailed };
}

/** The clinics that roles can be given for, by id. */
export async function clinicsForRoles(db: Db = connection()) {
	return db
		.selectFrom('clinic')
		.select(['clinic_id as id', 'label'])
		.orderBy('clinic_id')
		.execute();
}
