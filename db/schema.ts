/** The tables as Kysely sees them. A test compares this file with the database's own catalogue. */
import type { Generated } from 'kysely';
import type { Role, RoleGrant } from '#lib/domain/roles.ts';

type YesNo = 'yes' | 'no' | 'unknown';

export type ClinicTable = {
	clinic_id: string;
	label: string | null;
	/** Planned follow-up visits where the protocol names none. */
	visit_weeks: number[];
	/** The latest day, YYYY-MM-DD, up to which the clinic's records claim to be complete. */
	data_through: string;
	/** The data version that last changed this clinic. */
	data_version: number;
	synthetic: boolean;
};

export type PatientTable = {
	clinic_id: string;
	patient_id: string;
	/** The key that made the pseudonym; rotation raises it. */
	key_version: number;
	birth_year: number | null;
	age_at_start: number | null;
	sex: 'female' | 'male' | 'other' | 'unknown';
	skin_type: number | null;
	smoking: 'never' | 'former' | 'current' | 'unknown';
	keloid_history: YesNo;
	isotretinoin_6m: YesNo;
	anticoagulant: YesNo;
	pregnancy: YesNo;
	active_infection: YesNo;
	immunosuppressed: YesNo;
	research_consent: 'yes' | 'no' | 'withdrawn';
} & Stored;

export type ProtocolTable = {
	protocol_id: string;
	name: string;
	device_type: DeviceType;
	device_model: string | null;
	depth_mm_min: number | null;
	depth_mm_max: number | null;
	needle_count: number | null;
	passes: number | null;
	planned_sessions: number | null;
	planned_interval_days: number | null;
	visit_weeks: number[] | null;
	adjuncts: string[];
} & Stored;

export type DeviceType = 'pen' | 'stamp' | 'roller' | 'rf_needling' | 'other';

export type CourseTable = {
	clinic_id: string;
	course_id: string;
	patient_id: string;
	protocol_id: string | null;
	body_area: string;
	side: 'both' | 'left' | 'right' | 'midline' | 'na';
	pair_id: string | null;
	arm: string | null;
	concerns: string[];
	/** Calendar month of the first session, YYYY-MM. */
	start_month: string;
	status: 'planned' | 'ongoing' | 'completed' | 'discontinued' | 'lost_to_follow_up';
	end_day: number | null;
	visit_weeks: number[] | null;
	operator_code: string | null;
	control: YesNo;
	stop_reason: string | null;
} & Stored;

export type SessionTable = {
	clinic_id: string;
	course_id: string;
	session_no: number;
	session_day: number;
	performed: 'done' | 'cancelled' | 'no_show';
	depth_mm: number | null;
	depth_mm_min: number | null;
	depth_mm_max: number | null;
	device_type: DeviceType | null;
	device_model: string | null;
	needle_count: number | null;
	passes: number | null;
	adjuncts: string[];
	operator_code: string | null;
	endpoint: 'none' | 'erythema' | 'pinpoint_bleeding' | null;
	side_effects_asked: YesNo;
} & Stored;

export type AreaTable = {
	area_code: string;
	label: string;
	parent_code: string | null;
	usual_depth_mm_min: number | null;
	usual_depth_mm_max: number | null;
	depth_basis: string;
};

export type SideEffectTermTable = {
	term: string;
	label: string;
	expected: 'expected' | 'uncommon' | 'unexpected' | 'serious';
	resolution_days_min: number | null;
	resolution_days_max: number | null;
	escalate_after_days: number | null;
	source: string;
};

export type ContraindicationTable = {
	code: string;
	label: string;
	kind: string;
	washout: string | null;
	concern: string;
	source: string;
	notes: string | null;
};

export type InstrumentTable = { instrument_id: string; name: string; licence: string };

