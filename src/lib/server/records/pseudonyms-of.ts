/** The pseudonyms an import may use on this database: never a second key beside the one in use. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { keyedPseudonyms, pseudonymKey, PseudonymKeyError, type Pseudonyms } from '../pseudonym.ts';

/**
 * Reads the key, and makes one when the database holds no pseudonyms yet. Throws PseudonymKeyError
 * when it holds some and the key is missing or is another one: every patient would be stored twice.
 */
export async function pseudonymsOf(
	db: Kysely<Database>,
	options: { setting: string | undefined; dataDir: string }
): Promise<Pseudonyms> {
	const inUse = await db
		.selectFrom('patient')
		.innerJoin('clinic', 'clinic.clinic_id', 'patient.clinic_id')
		.select('patient.key_version')
		.where('clinic.synthetic', '=', false)
		.where('patient.key_version', '>', 0)
		.limit(1)
		.executeTakeFirst();
	const key = await pseudonymKey({ ...options, mayCreate: inUse === undefined });
	const pseudonyms = keyedPseudonyms(key);
	const batches = await db
		.selectFrom('import_batch')
		.select('report')
		.where('kind', '=', 'import')
		.orderBy('data_version', 'desc')
		.execute();
	const last = batches.find(({ report }) => typeof report.key === 'string')?.report.key;
	if (inUse && last !== undefined && last !== pseudonyms.fingerprint) {
		throw new PseudonymKeyError(
			'The key for pseudonyms is not the one the stored patients were imported with: every patient would be stored twice.'
		);
	}
	return pseudonyms;
}
