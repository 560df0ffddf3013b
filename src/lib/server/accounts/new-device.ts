/**
 * Another phone in the place of the earlier one: its key waits here, and replaces the earlier one with its
 * first right code, so that nobody is without a second factor in between.
 */
import { createHash, randomUUID } from 'node:crypto';
import { generateRandomString } from 'better-auth/crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { checkCode, type Code, type CodeAnswer } from './codes.ts';
import type { Carried } from './library-cookies.ts';
import { decrypted, encrypted } from './stored-keys.ts';

/** As the library makes them. */
const SECRET_LETTERS = 32;
const WAITS = sql<string>`now() + interval '15 minutes'`;

/** Makes a key that waits for its first code, in the place of one that waited before. */
export async function offerNewDevice(tx: Kysely<Database>, personId: string): Promise<string> {
	const secret = generateRandomString(SECRET_LETTERS);
	await forgetNewDevice(tx, personId);
	await tx
		.insertInto('person_verification')
		.values({
			id: randomUUID(),
			identifier: keyOf(personId),
			value: await encrypted(secret),
			expires_at: WAITS
		})
		.execute();
	return secret;
}

/** The key that waits; null where none does. Throws Refused where the secret changed since. */
export async function waitingDevice(
	db: Kysely<Database>,
	personId: string
): Promise<string | null> {
	const stored = await storedKey(db, personId);
	return stored === null ? null : decrypted(stored);
}

/** A right code of the new device puts its key in the place of the earlier one. */
export async function takeNewDevice(
	tx: Kysely<Database>,
	personId: string,
	code: Code,
	carried: Carried
): Promise<CodeAnswer> {
	const next = await storedKey(tx, personId);
	if (next === null || code.isRecovery) return { is: 'wrong' };
	const { secret: earlier } = await tx
		.selectFrom('person_two_factor')
		.select('secret')
		.where('person_id', '=', personId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const put = (secret: string) =>
		tx.updateTable('person_two_factor').set({ secret }).where('person_id', '=', personId).execute();
	// The library checks codes of the key that is stored.
	await put(next);
	const checked = await checkCode(tx, personId, code, carried);
	if (checked.is === 'right') await forgetNewDevice(tx, personId);
	else await put(earlier);
	return checked;
}

/** A key that waits is worth nothing any more. */
export async function forgetNewDevice(tx: Kysely<Database>, personId: string): Promise<void> {
	await tx.deleteFrom('person_verification').where('identifier', '=', keyOf(personId)).execute();
}

async function storedKey(db: Kysely<Database>, personId: string): Promise<string | null> {
	const row = await db
		.selectFrom('person_verification')
		.select('value')
		.where('identifier', '=', keyOf(personId))
		.where('expires_at', '>', sql<string>`now()`)
		.executeTakeFirst();
	return row?.value ?? null;
}

const keyOf = (personId: string) =>
	createHash('sha256').update(`new device:${personId}`).digest('hex');