export type MeasureTable = {
	instrument_id: string;
	measure: string;
	name: string;
	concern: string;
	scale: string;
	min: number | null;
	max: number | null;
	step: number | null;
	unit: string;
	better: 'lower' | 'higher';
	has_baseline: boolean;
	percent_change_ok: boolean;
	mcid: number | null;
	/** Improvement in points that makes a responder; null when the rule is a percentage or absent. */
	responder_points: number | null;
	responder_percent: number | null;
	/** Cut points between mild, moderate and severe; null when the scale has no upper end. */
	severity_cut_1: number | null;
	severity_cut_2: number | null;
	labels: Record<string, string> | null;
};

export type AssessmentTable = {
	clinic_id: string;
	course_id: string;
	/** Hash of the natural key, 32 hexadecimal digits. */
	row_key: string;
	assessment_id: string | null;
	assessed_day: number;
	timepoint: 'baseline' | 'treatment' | 'follow_up';
	visit_label: string | null;
	body_area: string | null;
	side: string | null;
	view: 'left' | 'front' | 'right' | null;
	instrument_id: string;
	measure: string;
	value: number | null;
	missing_reason: string | null;
	rater_type: 'clinician' | 'blinded_clinician' | 'patient' | 'device';
	rater_code: string | null;
	replicate: number;
	quality: 'ok' | 'suspect' | 'rejected';
	imputed: 'none' | 'locf' | 'other';
} & Stored;

export type SideEffectTable = {
	clinic_id: string;
	patient_id: string;
	row_key: string;
	side_effect_id: string | null;
	course_id: string | null;
	session_no: number | null;
	term: string;
	severity: 'none' | 'mild' | 'moderate' | 'severe' | 'unknown';
	grade: number | null;
	onset_day: number | null;
	duration_days: number | null;
	ongoing: YesNo;
	serious: YesNo;
	solicited: YesNo;
	relatedness: string | null;
	outcome: string | null;
	reporter: 'clinician' | 'patient' | null;
} & Stored;

export type ContactTable = {
	clinic_id: string;
	course_id: string;
	contact_day: number;
	kind: 'session' | 'visit' | 'call' | 'diary';
	side_effects_asked: YesNo;
} & Stored;

/** Every stored row names the batch that wrote it and a hash of its content. */
type Stored = { batch_id: string; content_hash: string };

export type ImportBatchTable = {
	batch_id: string;
	kind: 'demo' | 'import';
	created_at: Generated<string>;
	data_version: number;
	/** Hash over the files' bytes; null for the demo. */
	files_hash: string | null;
	clinics: string[];
	/** Counts by table: new, changed, unchanged, refused, skipped; how many patients' rows. No cells. */
	report: Record<string, unknown>;
	/** Whether all it wrote over is in `row_before`. */
	can_be_undone: Generated<boolean>;
	/** The data version that took it back. */
	undone_in: number | null;
};

/** A row as it was before an import wrote over it, until that is taken back. */
export type RowBeforeTable = {
	/** Empty for a protocol, which is of no clinic. */
	clinic_id: string;
	batch_id: string;
	table_name: string;
	/** The values of its key, as a JSON list. */
	row_key: string;
	/** All its columns; null for a clinic that the import added. */
	before: Record<string, unknown> | null;
};

/** The numbered states of the data: one row for each change that was stored. */
export type DataVersionTable = {
	version: number;
	created_at: Generated<string>;
	reason: string;
	/** Of which something is other than before; null where that was not noted. */
	clinics: string[] | null;
};

/** Derived, one row a course: the bands it falls into. Kept in step by every write. */
export type CourseProfileTable = {
	clinic_id: string;
	course_id: string;
	patient_id: string;
	area: string;
	area_root: string;
	concern: string;
	depth_band: string | null;
	device: string | null;
	protocol_id: string | null;
	spacing_band: string | null;
	sessions_band: string | null;
	adjunct: string;
	skin_band: string | null;
	age_band: string | null;
	sex: string;
	smoking: string;
	operator_code: string | null;
	/** First day of the quarter in which the course began as YYYY-Qn. */
	quarter: string;
	control: boolean;
	pair_id: string | null;
	status: string;
	sessions_done: number;
	sessions_planned: number | null;
	/** Mean days between done sessions; null with fewer than two. */
	interval_days: number | null;
	/** Bit 0 is the first visit window: windows the schedule contains. */
	scheduled: number;
	/** Last day of the start month as days since 1970-01-01; a window closes this many days on. */
	month_end: number;
	/** Day on which a discontinued or lost course ended, null while it can still be seen. */
	dropped_day: number | null;
	/** Whether the clinic's schedule holds: the course and its protocol name none. */
	clinic_schedule: boolean;
};

