/**
 * What routes call about people: accounts, sign-ins, roles and invitations. Everything takes the
 * server's own database unless told otherwise, and throws `Refused` with words for the person who asked.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { SignedIn } from '#lib/domain/roles.ts';
import * as accepting from './accounts/accept.ts';
import { oidcSettings } from './accounts/auth.ts';
import * as invitations from './accounts/invitations.ts';
import { mailLink } from './accounts/mail.ts';
import * as oidc from './accounts/oidc.ts';
import * as own from './accounts/own-account.ts';
import * as persons from './accounts/persons.ts';
import * as factor from './accounts/second-factor.ts';
import * as sessions from './accounts/sessions.ts';
import * as setting from './accounts/set-up.ts';
import { hasAdministrator } from './accounts/set-up-code.ts';
import * as step from './accounts/second-step.ts';
import * as signing from './accounts/sign-in.ts';
import type { Visit } from './accounts/tries.ts';
import type { AuditSource } from './audit.ts';
import { connection } from './connection.ts';

export type { LinkBehind } from './accounts/accept.ts';
export { LINK_CLOSED } from './accounts/accept.ts';
export { CHALLENGE_COOKIE, OIDC_COOKIE } from './accounts/library-cookies.ts';
export { dropCookie, putCookies } from './accounts/cookies.ts';
export type { OwnSession } from './accounts/own-account.ts';
export { Busy } from './accounts/password-hash.ts';
export { Refused } from './accounts/refused.ts';
export type { Enrolment } from './accounts/enrolment.ts';
export type { Owner, SecondFactorState } from './accounts/second-factor.ts';
export { SESSION_COOKIE } from './accounts/sessions.ts';
export { DEVICE_COOKIE } from './accounts/known-places.ts';
export type { SignedInAnswer } from './accounts/sign-in.ts';
export { StartAgain } from './accounts/second-step.ts';
export type { Visit } from './accounts/tries.ts';
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

/** Whether nobody looks after this Stipple yet: the first administrator is made at /set-up. */
export const mayBeSetUp = async (db: Db = connection()) => !(await hasAdministrator(db));

/** Makes the first administrator with the one-time code, and signs in. Throws Refused and Busy. */
export const setUp = (
	given: { code: unknown; name: unknown; email: unknown; password: unknown },
	visit: Visit,
	db: Db = connection()
) => setting.setUp(db, given, visit);

/** Whether anyone has an account. */
export async function hasPeople(db: Db = connection()): Promise<boolean> {
	return (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Signs in with e-mail and password. Throws Refused and Busy. */
export const signIn = (
	given: { email: unknown; password: unknown },
	visit: Visit,
	db: Db = connection()
) => signing.signIn(db, given, visit);

/** The second step of a sign-in; `challenge` is the cookie of the first. Throws Refused. */
export const secondFactor = (
	code: unknown,
	challenge: string | undefined,
	visit: Visit,
	db: Db = connection()
) => step.secondFactor(db, code, challenge, visit);

/** Ends the session of this token on the server. */
export const signOut = (token: string | undefined, source: AuditSource, db: Db = connection()) =>
	sessions.endSessionOfToken(db, token, source);

/** The name of the provider people may sign in with as well; null without one. */
export function provider(): string | null {
	const set = oidcSettings();
	return set === null ? null : new URL(set.issuer).hostname;
}

/** Where the provider is asked, with the cookie to set; null where it does not answer. */
export const startProvider = (to: string, visit: Visit, db: Db = connection()) =>
	oidc.startProvider(db, to, visit);

/** What the provider answered: signs in somebody who has an account. Throws Refused. */
export const finishProvider = (
	query: URLSearchParams,
	state: string | undefined,
	visit: Visit,
	db: Db = connection()
) => oidc.finishProvider(db, query, state, visit);

/** What a link of an invitation or a reset is for; null for any that cannot be used. Throws Refused. */
export const linkBehind = (token: string, visit: Visit, db: Db = connection()) =>
	accepting.linkBehind(db, token, visit);

/** Uses such a link, and signs in. Throws Refused and Busy. */
export const accept = (
	token: string,
	given: { name: unknown; password: unknown },
	visit: Visit,
	db: Db = connection()
) => accepting.accept(db, token, given, visit);

/** The person's live sessions, this one first. */
export const ownSessions = (signedIn: SignedIn, db: Db = connection()) =>
	own.ownSessions(db, signedIn);

/** Whether the person signs in with a password. */
export const hasPassword = (id: string, db: Db = connection()) => own.hasPassword(db, id);

/** Changes the own password; all other sessions end. Throws Refused and Busy. */
export const changePassword = (
	given: { password: unknown; newPassword: unknown },
	{ signedIn, token, visit }: factor.Owner,
	db: Db = connection()
) => own.changePassword(db, signedIn, given, token, visit);

/** Ends one of the own sessions. Throws Refused. */
export const endOwnSession = (
	id: string,
	sessionId: unknown,
	source: AuditSource,
	db: Db = connection()
) => own.endOwnSession(db, id, sessionId, source);

/** Ends all own sessions but this one. Gives how many there were. */
export const endOtherSessions = (signedIn: SignedIn, source: AuditSource, db: Db = connection()) =>
	own.endOtherSessions(db, signedIn, source);

/** Works in another of the own roles from the next request on. Throws Refused. */
export const chooseRole = (
	signedIn: SignedIn,
	role: unknown,
	source: AuditSource,
	db: Db = connection()
) => own.chooseRole(db, signedIn, role, source);

/** How things stand with the own second factor. */
export const secondFactorState = (signedIn: SignedIn, db: Db = connection()) =>
	factor.secondFactorState(db, signedIn);

/** Makes a key for an app, or for another device in its place. Throws Refused and Busy. */
export const startSecondFactor = (
	owner: factor.Owner,
	given: { password: unknown; code?: unknown },
	db: Db = connection()
) => factor.startSecondFactor(db, owner, given);

/** The key that waits for its first code, to be shown once more. Throws Refused. */
export const waitingEnrolment = (signedIn: SignedIn, db: Db = connection()) =>
	factor.waitingEnrolment(db, signedIn);

/** Turns the second factor on. Gives the recovery codes, shown once. Throws Refused. */
export const confirmSecondFactor = (owner: factor.Owner, code: unknown, db: Db = connection()) =>
	factor.confirmSecondFactor(db, owner, code);

/** New recovery codes in the place of the earlier ones. Throws Refused and Busy. */
export const newRecoveryCodes = (owner: factor.Owner, password: unknown, db: Db = connection()) =>
	factor.newRecoveryCodes(db, owner, password);

/** Turns the second factor off; refused for administrators. Throws Refused and Busy. */
export const turnOffSecondFactor = (
	owner: factor.Owner,
	given: { code: unknown; password: unknown },
	db: Db = connection()
) => factor.turnOffSecondFactor(db, owner, given);
