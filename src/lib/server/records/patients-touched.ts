/** Of how many patients the rows are that a batch wrote: what decides whether their number may be told. */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Touched } from './upsert.ts';

export type PatientCounts = { new: number; changed: number };

/**
 * Patients with new and with changed rows among the courses that one table's rows hang on. Rows that hang
 * on no course are of nobody here, so that the number is never too high.
 */
export async function patientsTouched(
	tx: Transaction<Database>,
	courses: readonly Touched[]
): Promise<PatientCounts> {
	if (courses.length === 0) return { new: 0, changed: 0 };
	const { rows } = await sql<PatientCounts>`
		select (count(*) filter (where added))::int as new,
			(count(*) filter (where altered))::int as changed
		from (
			select bool_or(touched.added > 0) as added, bool_or(touched.altered > 0) as altered
			from course join unnest(
				${courses.map(({ clinicId }) => clinicId)}::text[],
				${courses.map(({ id }) => id)}::text[],
				${courses.map(({ added }) => added)}::int[],
				${courses.map(({ changed }) => changed)}::int[]
			) as touched (clinic_id, course_id, added, altered) using (clinic_id, course_id)
			group by clinic_id, patient_id
		) as patient`.execute(tx);
	return rows[0] ?? { new: 0, changed: 0 };
}
