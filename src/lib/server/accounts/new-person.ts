/** A new account: the person, the password and the roles, in the transaction of whoever makes it. */
import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { RoleGrant } from '#lib/domain/roles.ts';
import { storeGrants } from './grants.ts';
import { Refused } from './refused.ts';

export type NewPerson = {
	id: string;
	name: string;
	/** In lower case. */
	email: string;
	passwordHash: string;
	grants: readonly RoleGrant[];
};

/** An id for a person, 144 bits. */
export const newPersonId = () => randomBytes(18).toString('base64url');

/** Stores a new person. Throws Refused where the e-mail address has an account. */
export async function addPerson(tx: Kysely<Database>, person: NewPerson): Promise<void> {
	const { id, name, email, passwordHash } = person;
	const added = await tx
		.insertInto('person')
		.values({ id, name, email, email_verified: true, image: null, disabled_at: null })
		.onConflict((conflict) => conflict.column('email').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!added) {
		throw new Refused('Somebody with this e-mail address has an account already.', 'email');
	}
	await storePassword(tx, id, passwordHash);
	await storeGrants(tx, id, person.grants);
}

/** Puts a password in the place of the earlier one. */
export async function storePassword(
	tx: Kysely<Database>,
	personId: string,
	passwordHash: string
): Promise<void> {
	const changed = await tx
		.updateTable('person_account')
		.set({ password: passwordHash, updated_at: sql<string>`now()` })
		.where('person_id', '=', personId)
		.where('provider_id', '=', 'credential')
		.returning('id')
		.executeTakeFirst();
	if (changed) return;
	await tx
		.insertInto('person_account')
		.values({
			id: newPersonId(),
			// The library looks for the person's own id here.
			account_id: personId,
			provider_id: 'credential',
			person_id: personId,
			password: passwordHash,
			access_token: null,
			refresh_token: null,
			id_token: null,
			access_token_expires_at: null,
			refresh_token_expires_at: null,
			scope: null
		})
		.execute();
}