/**
 * Derived, one row a course with a done session: what its done sessions say together. Effects are counted by
 * their place in SIDE_EFFECTS: the answered sessions after which one was reported, of any severity, moderate
 * and worse, severe; null where there is none.
 */
export type TreatedCourseTable = {
	clinic_id: string;
	course_id: string;
	sessions: number;
	/** With the side-effect question answered. */
	sessions_asked: number;
	/** Of the first session, of a range the upper end. */
	first_depth_mm: number | null;
	/** Of all reports, whether a session was named or asked about or not: that there is one, or one of these. */
	reported: boolean;
	/** Unexpected or serious. */
	unexpected: boolean;
	serious: boolean;
	effects: number[] | null;
	effects_moderate: number[] | null;
	effects_severe: number[] | null;
	/**
	 * Days of redness after the first answered session, 0 without a report of it, null where nobody asked. What
	 * is not known to have ended was there until the last answered session; so had what ended, nobody knows when.
	 */
	red_days: number | null;
	/** Whether it is known to have ended. */
	red_ended: boolean | null;
	/** Sessions whose depth can be held against the protocol's; those outside it, those deeper. */
	depth_judged: number;
	off_depth: number;
	deeper: number;
	/** Sessions under a protocol; those that say they were given with another device. */
	device_judged: number;
	other_device: number;
};

/** Derived, one row a course and measure: the scores by visit window, in hundredths of the unit. */
export type TrajectoryTable = Omit<
	CourseProfileTable,
	'status' | 'sessions_planned' | 'interval_days'
> & {
	measure: string;
	severity_band: string | null;
	/** +1 when higher is better, -1 when lower is better. */
	direction: number;
	baseline_x100: number | null;
	window_1: number | null;
	window_2: number | null;
	window_3: number | null;
	window_4: number | null;
	window_5: number | null;
	window_6: number | null;
	window_7: number | null;
	/** Improvement in hundredths that makes this course a responder; null without a rule or baseline. */
	responder_x100: number | null;
	/** Whether the patient has no other series of this measure in the clinic. */
	alone: boolean;
	/**
	 * Where it has, by which values it is apart from all of them, as bits: 1 needle depth, 2 device, 4 protocol,
	 * 8 sessions done, 16 adjunct, 32 practitioner, 64 quarter. None where it is alone.
	 */
	apart: number;
	/** Two readings of one day, in hundredths; null where the course was never read twice. */
	reading_1: number | null;
	reading_2: number | null;
};

type CubeNumber =
	| 'n'
	| 'patients'
	| 'sum'
	| 'sum_squares'
	| 'patient_sum_squares'
	| 'patient_count_squares'
	| 'patient_cross_products'
	| 'baseline'
	| 'baseline_squares'
	| 'baseline_cross_products'
	| 'responders'
	| 'responder_squares'
	| 'responder_cross_products'
	| 'responder_n'
	| 'responder_patients'
	| 'responder_count_squares'
	| 'due'
	| 'seen'
	| 'dropped'
	| 'not_yet_due';

/**
 * Derived, one row a clinic, measure, area and group of a grouping: the sums of improvement over its
 * patients, by visit window, in hundredths of the unit. They add up over clinics, never over areas.
 */
export type CubeClinicTable = {
	clinic_id: string;
	measure: string;
	/** A root; `all` of them, or `leading`: those on which the measure leads as published. */
	area_root: string;
	/** A dimension; `none` for everybody together. */
	grouping: string;
	/** The value of the grouping; empty where it is not recorded, and for everybody together. */
	line: string;
	patients: number;
	courses: number;
	without_baseline: number;
} & Record<`${CubeNumber}_${1 | 2 | 3 | 4 | 5 | 6 | 7}`, number>;

