/** Which courses a refresh is about: all of some clinics, some of theirs, or every course there is. */
import { sql, type RawBuilder } from 'kysely';

export type Scope = { clinicIds: readonly string[]; courseIds: readonly string[] | null } | 'all';

/** A condition on a table with `clinic_id` and `course_id`; clinic first, as in every key. */
export function inScope(table: string, scope: Scope): RawBuilder<boolean> {
	if (scope === 'all') return sql<boolean>`true`;
	const clinics = sql`${sql.ref(`${table}.clinic_id`)} = any (${scope.clinicIds}::text[])`;
	if (scope.courseIds === null) return sql<boolean>`${clinics}`;
	return sql<boolean>`${clinics}
		and ${sql.ref(`${table}.course_id`)} = any (${scope.courseIds}::text[])`;
}
