/** What happens behind a link: a new person chooses a password, or one who lost it a new one. */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit } from '../audit.ts';
import { grantWords, lockPeople } from './grants.ts';
import { hashOfLink, isOpen, NAME, parsedOr } from './invitations.ts';
import { addPerson, newPersonId, storePassword } from './new-person.ts';
import { hashPassword } from './password-hash.ts';
import { checkNewPassword } from './password-rules.ts';
import { Refused } from './refused.ts';
import { endSessions } from './sessions.ts';
import { signInAtOnce, type SignedInAnswer } from './sign-in.ts';
import { addressCount, forgive } from './throttle.ts';
import { auditWrong, mustNotWait, type Visit } from './tries.ts';
import { endBegunAccess } from './withdraw-access.ts';

export type LinkBehind = { kind: 'invitation' | 'reset'; name: string; email: string };

/** Used, withdrawn, run out and never made are told alike. */
export const LINK_CLOSED =
	'This link does not open anything. It was used, it was withdrawn or it ran out. Ask an administrator of your Stipple for a new one.';

/** What the link is for; null for any that cannot be used. Guesses are counted. Throws Refused. */
export async function linkBehind(
	db: Kysely<Database>,
	token: string,
	visit: Visit
): Promise<LinkBehind | null> {
	const counts = [addressCount(visit.source.address)];
	await mustNotWait(db, counts, visit, { what: 'link' });
	const found = await openLink(db, token);
	if (!found) {
		await auditWrong(db, visit, { what: 'link' });
		return null;
	}
	await forgive(db, counts);
	return { kind: found.kind, name: found.name, email: found.email };
}

/**
 * Uses the link: makes the account or changes the password, and signs in. A second factor stays and is
 * asked next. Throws Refused, with the field, and Busy.
 */
export async function accept(
	db: Kysely<Database>,
	token: string,
	given: { name: unknown; password: unknown },
	visit: Visit
): Promise<SignedInAnswer> {
	const behind = await linkBehind(db, token, visit);
	const link = behind && (await openLink(db, token));
	if (!link) throw new Refused(LINK_CLOSED);
	const isReset = link.kind === 'reset';
	const name = isReset ? link.name : parsedOr(NAME, given.name, 'name');
	const password = typeof given.password === 'string' ? given.password : '';
	await checkNewPassword(db, password, {
		name,
		email: link.email,
		hasSecondFactor: link.two_factor_enabled === true
	});
	const id = link.person_id ?? newPersonId();
	const hash = await hashPassword(password);
	const person = { id, email: link.email, known: { password, hash } };
	return signInAtOnce(db, person, visit, async (tx) => {
		await lockPeople(tx);
		const used = await tx
			.updateTable('invitation')
			.set({ used_at: sql<string>`now()` })
			.where('id', '=', link.id)
			.where(isOpen)
			.returning('id')
			.executeTakeFirst();
		if (!used) throw new Refused(LINK_CLOSED);
		const source = { ...visit.source, actor: id };
		if (isReset) {
			await mustHaveFactor(tx, id, link.two_factor_enabled === true);
			await storePassword(tx, id, hash);
			await endSessions(tx, id);
			await endBegunAccess(tx, id);
			const detail = { by: 'reset link' };
			await audit(tx, { ...source, action: 'password-changed', object: id, detail });
		} else {
			const grants = link.roles;
			await addPerson(tx, { id, name, email: link.email, passwordHash: hash, grants });
			const detail = { person: id, roles: grantWords(grants) };
			await audit(tx, { ...source, action: 'invitation-accepted', object: link.id, detail });
		}
	});
}

/** What the password's length was judged by still holds. */
async function mustHaveFactor(tx: Kysely<Database>, id: string, had: boolean): Promise<void> {
	const { two_factor_enabled: has } = await tx
		.selectFrom('person')
		.select('two_factor_enabled')
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirstOrThrow();
	if (has !== had) {
		throw new Refused('The second factor was changed at this moment. Send the form once more.');
	}
}

/** An open link, of a person who may sign in. */
function openLink(db: Kysely<Database>, token: string) {
	return db
		.selectFrom('invitation')
		.leftJoin('person', 'person.id', 'invitation.person_id')
		.select(['invitation.id', 'kind', 'invitation.name', 'invitation.email', 'person_id', 'roles'])
		.select('two_factor_enabled')
		.where('token_hash', '=', hashOfLink(token.slice(0, 200)))
		.where(isOpen)
		.where('person.disabled_at', 'is', null)
		.executeTakeFirst();
}
