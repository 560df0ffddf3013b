/** A code of the app is taken once only, though the app shows it for half a minute (RFC 6238, 5.2). */
import { createHash, randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

/** Longer than any code is taken for. */
const REMEMBERED = sql<string>`now() + interval '3 minutes'`;

/** Whether the person used the code already. The person's row is kept from others until the end. */
export async function wasUsed(
	tx: Kysely<Database>,
	personId: string,
	code: string
): Promise<boolean> {
	// One after the other for one person, or two browsers could use it at the same moment.
	await tx.selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute();
	const used = await tx
		.selectFrom('person_verification')
		.select('id')
		.where('identifier', '=', keyOf(personId, code))
		.where('expires_at', '>', sql<string>`now()`)
		.executeTakeFirst();
	return used !== undefined;
}

/** Notes that the person used the code. Call `wasUsed` first, in the same transaction. */
export async function noteUsed(
	tx: Kysely<Database>,
	personId: string,
	code: string
): Promise<void> {
	await tx
		.insertInto('person_verification')
		.values({
			id: randomUUID(),
			identifier: keyOf(personId, code),
			value: '',
			expires_at: REMEMBERED
		})
		.execute();
}

const keyOf = (personId: string, code: string) =>
	createHash('sha256').update(`used code:${personId}:${code}`).digest('hex');
