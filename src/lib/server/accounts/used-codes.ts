/** A code of the app opens one session only, though the app shows it for half a minute (RFC 6238, 5.2). */
import { createHash, randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

/** Longer than any code is taken for. */
const REMEMBERED = sql<string>`now() + interval '3 minutes'`;

/** Notes that the person used the code. Gives false where it was used already. */
export async function useCode(
	tx: Kysely<Database>,
	personId: string,
	code: string
): Promise<boolean> {
	const identifier = createHash('sha256').update(`used code:${personId}:${code}`).digest('hex');
	// One after the other for one person, or two browsers could use it at the same moment.
	await tx.selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute();
	const used = await tx
		.selectFrom('person_verification')
		.select('id')
		.where('identifier', '=', identifier)
		.where('expires_at', '>', sql<string>`now()`)
		.executeTakeFirst();
	if (used) return false;
	await tx
		.insertInto('person_verification')
		.values({ id: randomUUID(), identifier, value: '', expires_at: REMEMBERED })
		.execute();
	return true;
}
