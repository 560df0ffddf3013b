/**
 * Releases: numbered copies of the records that never change, what was asked for, and the cohorts and
 * tokens that rest on them. Nobody but the owner of the tables can change or remove a row of a release.
 */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

const REQUESTS = [
	`create table release_request (
		request_no integer primary key,
		purpose text not null check (char_length(purpose) between 1 and 1000),
		columns text[] not null,
		ethics_reference text not null check (char_length(ethics_reference) <= 200),
		person_id text references person on delete set null,
		visit_hash text references demo_visit on delete set null,
		asked_by text not null,
		asked_at timestamptz not null default now(),
		answer text not null default 'open' check (answer in ('open', 'made', 'declined')),
		answer_reason text,
		answered_at timestamptz
	)`
];

const RELEASES = [
	`create table release (
		release_no integer primary key,
		title text not null,
		description text not null,
		ethics_reference text not null,
		request_no integer references release_request,
		clinics text[] not null,
		choices jsonb not null,
		report jsonb not null,
		data_version integer not null,
		synthetic boolean not null,
		made_at timestamptz not null,
		made_by text not null,
		hash text not null
	)`,
	`create table release_withdrawal (
		release_no integer primary key references release on delete cascade,
		reason text not null,
		withdrawn_at timestamptz not null default now(),
		withdrawn_by text not null
	)`,
	// Who stands in which class, to hold a later release against. Never told, and without the row's id.
	`create table release_member (
		release_no integer not null references release on delete cascade,
		clinic_id text not null,
		patient_id text not null,
		course_id text not null,
		class_no integer not null,
		primary key (clinic_id, release_no, course_id)
	)`,
	`create table release_class (
		release_no integer not null references release on delete cascade,
		class_no integer not null,
		bands jsonb not null,
		primary key (release_no, class_no)
	)`
];

/** The bands of a released course; null where a column was dropped or nothing is on record. */
const BANDS = `area text,
	area_root text,
	concern text,
	depth_band text,
	device text,
	protocol_id text,
	spacing_band text,
	sessions_band text,
	adjunct text,
	skin_band text,
	age_band text,
	sex text,
	smoking text,
	year text,
	control boolean not null,
	pair_id text,
	sessions_done integer not null,
	scheduled integer not null,
	dropped_day integer`;

const ROWS = [
	`create table release_course (
		release_no integer not null references release on delete cascade,
		clinic_id text not null,
		course_id text not null,
		patient_id text not null,
		${BANDS},
		status text not null,
		sessions_planned integer,
		interval_days double precision,
		keloid_history text,
		isotretinoin_6m text,
		anticoagulant text,
		pregnancy text,
		active_infection text,
		immunosuppressed text,
		primary key (clinic_id, release_no, course_id)
	)`,
	`create table release_trajectory (
		release_no integer not null references release on delete cascade,
		clinic_id text not null,
		course_id text not null,
		patient_id text not null,
		measure text not null,
		direction integer not null,
		${BANDS},
		baseline_x100 integer,
		window_1 integer,
		window_2 integer,
		window_3 integer,
		window_4 integer,
		window_5 integer,
		window_6 integer,
		window_7 integer,
		responder_x100 integer,
		primary key (clinic_id, release_no, course_id, measure)
	)`,
	`create table release_session (
		release_no integer not null references release on delete cascade,
		clinic_id text not null,
		course_id text not null,
		session_no integer not null,
		session_day integer not null,
		endpoint text,
		side_effects_asked text not null,
		primary key (clinic_id, release_no, course_id, session_no)
	)`,
	`create table release_side_effect (
		release_no integer not null references release on delete cascade,
		clinic_id text not null,
		course_id text not null,
		row_key text not null,
		session_no integer,
		term text not null,
		severity text not null,
		grade integer,
		onset_day integer,
		duration_days numeric(5, 1),
		ongoing text not null,
		serious text not null,
		solicited text not null,
		relatedness text,
		outcome text,
		primary key (clinic_id, release_no, course_id, row_key)
	)`,
	`create table release_contact (
		release_no integer not null references release on delete cascade,
		clinic_id text not null,
		course_id text not null,
		contact_day integer not null,
		kind text not null,
		side_effects_asked text not null,
		primary key (clinic_id, release_no, course_id, contact_day)
	)`
];

const COHORTS = [
	`create table cohort (
		slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 60),
		version integer not null,
		release_no integer not null references release on delete cascade,
		title text not null check (char_length(title) between 1 and 80),
		description text not null check (char_length(description) <= 1000),
		rules jsonb not null,
		made_at timestamptz not null default now(),
		made_by text not null,
		person_id text references person on delete set null,
		primary key (slug, version)
	)`,
	`create table api_token (
		id text primary key,
		token_hash text not null unique,
		person_id text not null references person on delete cascade,
		name text not null check (char_length(name) between 1 and 80),
		created_at timestamptz not null default now(),
		expires_at timestamptz not null,
		last_used_at timestamptz,
		revoked_at timestamptz
	)`
];

const ROW_TABLES = [
	'release_course',
	'release_trajectory',
	'release_session',
	'release_side_effect',
	'release_contact'
];

/**
 * The server may add to a release's tables and read them, never change or remove; questions read the rows
 * of the one release that is named for their transaction.
 */
const WALL = [
	...ROW_TABLES.flatMap((table) => [
		`alter table ${table} enable row level security`,
		`grant select on ${table} to stipple_reader`,
		`create policy named_release on ${table} for select to stipple_reader
			using (release_no = nullif(current_setting('app.release', true), '')::int)`,
		`grant select, insert on ${table} to stipple_app`,
		`create policy app_reads on ${table} for select to stipple_app using (true)`,
		`create policy app_adds on ${table} for insert to stipple_app with check (true)`
	]),
	// The planner takes a table for empty until somebody counts, which only its owner may.
	`create function count_release_rows() returns void language plpgsql security definer
		set search_path from current as $$
	begin
		analyze ${ROW_TABLES.join(', ')};
	end $$`,
	`revoke all on function count_release_rows() from public`,
	`grant execute on function count_release_rows() to stipple_app`,
	`grant select, insert on release, release_withdrawal, release_member, release_class to stipple_app`,
	`grant select, insert, update on release_request to stipple_app`,
	`grant select, insert on cohort to stipple_app`,
	`grant select, insert, update on api_token to stipple_app`
];

export const up = (db: Kysely<unknown>): Promise<void> =>
	runStatements(db, [...REQUESTS, ...RELEASES, ...ROWS, ...COHORTS, ...WALL]);
