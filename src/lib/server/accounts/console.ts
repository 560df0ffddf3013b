/** What is done to people at the command line: the first ones are added, lost administrators recovered. */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit, CONSOLE } from '../audit.ts';
import { checkedGrants, grantWords, lockPeople } from './grants.ts';
import { EMAIL, NAME, parsedOr, resetLink, type Link } from './invitations.ts';
import { addPerson, newPersonId } from './new-person.ts';
import { hashPassword } from './password-hash.ts';
import { checkNewPassword } from './password-rules.ts';
import { Refused } from './refused.ts';
import { endSessions } from './sessions.ts';
import { accountCount, forget } from './throttle.ts';
import { endBegunAccess } from './withdraw-access.ts';

/** Adds somebody with a password, without an invitation. Throws Refused. */
export async function addAtConsole(
	db: Kysely<Database>,
	given: { email: unknown; name: unknown; password: string; grants: unknown }
): Promise<void> {
	const email = parsedOr(EMAIL, given.email, 'email');
	const name = parsedOr(NAME, given.name, 'name');
	await checkNewPassword(db, given.password, { name, email, hasSecondFactor: false });
	const passwordHash = await hashPassword(given.password);
	await db.transaction().execute(async (tx) => {
		await lockPeople(tx);
		const grants = await checkedGrants(tx, given.grants);
		const id = newPersonId();
		await addPerson(tx, { id, name, email, passwordHash, grants });
		const detail = { roles: grantWords(grants) };
		await audit(tx, { ...CONSOLE, action: 'person-added', object: id, detail });
	});
}

/** The id of the person with this e-mail address. Throws Refused where there is none. */
export async function personWithEmail(db: Kysely<Database>, given: unknown): Promise<string> {
	const email = parsedOr(EMAIL, given, 'email');
	const person = await db
		.selectFrom('person')
		.select('id')
		.where('email', '=', email)
		.executeTakeFirst();
	if (!person) {
		throw new Refused(`Nobody has an account with the e-mail address ${email}.`, 'email');
	}
	return person.id;
}

/**
 * Lets somebody back in who lost the password or the phone: takes the second factor and the password away,
 * ends all sessions, forgets wrong tries, and makes a link with which a new password is chosen, the only
 * way in from now on. Throws Refused.
 */
export async function recoverAtConsole(db: Kysely<Database>, id: string): Promise<Link> {
	return db.transaction().execute(async (tx) => {
		await lockPeople(tx);
		await endBegunAccess(tx, id);
		const link = await resetLink(tx, id, CONSOLE);
		await tx.deleteFrom('person_two_factor').where('person_id', '=', id).execute();
		await tx
			.updateTable('person')
			.set({ two_factor_enabled: false })
			.where('id', '=', id)
			.execute();
		// The password alone would open the account now, and somebody else may know it.
		await tx
			.updateTable('person_account')
			.set({ password: null, updated_at: sql<string>`now()` })
			.where('person_id', '=', id)
			.where('provider_id', '=', 'credential')
			.execute();
		await endSessions(tx, id);
		const counts = [
			accountCount('password', link.email),
			accountCount('own password', id),
			accountCount('second factor', id)
		];
		await forget(
			tx,
			counts.map(({ key }) => key)
		);
		await audit(tx, { ...CONSOLE, action: 'person-recovered', object: id });
		return link;
	});
}
