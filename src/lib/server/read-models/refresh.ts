/**
 * Keeps the compact tables that figures are read from in step with the records. Every write calls
 * this in its own transaction; nothing here reads what a person asked for.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { rebuildCourseProfiles } from './course-profile.ts';
import type { Scope } from './scope.ts';
import { rebuildTrajectories } from './trajectory.ts';

/** Rebuilds the rows of these courses, or of all courses of these clinics when none are named. */
export async function refreshReadModels(
	tx: Transaction<Database>,
	clinicIds: readonly string[],
	courseIds?: readonly string[]
): Promise<void> {
	if (clinicIds.length === 0 || courseIds?.length === 0) return;
	await rebuild(tx, { clinicIds, courseIds: courseIds ?? null });
}

/** Rebuilds every row of every clinic, for example after the dictionaries changed. */
export async function rebuildReadModels(db: Kysely<Database>): Promise<void> {
	await db.transaction().execute((tx) => rebuild(tx, 'all'));
}

async function rebuild(tx: Transaction<Database>, scope: Scope): Promise<void> {
	await rebuildCourseProfiles(tx, scope);
	await rebuildTrajectories(tx, scope);
}
