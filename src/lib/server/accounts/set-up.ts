/** The first administrator, made with the one-time code that the server printed when it started. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit } from '../audit.ts';
import { lockPeople } from './grants.ts';
import { EMAIL, NAME, parsedOr } from './invitations.ts';
import { addPerson, newPersonId } from './new-person.ts';
import { hashPassword } from './password-hash.ts';
import { checkNewPassword } from './password-rules.ts';
import { Refused } from './refused.ts';
import { hashOfCode, hasAdministrator } from './set-up-code.ts';
import { signInAtOnce, type SignedInAnswer } from './sign-in.ts';
import { addressCount, forgive } from './throttle.ts';
import { auditWrong, mustNotWait, type Visit } from './tries.ts';

const WRONG =
	'This is not the one-time code. Take the one that the server printed when it last started: each start makes a new one.';

/** Makes the first administrator and signs in. Throws Refused, with the field, and Busy. */
export async function setUp(
	db: Kysely<Database>,
	given: { code: unknown; name: unknown; email: unknown; password: unknown },
	visit: Visit
): Promise<SignedInAnswer> {
	const name = parsedOr(NAME, given.name, 'name');
	const email = parsedOr(EMAIL, given.email, 'email');
	const password = typeof given.password === 'string' ? given.password : '';
	const code = typeof given.code === 'string' ? given.code.slice(0, 200) : '';
	await checkNewPassword(db, password, { name, email, hasSecondFactor: false });
	// Of addresses only: nobody guesses 125 bits, and nobody is to keep the operator from setting up.
	const counts = [addressCount(visit.source.address)];
	await mustNotWait(db, counts, visit, { what: 'set-up code' });
	const code_hash = hashOfCode(code);
	const known = await db
		.selectFrom('set_up_code')
		.select('code_hash')
		.where('code_hash', '=', code_hash)
		.executeTakeFirst();
	if (!known) {
		await auditWrong(db, visit, { what: 'set-up code' });
		throw new Refused(WRONG, 'code');
	}
	const id = newPersonId();
	const hash = await hashPassword(password);
	return signInAtOnce(db, { id, email, known: { password, hash } }, visit, async (tx) => {
		await lockPeople(tx);
		const used = await tx
			.deleteFrom('set_up_code')
			.where('code_hash', '=', code_hash)
			.returning('code_hash')
			.executeTakeFirst();
		if (!used || (await hasAdministrator(tx))) throw new Refused(WRONG, 'code');
		const grants = [{ role: 'administrator', clinics: [], operatorCode: null }] as const;
		await addPerson(tx, { id, name, email, passwordHash: hash, grants });
		await forgive(tx, counts);
		await audit(tx, {
			...visit.source,
			action: 'person-added',
			object: id,
			detail: { roles: ['administrator'], by: 'set-up code' }
		});
	});
}
