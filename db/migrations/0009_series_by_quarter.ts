/** Questions of one clinic's year or quarter find its series without walking all of the clinic's. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index trajectory_by_quarter on trajectory (clinic_id, quarter)`.execute(db);
}
