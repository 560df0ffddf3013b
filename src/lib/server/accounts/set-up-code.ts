/** The one-time code with which the first administrator is made: printed at start, kept as a hash. */
import { createHash, randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

/** Without letters and digits that are mistaken for one another: 32 of them, 5 bits each. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const GROUPS = 5;
const GROUP = 5;

/** Whether somebody can administer this installation. */
export async function hasAdministrator(db: Kysely<Database>): Promise<boolean> {
	const row = await db
		.selectFrom('person_role')
		.select('person_id')
		.where('role', '=', 'administrator')
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** A new code of 125 bits that takes the place of earlier ones; null once there is an administrator. */
export async function newSetUpCode(db: Kysely<Database>): Promise<string | null> {
	return db.transaction().execute(async (tx) => {
		await tx.deleteFrom('set_up_code').execute();
		if (await hasAdministrator(tx)) return null;
		const code = Array.from({ length: GROUPS }, group).join('-');
		await tx
			.insertInto('set_up_code')
			.values({ code_hash: hashOfCode(code) })
			.execute();
		return code;
	});
}

/** Spaces, hyphens and case do not matter when a code is typed. */
export const hashOfCode = (code: string) =>
	createHash('sha256')
		.update(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
		.digest('hex');

const group = () =>
	Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