/** What a clinic decided about how its figures are read; `subject` and `value` follow from `kind`. */
export type ClinicChoiceTable = {
	clinic_id: string;
	kind: 'responder' | 'worthwhile' | 'primary' | 'visits';
	/** The measure's code, `wrinkles.face`, or empty. */
	subject: string;
	value: Record<string, unknown>;
	decided_at: Generated<string>;
	/** A person's id. */
	decided_by: string;
};

/** An answer somebody comes back to: the question, never its figures. */
export type SavedViewTable = {
	id: string;
	/** Whose it is: a person's, or a visit's of the demo. */
	person_id: string | null;
	visit_hash: string | null;
	name: string;
	analysis: string;
	/** The canonical query. */
	query: string;
	/** The clinic whose staff see it. */
	shared_with: string | null;
	created_at: Generated<string>;
};

/** A visitor of the demo: what the cookie's hash stands for. */
export type DemoVisitTable = {
	token_hash: string;
	role: string;
	clinics: string[];
	operator_code: string | null;
	expires_at: string;
	/** When it was last used: an idle visit ends. */
	seen_at: Generated<string>;
};

/** Someone with an account. The tables with `person_` in front are the accounts library's, but for roles. */
export type PersonTable = {
	id: string;
	name: string;
	email: string;
	email_verified: Generated<boolean>;
	image: string | null;
	created_at: Generated<string>;
	updated_at: Generated<string>;
	two_factor_enabled: Generated<boolean>;
	/** Set while the person may not sign in. */
	disabled_at: string | null;
};

export type PersonSessionTable = {
	id: string;
	/** SHA-256 of what the cookie holds. */
	token: string;
	person_id: string;
	expires_at: string;
	created_at: Generated<string>;
	updated_at: Generated<string>;
	ip_address: string | null;
	user_agent: string | null;
	/** The role worked in, of those the person has. */
	active_role: string | null;
};

export type PersonAccountTable = {
	id: string;
	account_id: string;
	provider_id: string;
	person_id: string;
	access_token: string | null;
	refresh_token: string | null;
	id_token: string | null;
	access_token_expires_at: string | null;
	refresh_token_expires_at: string | null;
	scope: string | null;
	password: string | null;
	created_at: Generated<string>;
	updated_at: Generated<string>;
};

export type PersonVerificationTable = {
	id: string;
	identifier: string;
	value: string;
	expires_at: string;
	created_at: Generated<string>;
	updated_at: Generated<string>;
};

export type PersonTwoFactorTable = {
	id: string;
	person_id: string;
	secret: string;
	backup_codes: string;
	verified: Generated<boolean>;
	failed_verification_count: Generated<number>;
	locked_until: string | null;
};

/** What a person may do; clinics for staff, the operator code for "mine". */
export type PersonRoleTable = {
	person_id: string;
	role: Role;
	clinics: string[];
	operator_code: string | null;
};

/** A link that lets its holder choose a password: for a new person, or for one who lost it. */
export type InvitationTable = {
	id: string;
	/** SHA-256 of the link's secret. */
	token_hash: string;
	kind: 'invitation' | 'reset';
	email: string;
	name: string;
	/** Whose password is chosen anew; null for an invitation. */
	person_id: string | null;
	roles: RoleGrant[];
	/** The id of the person, or "console". */
	invited_by: string;
	created_at: Generated<string>;
	expires_at: string;
	used_at: string | null;
	withdrawn_at: string | null;
};

/** The one-time code of the first administrator, while there is none. */
export type SetUpCodeTable = { code_hash: string; created_at: Generated<string> };

/** Wrong tries, per account and per address; kept over restarts. */
export type ThrottleTable = { key: string; failures: number; last_failure_at: string };

/** What administrators decided in the pages rather than in the environment. */
export type InstallationSettingTable = {
	name: string;
	value: string;
	updated_at: Generated<string>;
	updated_by: string;
};

/** The keys that made pseudonyms, each told by its fingerprint only. */
export type PseudonymKeyTable = {
	version: number;
	fingerprint: string;
	created_at: Generated<string>;
};

