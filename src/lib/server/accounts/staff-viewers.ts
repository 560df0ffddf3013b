/** Directors and practitioners with an account, as those who ask for figures. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { STAFF, type Viewer } from '#lib/domain/roles.ts';

/** Each as their session would make them; nobody who was disabled or has no clinic. */
export async function staffViewers(db: Kysely<Database>, threshold: number): Promise<Viewer[]> {
	const rows = await db
		.selectFrom('person_role')
		.innerJoin('person', 'person.id', 'person_role.person_id')
		.select(['role', 'clinics', 'operator_code'])
		.where('role', 'in', STAFF)
		.where('disabled_at', 'is', null)
		.orderBy('person.id')
		.execute();
	return rows.flatMap(({ role, clinics, operator_code: operatorCode }) =>
		clinics.length > 0 ? [{ role, clinics, threshold, insideClinic: true, operatorCode }] : []
	);
}
