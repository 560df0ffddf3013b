/** The policies of readers look the setting up once a statement, where they did so for every row. */
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
const OF_RELEASES = [
	'release_course',
	'release_trajectory',
	'release_session',
	'release_side_effect',
	'release_contact',
	'release_protocol'
];

const STATEMENTS = [
	...OF_CLINICS.map(
		(table) => `alter policy own_clinics on ${table} using (clinic_id = any (
			(select string_to_array(current_setting('app.clinics', true), ','))::text[]))`
	),
	...OF_RELEASES.map(
		(table) => `alter policy named_release on ${table} using (release_no = (
			select nullif(current_setting('app.release', true), '')::int))`
	)
];

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, STATEMENTS);