/** Whose records were erased, so that a later file does not bring them back. */
export type ErasedPatientTable = {
	clinic_id: string;
	patient_id: string;
	/** The key that made the pseudonym; 0 for a study id. */
	key_version: number;
	erased_at: Generated<string>;
};

/** Who did what, chained: each entry's hash covers the one before. Only ever added to. */
export type AuditEntryTable = {
	entry_no: number;
	at: string;
	/** A person's id, "visitor", "demo" or "console". */
	actor: string;
	role: string | null;
	clinic: string | null;
	action: string;
	object: string | null;
	outcome: 'done' | 'refused' | 'failed';
	request_id: string | null;
	address: string | null;
	detail: Record<string, unknown>;
	previous_hash: string;
	hash: string;
};

/** What a researcher asks a release for, and what became of it. */
export type ReleaseRequestTable = {
	request_no: number;
	purpose: string;
	/** The columns that matter most, the first most of all. */
	columns: string[];
	ethics_reference: string;
	person_id: string | null;
	visit_hash: string | null;
	/** The person's name as it stood, or "a visitor of the demo". */
	asked_by: string;
	asked_at: Generated<string>;
	answer: Generated<'open' | 'made' | 'declined'>;
	answer_reason: string | null;
	answered_at: string | null;
};

/** A numbered copy of the records that never changes. */
export type ReleaseTable = {
	release_no: number;
	title: string;
	description: string;
	ethics_reference: string;
	request_no: number | null;
	/** Whose records it was made of; not told to researchers. */
	clinics: string[];
	/** What its maker chose: ReleaseChoices. */
	choices: Record<string, unknown>;
	/** The privacy report: ReleaseReport. */
	report: Record<string, unknown>;
	/** The data version it was made from. */
	data_version: number;
	synthetic: boolean;
	made_at: string;
	/** A person's id, "demo" or "console". */
	made_by: string;
	/** SHA-256 over its rows in a fixed order and spelling. */
	hash: string;
};

export type ReleaseWithdrawalTable = {
	release_no: number;
	reason: string;
	withdrawn_at: Generated<string>;
	withdrawn_by: string;
};

/** Which course went into which class, to hold later releases against. Leaves the server in no form. */
export type ReleaseMemberTable = {
	release_no: number;
	clinic_id: string;
	patient_id: string;
	course_id: string;
	class_no: number;
};

/** What the courses of a class have in common: column and value, as they were released. */
export type ReleaseClassTable = {
	release_no: number;
	class_no: number;
	bands: Record<string, unknown>;
};

/** The bands of a released course; null where a column was dropped or nothing is on record. */
type ReleasedBands = {
	area: string | null;
	area_root: string | null;
	concern: string | null;
	depth_band: string | null;
	device: string | null;
	protocol_id: string | null;
	spacing_band: string | null;
	sessions_band: string | null;
	adjunct: string | null;
	skin_band: string | null;
	age_band: string | null;
	sex: string | null;
	smoking: string | null;
	/** The year in which the course began. */
	year: string | null;
	control: boolean;
	pair_id: string | null;
	/** As far as the band of sessions tells: its lower end. */
	sessions_done: number;
	/** Bit 0 is the first visit window: windows that were due when the release was made. */
	scheduled: number;
	/** The opening day of the last window that had opened when the course was dropped. */
	dropped_day: number | null;
};

/** A course under a random id. `clinic_id` is a number of this release, or "all". */
export type ReleaseCourseTable = {
	release_no: number;
	clinic_id: string;
	course_id: string;
	/** The same for all courses of a patient only where the release links them. */
	patient_id: string;
	status: string;
	sessions_planned: number | null;
	interval_days: number | null;
	keloid_history: string | null;
	isotretinoin_6m: string | null;
	anticoagulant: string | null;
	pregnancy: string | null;
	active_infection: string | null;
	immunosuppressed: string | null;
} & ReleasedBands;

