/**
 * What one viewer can see: the record tables, each already narrowed to the viewer's clinics. A query
 * names plain tables and cannot forget the rule; the database's own policies are the second wall.
 */
import { sql, type Kysely, type QueryCreator, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Viewer } from '#lib/domain/roles.ts';

/** The tables a question may name. */
export type CohortTables = Pick<
	Database,
	| 'clinic'
	| 'course_profile'
	| 'trajectory'
	| 'session'
	| 'assessment'
	| 'side_effect'
	| 'contact'
	| 'protocol'
>;

/** Reads only: a query on it sees the viewer's clinics and nothing else. */
export type Cohort = QueryCreator<CohortTables>;

/**
 * Runs `work` on the viewer's cohort: one read-only transaction on one state of the data, in the role
 * that owns nothing, with the viewer's clinics named for the row-level policies.
 */
export function withCohort<T>(
	db: Kysely<Database>,
	viewer: Viewer,
	work: (cohort: Cohort, tx: Transaction<Database>) => Promise<T>
): Promise<T> {
	return db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (tx) => {
			await sql`select set_config('role', 'stipple_reader', true),
				set_config('app.clinics', ${viewer.clinics.join(',')}, true)`.execute(tx);
			return work(narrowed(tx, viewer.clinics), tx);
		});
}

/** Each record table under its own name, without the rows of other clinics. */
export function narrowed(db: Kysely<Database>, clinics: readonly string[]): Cohort {
	const own = clinics.length > 0 ? [...clinics] : [''];
	return db
		.with('clinic', (q) => q.selectFrom('clinic').selectAll().where('clinic_id', 'in', own))
		.with('course_profile', (q) =>
			q.selectFrom('course_profile').selectAll().where('clinic_id', 'in', own)
		)
		.with('trajectory', (q) => q.selectFrom('trajectory').selectAll().where('clinic_id', 'in', own))
		.with('session', (q) => q.selectFrom('session').selectAll().where('clinic_id', 'in', own))
		.with('assessment', (q) => q.selectFrom('assessment').selectAll().where('clinic_id', 'in', own))
		.with('side_effect', (q) =>
			q.selectFrom('side_effect').selectAll().where('clinic_id', 'in', own)
		)
		.with('contact', (q) => q.selectFrom('contact').selectAll().where('clinic_id', 'in', own));
}
