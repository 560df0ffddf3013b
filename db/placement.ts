/**
 * Where each table lives once one machine is not enough: the one list that `db/citus.sql` follows and that
 * the tests hold the schema and its foreign keys to.
 */
import type { Database } from './schema.ts';

export type Placement =
	/** Rows of one clinic, on the node of that clinic: every key begins with `clinic_id`. */
	| 'clinic'
	/** Small, the same on every node, so that rows of clinics can be joined with it anywhere. */
	| 'reference'
	/** People, rights and what happened: of the whole installation, on its first node alone. */
	| 'installation';

export const PLACEMENT = {
	// A clinic's row is no row of patients: tables of people refer to it, and every page reads the list.
	clinic: 'reference',
	protocol: 'reference',
	area: 'reference',
	side_effect_term: 'reference',
	contraindication: 'reference',
	instrument: 'reference',
	measure: 'reference',
	published_source: 'reference',
	published_outcome: 'reference',
	published_side_effect: 'reference',
	// What a release is, apart from its rows, which refer to it from every node.
	release: 'reference',
	release_withdrawal: 'reference',
	release_class: 'reference',
	release_protocol: 'reference',

	patient: 'clinic',
	course: 'clinic',
	session: 'clinic',
	assessment: 'clinic',
	side_effect: 'clinic',
	contact: 'clinic',
	course_profile: 'clinic',
	treated_course: 'clinic',
	trajectory: 'clinic',
	cube_clinic: 'clinic',
	clinic_choice: 'clinic',
	erased_patient: 'clinic',
	row_before: 'clinic',
	release_member: 'clinic',
	// Of a release whose clinics are not told apart the clinic is "all": its rows are on one node.
	release_course: 'clinic',
	release_trajectory: 'clinic',
	release_session: 'clinic',
	release_side_effect: 'clinic',
	release_contact: 'clinic',

	// One number counts the changes of all clinics, and a batch may be of several.
	data_version: 'installation',
	import_batch: 'installation',
	release_request: 'installation',
	cohort: 'installation',
	saved_view: 'installation',
	demo_visit: 'installation',
	person: 'installation',
	person_session: 'installation',
	person_account: 'installation',
	person_verification: 'installation',
	person_two_factor: 'installation',
	person_role: 'installation',
	invitation: 'installation',
	set_up_code: 'installation',
	throttle: 'installation',
	installation_setting: 'installation',
	pseudonym_key: 'installation',
	api_token: 'installation',
	audit_entry: 'installation'
} as const satisfies Record<keyof Database, Placement>;

/** The tables of one placement, in the order of the list. */
export const tablesOf = (placement: Placement): string[] =>
	Object.entries(PLACEMENT).flatMap(([table, its]) => (its === placement ? [table] : []));

/** Triggers that only refuse what the program never does, each with its reason. */
export const GUARDING_TRIGGERS: Readonly<Record<string, string>> = {
	audit_append_only: 'the chain of hashes tells of a changed entry without it'
};
