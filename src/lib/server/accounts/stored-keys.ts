/**
 * Keys of apps and recovery codes as they are stored: encrypted with the installation's secret. With
 * another secret they cannot be read, which is told in words and mends itself when the secret comes back.
 */
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { log } from '../log.ts';
import { auth } from './auth.ts';
import { Refused } from './refused.ts';

const OTHER_SECRET =
	'Your second factor cannot be read: second factors were made with another secret. Whoever runs the server puts the earlier STIPPLE_SECRET (or DATA_DIR/secret.key) back and starts it again, or recovers your account at the command line.';

/** What was encrypted; null where it was with another secret. */
async function decryptedOrNull(stored: string): Promise<string | null> {
	const { secretConfig } = await (await auth()).$context;
	try {
		return await symmetricDecrypt({ key: secretConfig, data: stored });
	} catch {
		log().warn('second factors were made with another secret: put the earlier STIPPLE_SECRET back');
		return null;
	}
}

/** What was encrypted. Throws Refused where it was with another secret. */
export async function decrypted(stored: string): Promise<string> {
	const text = await decryptedOrNull(stored);
	if (text === null) throw new Refused(OTHER_SECRET);
	return text;
}

/** For the table. */
export async function encrypted(text: string): Promise<string> {
	const { secretConfig } = await (await auth()).$context;
	return symmetricEncrypt({ key: secretConfig, data: text });
}

/** The person's recovery codes that were not used; null where they cannot be read. */
export async function recoveryCodes(
	db: Kysely<Database>,
	personId: string
): Promise<string[] | null> {
	const row = await db
		.selectFrom('person_two_factor')
		.select('backup_codes')
		.where('person_id', '=', personId)
		.executeTakeFirst();
	if (!row) return [];
	const text = await decryptedOrNull(row.backup_codes);
	if (text === null) return null;
	const codes: unknown = JSON.parse(text);
	return Array.isArray(codes) ? codes.map(String) : [];
}

/** Throws Refused where the person has a key of an app that this secret does not open. */
export async function mustBeReadable(db: Kysely<Database>, personId: string): Promise<void> {
	const row = await db
		.selectFrom('person_two_factor')
		.select('secret')
		.where('person_id', '=', personId)
		.executeTakeFirst();
	if (row) await decrypted(row.secret);
}
