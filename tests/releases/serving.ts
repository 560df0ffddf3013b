/** A database seen as the server sees it, in the role that owns nothing, and for a while as its owner. */
import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { inject } from 'vitest';
import { connect } from '#db/connect.server.ts';
import { servingUrl } from '#db/serving-role.ts';
import type { Database } from '#db/schema.ts';
import { openTestDatabase } from '../support/database.ts';

export type Serving = {
	/** The server's connection. */
	app: Kysely<Database>;
	/** Does what only an import or the command line may do. */
	asOwner<Result>(work: (db: Kysely<Database>) => Promise<Result>): Promise<Result>;
	close(): Promise<void>;
};

/** On the embedded database, which serves one connection, the same one steps down and up again. */
export async function openServing(): Promise<Serving> {
	const database = await openTestDatabase();
	const { db } = database;
	if (inject('postgresUrl') === undefined) {
		await sql`set role stipple_app`.execute(db);
		return {
			app: db,
			async asOwner(work) {
				await sql`reset role`.execute(db);
				return work(db).finally(() => sql`set role stipple_app`.execute(db));
			},
			async close() {
				await sql`reset role`.execute(db);
				await database.close();
			}
		};
	}
	const url = await servingUrl(db, database.url, `p-${randomUUID()}`);
	if (url === null) throw new Error('no login could be made');
	const app = connect(url, { embedded: false, role: 'stipple_app', deadlineMs: 60_000 });
	return {
		app,
		asOwner: (work) => work(db),
		async close() {
			await app.destroy();
			await database.close();
		}
	};
}

/** The next number of the data, as every write of records gives it one. */
export const nextState = (db: Kysely<Database>) =>
	sql`insert into data_version (version, reason)
		select coalesce(max(version), 0) + 1, 'test' from data_version`.execute(db);
