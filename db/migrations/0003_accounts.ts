/** People and their rights, the audit's chain, and the role the server works in, which owns nothing. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

/** What the accounts library keeps: its tables under our names, its fields in our case. */
const ACCOUNTS = [
	`create table person (
		id text primary key,
		name text not null,
		email text not null unique,
		email_verified boolean not null default false,
		image text,
		created_at timestamptz not null default now(),
		updated_at timestamptz not null default now(),
		two_factor_enabled boolean not null default false,
		disabled_at timestamptz
	)`,
	`create table person_session (
		id text primary key,
		token text not null unique,
		person_id text not null references person on delete cascade,
		expires_at timestamptz not null,
		created_at timestamptz not null default now(),
		updated_at timestamptz not null default now(),
		ip_address text,
		user_agent text,
		active_role text
	)`,
	`create index person_session_by_person on person_session (person_id)`,
	`create table person_account (
		id text primary key,
		account_id text not null,
		provider_id text not null,
		person_id text not null references person on delete cascade,
		access_token text,
		refresh_token text,
		id_token text,
		access_token_expires_at timestamptz,
		refresh_token_expires_at timestamptz,
		scope text,
		password text,
		created_at timestamptz not null default now(),
		updated_at timestamptz not null default now()
	)`,
	`create index person_account_by_person on person_account (person_id)`,
	`create table person_verification (
		id text primary key,
		identifier text not null,
		value text not null,
		expires_at timestamptz not null,
		created_at timestamptz not null default now(),
		updated_at timestamptz not null default now()
	)`,
	`create index person_verification_by_identifier on person_verification (identifier)`,
	`create table person_two_factor (
		id text primary key,
		person_id text not null references person on delete cascade,
		secret text not null,
		backup_codes text not null,
		verified boolean not null default true,
		failed_verification_count int not null default 0,
		locked_until timestamptz
	)`
];

const RIGHTS = [
	`create table person_role (
		person_id text not null references person on delete cascade,
		role text not null
			check (role in ('administrator', 'director', 'practitioner', 'researcher')),
		clinics text[] not null,
		operator_code text,
		primary key (person_id, role),
		check (role in ('director', 'practitioner') or clinics = '{}'),
		check (role = 'practitioner' or operator_code is null)
	)`,
	`create table invitation (
		id text primary key,
		token_hash text not null unique,
		kind text not null check (kind in ('invitation', 'reset')),
		email text not null,
		name text not null,
		person_id text references person on delete cascade,
		roles jsonb not null,
		invited_by text not null,
		created_at timestamptz not null default now(),
		expires_at timestamptz not null,
		used_at timestamptz,
		withdrawn_at timestamptz,
		check ((kind = 'reset') = (person_id is not null))
	)`,
	`create table set_up_code (
		code_hash text primary key,
		created_at timestamptz not null default now()
	)`,
	`create table throttle (
		key text primary key,
		failures int not null,
		last_failure_at timestamptz not null
	)`,
	`create table installation_setting (
		name text primary key,
		value text not null,
		updated_at timestamptz not null default now(),
		updated_by text not null
	)`,
	`alter table demo_visit add column seen_at timestamptz not null default now()`
];

/** Which keys made the pseudonyms, and whom not to store again. */
const PSEUDONYMS = [
	`create table pseudonym_key (
		version int primary key,
		fingerprint text not null unique,
		created_at timestamptz not null default now()
	)`,
	`create table erased_patient (
		clinic_id text not null,
		patient_id text not null,
		key_version int not null,
		erased_at timestamptz not null default now(),
		primary key (clinic_id, patient_id)
	)`
];

const AUDIT = [
	`create table audit_entry (
		entry_no bigint primary key,
		at timestamptz not null,
		actor text not null,
		role text,
		clinic text,
		action text not null,
		object text,
		outcome text not null check (outcome in ('done', 'refused', 'failed')),
		request_id text,
		address text,
		detail jsonb not null,
		previous_hash text not null,
		hash text not null unique
	)`,
	`create index audit_entry_by_time on audit_entry (at)`,
	`create function audit_is_append_only() returns trigger language plpgsql as $$
	begin
		raise exception 'audit entries can only be added';
	end $$`,
	`create trigger audit_append_only before update or delete or truncate on audit_entry
		for each statement execute function audit_is_append_only()`
];

const WRITTEN = [
	'person',
	'person_session',
	'person_account',
	'person_verification',
	'person_two_factor',
	'person_role',
	'invitation',
	'throttle',
	'installation_setting',
	'demo_visit'
];
const READ = [
	'area',
	'side_effect_term',
	'contraindication',
	'instrument',
	'measure',
	'protocol',
	'data_version',
	'import_batch',
	'clinic',
	'published_source',
	'published_outcome',
	'published_side_effect',
	'pseudonym_key',
	'kysely_migration'
];

/**
 * The server's own role. It sees no records: to answer a question it becomes `stipple_reader` for one
 * transaction. Of the clinics it sees the list, for people's rights.
 */
const SERVING_ROLE = [
	`do $$ begin
		if not exists (select from pg_roles where rolname = 'stipple_app') then
			create role stipple_app nologin noinherit;
		end if;
		if current_setting('server_version_num')::int < 160000 then
			if not pg_has_role(current_user, 'stipple_app', 'member') then
				execute format('grant stipple_app to %I', current_user);
			end if;
			grant stipple_reader to stipple_app;
		else
			if not pg_has_role(current_user, 'stipple_app', 'set') then
				execute format('grant stipple_app to %I with set true', current_user);
			end if;
			if not pg_has_role('stipple_app', 'stipple_reader', 'set') then
				execute 'grant stipple_reader to stipple_app with inherit false, set true';
			end if;
		end if;
	exception when duplicate_object or unique_violation then null;
	end $$`,
	`grant select, insert, update, delete on ${WRITTEN.join(', ')} to stipple_app`,
	`grant select, delete on set_up_code to stipple_app`,
	`grant select, insert on audit_entry to stipple_app`,
	`grant select on ${READ.join(', ')} to stipple_app`,
	`create policy list_of_clinics on clinic for select to stipple_app using (true)`
];

export const up = (db: Kysely<unknown>): Promise<void> =>
	runStatements(db, [...ACCOUNTS, ...RIGHTS, ...PSEUDONYMS, ...AUDIT, ...SERVING_ROLE]);