/** A released course's scores on one measure, in hundredths, by visit window. */
export type ReleaseTrajectoryTable = {
	release_no: number;
	clinic_id: string;
	course_id: string;
	patient_id: string;
	measure: string;
	direction: number;
	baseline_x100: number | null;
	window_1: number | null;
	window_2: number | null;
	window_3: number | null;
	window_4: number | null;
	window_5: number | null;
	window_6: number | null;
	window_7: number | null;
	responder_x100: number | null;
} & ReleasedBands;

/** A done session on its nominal day: the spacing's band says how far apart. */
export type ReleaseSessionTable = {
	release_no: number;
	clinic_id: string;
	course_id: string;
	session_no: number;
	session_day: number;
	endpoint: string | null;
	side_effects_asked: string;
};

export type ReleaseSideEffectTable = {
	release_no: number;
	clinic_id: string;
	course_id: string;
	/** Random, of this release. */
	row_key: string;
	session_no: number | null;
	term: string;
	severity: string;
	grade: number | null;
	onset_day: number | null;
	duration_days: number | null;
	ongoing: string;
	serious: string;
	solicited: string;
	relatedness: string | null;
	outcome: string | null;
};

export type ReleaseContactTable = {
	release_no: number;
	clinic_id: string;
	course_id: string;
	contact_day: number;
	kind: string;
	side_effects_asked: string;
};

/** A protocol that courses of the release were given under, as it was when the release was made. */
export type ReleaseProtocolTable = Pick<
	ProtocolTable,
	| 'protocol_id'
	| 'name'
	| 'device_type'
	| 'device_model'
	| 'depth_mm_min'
	| 'depth_mm_max'
	| 'needle_count'
	| 'passes'
	| 'planned_sessions'
	| 'planned_interval_days'
> & {
	release_no: number;
	/** With semicolons between; null where the protocol names none. */
	visit_weeks: string | null;
	/** With semicolons between. */
	adjuncts: string;
};

/** A part of a release by rules, saved under a name; a change is a new version. */
export type CohortTable = {
	slug: string;
	version: number;
	release_no: number;
	title: string;
	description: string;
	/** CohortRules. */
	rules: Record<string, unknown>;
	made_at: Generated<string>;
	made_by: string;
	person_id: string | null;
};

/** A key for programs: opens releases and their cohorts, nothing else. */
export type ApiTokenTable = {
	id: string;
	/** SHA-256 of the token. */
	token_hash: string;
	person_id: string;
	name: string;
	created_at: Generated<string>;
	expires_at: string;
	last_used_at: string | null;
	revoked_at: string | null;
};

export type PublishedSourceTable = {
	study_id: string;
	/** For small places: "Alqam 2022". */
	label: string;
	/** Studies with the same value report on the same people. */
	cohort: string;
	citation: string;
	year: number | null;
	doi: string | null;
	pmid: string | null;
	pmcid: string | null;
	registration: string | null;
	design: string;
	evidence_type: string;
	concerns: string;
	areas: string;
	device: DeviceType | null;
	n_enrolled: number | null;
	n_completed: number | null;
	page_seen: string;
	what_was_seen: string;
	used_for: string;
	note: string | null;
	/** What a reader must know before using any of its numbers. */
	caution: string | null;
};

