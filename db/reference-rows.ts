/**
 * The dictionaries and the published results in the database, as this program has them. They are written
 * when they differ from what was written last, so that a start that changes nothing takes no time.
 */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { dictionaryRows, fillDictionaries, type DictionaryRows } from './dictionaries.ts';
import { fillEvidence, readEvidence, type Evidence } from './evidence/load.ts';
import type { Database } from './schema.ts';

export type ReferenceRows = { dictionaries: DictionaryRows; evidence: Evidence };

/** Under this name stands the hash of the rows that were written last. */
const SETTING = 'reference-rows';

/** All rows as the program has them, checked. Throws an error that names the first wrong one. */
export const referenceRows = (): ReferenceRows => ({
	dictionaries: dictionaryRows(),
	evidence: readEvidence()
});

/** Writes the rows unless they are what was written last. Gives whether it wrote. */
export async function fillReferenceRows(
	db: Kysely<Database>,
	rows: ReferenceRows
): Promise<boolean> {
	const hash = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
	const written = await db
		.selectFrom('installation_setting')
		.select('value')
		.where('name', '=', SETTING)
		.executeTakeFirst();
	if (written?.value === hash) return false;
	await db.transaction().execute(async (tx) => {
		// The row first: of two programs that start at once, the later one waits here for the earlier.
		await tx
			.insertInto('installation_setting')
			.values({ name: SETTING, value: hash, updated_by: 'start' })
			.onConflict((conflict) => conflict.column('name').doUpdateSet({ value: hash }))
			.execute();
		await fillDictionaries(tx, rows.dictionaries);
		await fillEvidence(tx, rows.evidence);
	});
	return true;
}
