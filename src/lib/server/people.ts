/**
 * What routes call about people: accounts, sign-ins, roles and invitations, asked of the server's own
 * database. Each deed is described where it is written; what it refuses it throws as `Refused`, in words.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import * as accepting from './accounts/accept.ts';
import * as tokens from './accounts/api-tokens.ts';
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
import type { AuditSource } from './audit.ts';
import { connection } from './connection.ts';

export { LONGEST_TOKEN_NAME, MOST_TOKEN_DAYS } from './accounts/api-tokens.ts';
export type { ApiToken, MadeToken } from './accounts/api-tokens.ts';
export type { LinkBehind } from './accounts/accept.ts';
export { LINK_CLOSED } from './accounts/accept.ts';
export { CHALLENGE_COOKIE, OIDC_COOKIE } from './accounts/library-cookies.ts';
export { dropCookie, putCookies } from './accounts/cookies.ts';
export type { Owner, OwnSession } from './accounts/own-account.ts';
export { Busy } from './accounts/password-hash.ts';
export { Refused } from './accounts/refused.ts';
export type { Enrolment } from './accounts/enrolment.ts';
export type { SecondFactorState } from './accounts/second-factor.ts';
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

/** The same deed, on the server's own database. */
const here =
	<Given extends unknown[], Answer>(deed: (db: Db, ...given: Given) => Answer) =>
	(...given: Given): Answer =>
		deed(connection(), ...given);

// People, as administrators see and change them.
export const listPeople = here(persons.listPeople);
export const personOf = here(persons.personOf);
export const setRoles = here(persons.setRoles);
export const disable = here(persons.disable);
export const enable = here(persons.enable);
export const endSessionsOf = here(persons.endSessionsOf);

// Links, as administrators make them.
export const openInvitations = here(invitations.openInvitations);
export const withdraw = here(invitations.withdraw);

// Signing in and out.
export const setUp = here(setting.setUp);
export const signIn = here(signing.signIn);
export const secondFactor = here(step.secondFactor);
export const signOut = here(sessions.endSessionOfToken);
export const startProvider = here(oidc.startProvider);
export const finishProvider = here(oidc.finishProvider);
export const linkBehind = here(accepting.linkBehind);
export const accept = here(accepting.accept);

// The own account.
export const ownSessions = here(own.ownSessions);
export const endOwnSession = here(own.endOwnSession);
export const endOtherSessions = here(own.endOtherSessions);
export const chooseRole = here(own.chooseRole);
export const makeToken = here(tokens.makeToken);
export const tokensOf = here(tokens.tokensOf);
export const revokeToken = here(tokens.revokeToken);
export const changePassword = here(own.changePassword);
export const secondFactorState = here(factor.secondFactorState);
export const startSecondFactor = here(factor.startSecondFactor);
export const waitingEnrolment = here(factor.waitingEnrolment);
export const confirmSecondFactor = here(factor.confirmSecondFactor);
export const newRecoveryCodes = here(factor.newRecoveryCodes);
export const turnOffSecondFactor = here(factor.turnOffSecondFactor);

/**
 * Invites a new person. `origin` is the address of this Stipple (`event.url.origin`). The link is shown
 * once and mailed where a mail server is set. Throws Refused (`field` email, name, roles, clinics, operator).
 */
export async function invite(
	given: { email: unknown; name: unknown; grants: unknown },
	source: AuditSource,
	origin: string
): Promise<ShownLink> {
	return shown('invitation', await invitations.invite(connection(), given, source), origin);
}

/** A link with which this person chooses a new password. Throws Refused for a disabled person. */
export async function resetLink(
	id: string,
	source: AuditSource,
	origin: string
): Promise<ShownLink> {
	return shown('reset', await invitations.resetLink(connection(), id, source), origin);
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
export async function clinicsForRoles() {
	return connection()
		.selectFrom('clinic')
		.select(['clinic_id as id', 'label'])
		.orderBy('clinic_id')
		.execute();
}

/** Whether nobody looks after this Stipple yet: the first administrator is made at /set-up. */
export const mayBeSetUp = async () => !(await hasAdministrator(connection()));

/** Whether anyone has an account. */
export async function hasPeople(): Promise<boolean> {
	const somebody = connection().selectFrom('person').select('id').limit(1);
	return (await somebody.executeTakeFirst()) !== undefined;
}

/** The name of the provider people may sign in with as well; null without one. */
export function provider(): string | null {
	const set = oidcSettings();
	return set === null ? null : new URL(set.issuer).hostname;
}
