/** A transaction of which nothing stays where its work, once done, is not to be kept: a dry run is the work itself. */
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';

/** Gives what the work gives, kept or not. Throws what the work throws; then nothing stays either. */
export async function keptIf<Result>(
	db: Kysely<Database>,
	work: (tx: Transaction<Database>) => Promise<Result>,
	stays: (result: Result) => boolean
): Promise<Result> {
	const done: Result[] = [];
	const rolledBack = new Error('rolled back');
	try {
		return await db.transaction().execute(async (tx) => {
			const result = await work(tx);
			if (stays(result)) return result;
			done.push(result);
			throw rolledBack;
		});
	} catch (error) {
		const [result] = done;
		if (error !== rolledBack || result === undefined) throw error;
		return result;
	}
}
