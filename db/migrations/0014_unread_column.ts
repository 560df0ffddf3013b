/** How many sessions were off the depth of the first: figures hold each against its protocol (treated_course). */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table course_profile drop column sessions_off_depth`.execute(db);
}
