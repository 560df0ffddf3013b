/**
 * Keeps the compact tables that figures are read from in step with the records. Every write calls
 * this in its own transaction; nothing here reads what a person asked for.
 */
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
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
 * Builds what a database of an earlier version has none of: the rows of treated courses, the sums of clinics.
 * Gives the clinics of which it built any.
 */
export async function buildMissing(db: Kysely<Database>): Promise<string[]> {
	return db.transaction().execute(async (tx) => {
		const courses = await clinicsWithout(
			tx,
			'treated_course',
			sql`course_profile as c where c.sessions_done > 0`
		);
		if (courses.length > 0) {
			await rebuildTreatedCourses(tx, { clinicIds: courses, courseIds: null });
		}
		const sums = await clinicsWithout(
			tx,
			'cube_clinic',
			sql`trajectory as c where not c.control and c.sessions_done > 0`
		);
		if (sums.length > 0) await rebuildCubes(tx, sums);
		return [...new Set([...courses, ...sums])];
	});
}

/** Clinics without a row of a table though they have some of what it is made of, `c`. */
async function clinicsWithout(
	tx: Transaction<Database>,
	table: 'treated_course' | 'cube_clinic',
	source: RawBuilder<unknown>
): Promise<string[]> {
	const made = sql.table(table);
	const { rows } = await sql<{ clinic_id: string }>`
		select clinic.clinic_id from clinic
		where not exists (select from ${made} as made where made.clinic_id = clinic.clinic_id)
			and exists (select from ${source} and c.clinic_id = clinic.clinic_id)
		order by 1`.execute(tx);
	return rows.map(({ clinic_id }) => clinic_id);
}

/** Whose courses they were when they were last refreshed, and whose they are now. */
async function patientsOf(tx: Transaction<Database>, scope: Scope): Promise<string[]> {
	const { rows } = await sql<{ patient_id: string }>`
		select patient_id from course_profile where ${inScope('course_profile', scope)}
		union
		select patient_id from course where ${inScope('course', scope)}`.execute(tx);
	return rows.map(({ patient_id }) => patient_id);
}
