/** Records of the clinics, the dictionaries, the derived tables, and the wall between the clinics. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

const yesNo = `in ('yes', 'no', 'unknown')`;

const TABLES = [
	`create table data_version (
		version int primary key,
		created_at timestamptz not null default now(),
		reason text not null
	)`,
	`create table import_batch (
		batch_id text primary key,
		kind text not null check (kind in ('demo', 'import')),
		created_at timestamptz not null default now(),
		data_version int not null,
		files_hash text,
		clinics text[] not null,
		report jsonb not null
	)`,
	`create table area (
		area_code text primary key,
		label text not null,
		parent_code text,
		usual_depth_mm_min numeric(4, 2),
		usual_depth_mm_max numeric(4, 2),
		depth_basis text not null
	)`,
	`create table side_effect_term (
		term text primary key,
		label text not null,
		expected text not null check (expected in ('expected', 'uncommon', 'unexpected', 'serious')),
		resolution_days_min int,
		resolution_days_max int,
		escalate_after_days int,
		source text not null
	)`,
	`create table contraindication (
		code text primary key,
		label text not null,
		kind text not null,
		washout text,
		concern text not null,
		source text not null,
		notes text
	)`,
	`create table instrument (
		instrument_id text primary key,
		name text not null,
		licence text not null
	)`,
	`create table measure (
		measure text primary key,
		instrument_id text not null,
		name text not null,
		concern text not null,
		scale text not null,
		min numeric,
		max numeric,
		step numeric,
		unit text not null,
		better text not null check (better in ('lower', 'higher')),
		has_baseline boolean not null,
		percent_change_ok boolean not null,
		mcid numeric,
		responder_points numeric,
		responder_percent numeric,
		severity_cut_1 numeric,
		severity_cut_2 numeric,
		labels jsonb
	)`,
	`create table protocol (
		protocol_id text primary key,
		name text not null,
		device_type text not null,
		device_model text,
		depth_mm_min numeric(4, 2),
		depth_mm_max numeric(4, 2),
		needle_count int,
		passes int,
		planned_sessions int,
		planned_interval_days int,
		visit_weeks int[],
		adjuncts text[] not null,
		batch_id text not null,
		content_hash text not null,
		check (depth_mm_min <= depth_mm_max)
	)`,
	`create table clinic (
		clinic_id text primary key,
		label text,
		visit_weeks int[] not null,
		data_through date not null,
		data_version int not null,
		synthetic boolean not null
	)`,
	`create table patient (
		clinic_id text not null references clinic,
		patient_id text not null,
		key_version int not null,
		birth_year int,
		age_at_start int check (age_at_start between 0 and 90),
		sex text not null check (sex in ('female', 'male', 'other', 'unknown')),
		skin_type int check (skin_type between 1 and 6),
		smoking text not null check (smoking in ('never', 'former', 'current', 'unknown')),
		keloid_history text not null check (keloid_history ${yesNo}),
		isotretinoin_6m text not null check (isotretinoin_6m ${yesNo}),
		anticoagulant text not null check (anticoagulant ${yesNo}),
		pregnancy text not null check (pregnancy ${yesNo}),
		active_infection text not null check (active_infection ${yesNo}),
		immunosuppressed text not null check (immunosuppressed ${yesNo}),
		research_consent text not null check (research_consent in ('yes', 'no', 'withdrawn')),
		batch_id text not null,
		content_hash text not null,
		primary key (clinic_id, patient_id)
	)`,
	`create table course (
		clinic_id text not null,
		course_id text not null,
		patient_id text not null,
		protocol_id text,
		body_area text not null,
		side text not null check (side in ('both', 'left', 'right', 'midline', 'na')),
		pair_id text,
		arm text,
		concerns text[] not null,
		start_month text not null check (start_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
		status text not null
			check (status in ('planned', 'ongoing', 'completed', 'discontinued', 'lost_to_follow_up')),
		end_day int,
		visit_weeks int[],
		operator_code text,
		control text not null check (control ${yesNo}),
		stop_reason text,
		batch_id text not null,
		content_hash text not null,
		primary key (clinic_id, course_id),
		foreign key (clinic_id, patient_id) references patient
	)`,
	`create index course_by_patient on course (clinic_id, patient_id)`,
	`create table session (
		clinic_id text not null,
		course_id text not null,
		session_no int not null check (session_no >= 1),
		session_day int not null,
		performed text not null check (performed in ('done', 'cancelled', 'no_show')),
		depth_mm numeric(4, 2) check (depth_mm between 0.05 and 6),
		depth_mm_min numeric(4, 2) check (depth_mm_min between 0.05 and 6),
		depth_mm_max numeric(4, 2) check (depth_mm_max between 0.05 and 6),
		device_type text,
		device_model text,
		needle_count int,
		passes int,
		adjuncts text[] not null,
		operator_code text,
		endpoint text,
		side_effects_asked text not null check (side_effects_asked ${yesNo}),
		batch_id text not null,
		content_hash text not null,
		primary key (clinic_id, course_id, session_no),
		foreign key (clinic_id, course_id) references course,
		check (depth_mm_min <= depth_mm_max)
	)`,
	`create table assessment (
		clinic_id text not null,
		course_id text not null,
		row_key text not null,
		assessment_id text,
		assessed_day int not null,
		timepoint text not null check (timepoint in ('baseline', 'treatment', 'follow_up')),
		visit_label text,
		body_area text,
		side text,
		view text check (view in ('left', 'front', 'right')),
		instrument_id text not null,
		measure text not null,
		value numeric,
		missing_reason text,
		rater_type text not null
			check (rater_type in ('clinician', 'blinded_clinician', 'patient', 'device')),
		rater_code text,
		replicate int not null,
		quality text not null check (quality in ('ok', 'suspect', 'rejected')),
		imputed text not null check (imputed in ('none', 'locf', 'other')),
		batch_id text not null,
		content_hash text not null,
		primary key (clinic_id, course_id, row_key),
		foreign key (clinic_id, course_id) references course,
		check (timepoint <> 'baseline' or assessed_day <= 0),
		check (value is not null or missing_reason is not null)
	)`,
	`create table side_effect (
		clinic_id text not null,
		patient_id text not null,
		row_key text not null,
		side_effect_id text,
		course_id text,
		session_no int,
		term text not null,
		severity text not null check (severity in ('none', 'mild', 'moderate', 'severe', 'unknown')),
		grade int check (grade between 1 and 5),
		onset_day int,
		duration_days numeric(5, 1) check (duration_days >= 0),
		ongoing text not null check (ongoing ${yesNo}),
		serious text not null check (serious ${yesNo}),
		solicited text not null check (solicited ${yesNo}),
		relatedness text,
		outcome text,
		reporter text check (reporter in ('clinician', 'patient')),
		batch_id text not null,
		content_hash text not null,
		primary key (clinic_id, patient_id, row_key),
		foreign key (clinic_id, patient_id) references patient
	)`,
	`create index side_effect_by_course on side_effect (clinic_id, course_id)`,
	`create table contact (
		clinic_id text not null,
		course_id text not null,
		contact_day int not null,
		kind text not null check (kind in ('session', 'visit', 'call', 'diary')),
		side_effects_asked text not null check (side_effects_asked ${yesNo}),
		batch_id text not null,
		content_hash text not null,
		primary key (clinic_id, course_id, contact_day),
		foreign key (clinic_id, course_id) references course
	)`
];

const PROFILE_COLUMNS = `
		patient_id text not null,
		area text not null,
		area_root text not null,
		concern text not null,
		depth_band text,
		device text,
		protocol_id text,
		spacing_band text,
		sessions_band text,
		adjunct text not null,
		skin_band text,
		age_band text,
		sex text not null,
		smoking text not null,
		operator_code text,
		quarter text not null,
		control boolean not null,
		pair_id text,
		sessions_done int not null,
		scheduled int not null,
		month_end int not null,
		dropped_day int`;

const DERIVED = [
	`create table course_profile (
		clinic_id text not null,
		course_id text not null,
		${PROFILE_COLUMNS},
		status text not null,
		sessions_planned int,
		interval_days double precision,
		sessions_off_depth int not null,
		primary key (clinic_id, course_id)
	)`,
	`create table trajectory (
		clinic_id text not null,
		course_id text not null,
		measure text not null,
		${PROFILE_COLUMNS},
		severity_band text,
		direction int not null,
		baseline_x100 int,
		window_1 int,
		window_2 int,
		window_3 int,
		window_4 int,
		window_5 int,
		window_6 int,
		window_7 int,
		responder_x100 int,
		primary key (clinic_id, course_id, measure)
	)`,
	`create index trajectory_by_measure on trajectory (clinic_id, concern, measure)`
];

const DEMO = [
	`create table demo_visit (
		token_hash text primary key,
		role text not null,
		clinics text[] not null,
		operator_code text,
		expires_at timestamptz not null
	)`
];

const WALLED = [
	'clinic',
	'patient',
	'course',
	'session',
	'assessment',
	'side_effect',
	'contact',
	'course_profile',
	'trajectory'
];
const DICTIONARIES = [
	'area',
	'side_effect_term',
	'contraindication',
	'instrument',
	'measure',
	'protocol',
	'data_version'
];

/** A role that owns nothing and reads only rows of the clinics named for its transaction. */
const WALL = [
	`do $$ begin
		if not exists (select from pg_roles where rolname = 'stipple_reader') then
			create role stipple_reader nologin;
		end if;
		if current_setting('server_version_num')::int < 160000 then
			if not pg_has_role(current_user, 'stipple_reader', 'member') then
				execute format('grant stipple_reader to %I', current_user);
			end if;
		-- Since PostgreSQL 16 whoever makes a role may hand it on, but not yet act as it.
		elsif not pg_has_role(current_user, 'stipple_reader', 'set') then
			execute format('grant stipple_reader to %I with set true', current_user);
		end if;
	exception when duplicate_object or unique_violation then null;
	end $$`,
	`grant select on ${[...WALLED, ...DICTIONARIES].join(', ')} to stipple_reader`,
	...WALLED.flatMap((table) => [
		`alter table ${table} enable row level security`,
		`create policy own_clinics on ${table} for select to stipple_reader
			using (clinic_id = any (string_to_array(current_setting('app.clinics', true), ',')))`
	])
];

export const up = (db: Kysely<unknown>): Promise<void> =>
	runStatements(db, [...TABLES, ...DERIVED, ...DEMO, ...WALL]);
