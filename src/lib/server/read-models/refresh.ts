/**
 * Keeps the compact tables that figures are read from in step with the records. Every write calls
 * this in its own transaction; nothing here reads what a person asked for.
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { rebuildCourseProfiles } from './course-profile.ts';
import { foldPatients, rebuildCubes } from './cube.ts';
import { inScope, type Scope } from './scope.ts';
import { rebuildTrajectories } from './trajectory.ts';
import { rebuildTreatedCourses } from './treated-course.ts';

/**
 * Rebuilds the rows of these courses, or of all courses of these clinics when none are named, and the sums
 * in which they count. Where the day changed up to which a clinic's records are complete, `otherDay`, other
 * visits are due, and all its sums are rebuilt.
 */
export async function refreshReadModels(
	tx: Transaction<Database>,
	clinicIds: readonly string[],
	courseIds?: readonly string[],
	{ otherDay = false } = {}
): Promise<void> {
	if (clinicIds.length === 0 || (courseIds?.length === 0 && !otherDay)) return;
	const scope: Scope = { clinicIds, courseIds: courseIds ?? null };
	if (courseIds === undefined || otherDay || !(await haveCubes(tx, clinicIds))) {
		if (courseIds?.length !== 0) await rebuildCourses(tx, scope);
		await rebuildCubes(tx, clinicIds);
		return;
	}
	const patients = { clinicIds, patientIds: await patientsOf(tx, scope) };
	await foldPatients(tx, patients, -1);
	await rebuildCourses(tx, scope);
	await foldPatients(tx, patients, 1);
}

/** Rebuilds every row of every clinic, for example after the dictionaries changed. */
export async function rebuildReadModels(db: Kysely<Database>): Promise<void> {
	await db.transaction().execute(rebuildAll);
}

/** The same within a transaction. */
export async function rebuildAll(tx: Transaction<Database>): Promise<void> {
	await rebuildCourses(tx, 'all');
	await rebuildCubes(tx, 'all');
}

async function rebuildCourses(tx: Transaction<Database>, scope: Scope): Promise<void> {
	await rebuildCourseProfiles(tx, scope);
	await rebuildTreatedCourses(tx, scope);
	await rebuildTrajectories(tx, scope);
}

/** Whether each of these clinics has sums to which something can be added. */
async function haveCubes(tx: Transaction<Database>, clinicIds: readonly string[]) {
	const { rows } = await sql<{ built: boolean }>`
		select bool_and(exists (select from cube_clinic where cube_clinic.clinic_id = c.clinic_id)) as built
		from unnest(${clinicIds}::text[]) as c (clinic_id)`.execute(tx);
	return rows[0]?.built ?? false;
}

/**
 * Builds the sums of clinics that have series and none: those of a database that an earlier version made.
 * Gives the clinics.
 */
export async function buildMissingCubes(db: Kysely<Database>): Promise<string[]> {
	return db.transaction().execute(async (tx) => {
		const { rows } = await sql<{ clinic_id: string }>`
			select c.clinic_id from clinic as c
			where not exists (select from cube_clinic where cube_clinic.clinic_id = c.clinic_id)
				and exists (select from trajectory as t where t.clinic_id = c.clinic_id
					and not t.control and t.sessions_done > 0)
			order by 1`.execute(tx);
		const clinics = rows.map(({ clinic_id }) => clinic_id);
		if (clinics.length > 0) await rebuildCubes(tx, clinics);
		return clinics;
	});
}

/** Whose courses they were when they were last refreshed, and whose they are now. */
async function patientsOf(tx: Transaction<Database>, scope: Scope): Promise<string[]> {
	const { rows } = await sql<{ patient_id: string }>`
		select patient_id from course_profile where ${inScope('course_profile', scope)}
		union
		select patient_id from course where ${inScope('course', scope)}`.execute(tx);
	return rows.map(({ patient_id }) => patient_id);
}
