/**
 * The policies of readers look a clinic up among those named, where they walked along the list for every row.
 *
 * Cohorts name the same clinics, so that a policy hides nothing of what they ask for: as a test for null the
 * planner takes it to hold for nearly every row, and goes the way it would go without. A list that stands in
 * `from` is read by parallel workers too, which one made in `select` is not.
 */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

const OF_CLINICS = [
	'clinic',
	'patient',
	'course',
	'session',
	'assessment',
	'side_effect',
	'contact',
	'course_profile',
	'treated_course',
	'trajectory',
	'cube_clinic',
	'clinic_choice'
];

const STATEMENTS = OF_CLINICS.map(
	(table) => `alter policy own_clinics on ${table} using ((case when clinic_id in (
		select named.clinic
		from unnest(string_to_array(current_setting('app.clinics', true), ',')) as named (clinic)
	) then true end) is not null)`
);

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, STATEMENTS);
