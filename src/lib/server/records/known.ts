/** What the database already holds of the clinics, patients and courses that an import speaks of. */
import { sql, type Transaction } from 'kysely';
import type { ClinicTable, Database } from '#db/schema.ts';
import { idsIn } from './ids-in.ts';
import { keyOf, type ImportSet } from './import-set.ts';

export type KnownCourse = {
	patientId: string;
	startMonth: string;
	bodyArea: string;
	sessions: { no: number; day: number; done: boolean }[];
	/** Measures with a baseline, and with a follow-up. */
	baselines: Set<string>;
	followUps: Set<string>;
};

export type Known = {
	clinics: ReadonlyMap<string, ClinicTable>;
	protocols: ReadonlySet<string>;
	/** By clinic and patient. */
	patients: ReadonlySet<string>;
	/** By clinic and course. */
	courses: ReadonlyMap<string, KnownCourse>;
};

/** Looks up the parents of the rows. Call after the rows' source ids have become stored ones. */
export async function loadKnown(tx: Transaction<Database>, set: ImportSet): Promise<Known> {
	const clinics = await tx.selectFrom('clinic').selectAll().execute();
	const protocols = await tx.selectFrom('protocol').select('protocol_id').execute();
	return {
		clinics: new Map(clinics.map((clinic) => [clinic.clinic_id, clinic])),
		protocols: new Set(protocols.map(({ protocol_id }) => protocol_id)),
		patients: await knownPatients(tx, set),
		courses: await knownCourses(tx, set)
	};
}

async function knownPatients(tx: Transaction<Database>, set: ImportSet): Promise<Set<string>> {
	const known = new Set<string>();
	for (const [clinics, ids] of idsIn(set, 'patient_id')) {
		const found = await sql<{ clinic_id: string; patient_id: string }>`
			select clinic_id, patient_id from patient
			join unnest(${clinics}::text[], ${ids}::text[]) as asked (clinic_id, patient_id)
				using (clinic_id, patient_id)`.execute(tx);
		for (const row of found.rows) known.add(keyOf(row.clinic_id, row.patient_id));
	}
	return known;
}

type CourseRow = {
	clinic_id: string;
	course_id: string;
	patient_id: string;
	start_month: string;
	body_area: string;
	sessions: KnownCourse['sessions'] | null;
	baselines: string[] | null;
	follow_ups: string[] | null;
};

async function knownCourses(
	tx: Transaction<Database>,
	set: ImportSet
): Promise<Map<string, KnownCourse>> {
	const known = new Map<string, KnownCourse>();
	for (const [clinics, ids] of idsIn(set, 'course_id')) {
		const found = await sql<CourseRow>`
			select clinic_id, course_id, patient_id, start_month, body_area,
				(select json_agg(json_build_object(
						'no', session_no, 'day', session_day, 'done', performed = 'done'
					) order by session_no)
					from session
					where session.clinic_id = course.clinic_id and session.course_id = course.course_id
				) as sessions,
				(select array_agg(distinct measure) from assessment
					where assessment.clinic_id = course.clinic_id
						and assessment.course_id = course.course_id and timepoint = 'baseline'
				) as baselines,
				(select array_agg(distinct measure) from assessment
					where assessment.clinic_id = course.clinic_id
						and assessment.course_id = course.course_id and timepoint = 'follow_up'
				) as follow_ups
			from course
			join unnest(${clinics}::text[], ${ids}::text[]) as asked (clinic_id, course_id)
				using (clinic_id, course_id)`.execute(tx);
		for (const row of found.rows) {
			known.set(keyOf(row.clinic_id, row.course_id), {
				patientId: row.patient_id,
				startMonth: row.start_month,
				bodyArea: row.body_area,
				sessions: row.sessions ?? [],
				baselines: new Set(row.baselines),
				followUps: new Set(row.follow_ups)
			});
		}
	}
	return known;
}