export type PublishedOutcomeTable = {
	row_id: string;
	study_id: string;
	arm_id: string;
	arm_role:
		| 'microneedling'
		| 'rf_microneedling'
		| 'comparator'
		| 'untreated_control'
		| 'comparison'
		| 'mixed';
	/** Null when the source mixes areas. */
	area: string | null;
	concern: string;
	/** Code of a measure, or of an instrument that is none. */
	instrument: string;
	instrument_as_reported: string;
	scale_min: number | null;
	scale_max: number | null;
	/** Null when the source does not say. */
	better: 'lower' | 'higher' | null;
	depth_mm_min: number | null;
	depth_mm_max: number | null;
	device_model: string | null;
	device: DeviceType | null;
	sessions: number | null;
	session_interval_weeks: number | null;
	adjunct: string | null;
	n_arm: number | null;
	n_analyzed: number | null;
	time_point_reported: string | null;
	weeks_from_first_session: number | null;
	weeks_after_last_session: number | null;
	weeks_basis: string | null;
	measure_type: string;
	baseline_mean: number | null;
	baseline_sd: number | null;
	followup_mean: number | null;
	followup_sd: number | null;
	/** Follow-up minus baseline on the instrument's own scale. */
	change_mean: number | null;
	change_sd: number | null;
	change_ci_low: number | null;
	change_ci_high: number | null;
	ci_level_pct: number | null;
	/** What the sd columns hold; SD when null. */
	dispersion_type: string | null;
	percent_improvement_reported: number | null;
	percent_improvement_sd: number | null;
	responder_definition: string | null;
	responder_n: number | null;
	responder_denominator: number | null;
	responder_percent: number | null;
	p_value_reported: string | null;
	percent_from_means_derived: number | null;
	consistency: string | null;
	page_seen: string;
	confidence: 'high' | 'medium' | 'low';
	note: string | null;
};

export type PublishedSideEffectTable = {
	row_id: string;
	study_id: string;
	arm_id: string;
	area: string | null;
	concern: string;
	depth_mm_min: number | null;
	depth_mm_max: number | null;
	device: DeviceType | null;
	sessions: number | null;
	/** Null for a summary of several terms, which `summary` then names. */
	term: string | null;
	summary: string | null;
	term_as_reported: string;
	n_affected: number | null;
	n_at_risk: number | null;
	percent: number | null;
	count_basis: string | null;
	severity_as_reported: string | null;
	duration_value: number | null;
	duration_unit: string | null;
	duration_min_days: number | null;
	duration_max_days: number | null;
	duration_as_reported: string | null;
	page_seen: string;
	confidence: 'high' | 'medium' | 'low';
	note: string | null;
};

export type Database = {
	clinic: ClinicTable;
	patient: PatientTable;
	protocol: ProtocolTable;
	course: CourseTable;
	session: SessionTable;
	area: AreaTable;
	side_effect_term: SideEffectTermTable;
	contraindication: ContraindicationTable;
	instrument: InstrumentTable;
	measure: MeasureTable;
	assessment: AssessmentTable;
	side_effect: SideEffectTable;
	contact: ContactTable;
	import_batch: ImportBatchTable;
	data_version: DataVersionTable;
	course_profile: CourseProfileTable;
	treated_course: TreatedCourseTable;
	trajectory: TrajectoryTable;
	cube_clinic: CubeClinicTable;
	clinic_choice: ClinicChoiceTable;
	saved_view: SavedViewTable;
	demo_visit: DemoVisitTable;
	published_source: PublishedSourceTable;
	published_outcome: PublishedOutcomeTable;
	published_side_effect: PublishedSideEffectTable;
	person: PersonTable;
	person_session: PersonSessionTable;
	person_account: PersonAccountTable;
	person_verification: PersonVerificationTable;
	person_two_factor: PersonTwoFactorTable;
	person_role: PersonRoleTable;
	invitation: InvitationTable;
	set_up_code: SetUpCodeTable;
	throttle: ThrottleTable;
	installation_setting: InstallationSettingTable;
	pseudonym_key: PseudonymKeyTable;
	erased_patient: ErasedPatientTable;
	row_before: RowBeforeTable;
	audit_entry: AuditEntryTable;
	release_request: ReleaseRequestTable;
	release: ReleaseTable;
	release_withdrawal: ReleaseWithdrawalTable;
	release_member: ReleaseMemberTable;
	release_class: ReleaseClassTable;
	release_course: ReleaseCourseTable;
	release_trajectory: ReleaseTrajectoryTable;
	release_session: ReleaseSessionTable;
	release_side_effect: ReleaseSideEffectTable;
	release_contact: ReleaseContactTable;
	release_protocol: ReleaseProtocolTable;
	cohort: CohortTable;
	api_token: ApiTokenTable;
};

/** The tables that hold records of one clinic: narrowed for every viewer, walled by row-level security. */
export const CLINIC_TABLES = [
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
	'cube_clinic'
] as const satisfies readonly (keyof Database)[];
