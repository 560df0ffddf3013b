/** What clinics decide about how their figures are read, and views that people save. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

const CHOICES = [
	`create table clinic_choice (
		clinic_id text not null references clinic on delete cascade,
		kind text not null check (kind in ('responder', 'worthwhile', 'primary', 'visits')),
		subject text not null,
		value jsonb not null,
		decided_at timestamptz not null default now(),
		decided_by text not null,
		primary key (clinic_id, kind, subject)
	)`,
	// Whether a course is due by its clinic's schedule, its own and its protocol's being silent.
	`alter table course_profile add column clinic_schedule boolean not null default false`,
	`alter table trajectory add column clinic_schedule boolean not null default false`,
	`update course_profile as profile set clinic_schedule = true
		from course left join protocol on protocol.protocol_id = course.protocol_id
		where course.clinic_id = profile.clinic_id and course.course_id = profile.course_id
			and course.visit_weeks is null and protocol.visit_weeks is null`,
	`update trajectory set clinic_schedule = true
		from course_profile as profile
		where profile.clinic_id = trajectory.clinic_id
			and profile.course_id = trajectory.course_id and profile.clinic_schedule`
];

const VIEWS = [
	`create table saved_view (
		id text primary key,
		person_id text references person on delete cascade,
		visit_hash text references demo_visit on delete cascade,
		name text not null check (char_length(name) between 1 and 80),
		analysis text not null,
		query text not null check (char_length(query) <= 2000),
		shared_with text references clinic on delete set null,
		created_at timestamptz not null default now(),
		check ((person_id is null) <> (visit_hash is null)),
		check (person_id is not null or shared_with is null)
	)`,
	`create unique index saved_view_name on saved_view (coalesce(person_id, visit_hash), name)`,
	`create index saved_view_by_clinic on saved_view (shared_with)`
];

const OWN_CLINICS = `any (string_to_array(current_setting('app.clinics', true), ','))`;
const OWN_VIEW = `(person_id = nullif(current_setting('app.owner', true), '')
	or visit_hash = nullif(current_setting('app.owner', true), ''))`;

/**
 * Choices are read with the records of their clinic and written for clinics named for the transaction;
 * a view belongs to whom the transaction names, and is seen by the staff of the clinic it is shared with.
 */
const WALL = [
	`alter table clinic_choice enable row level security`,
	`grant select on clinic_choice to stipple_reader`,
	`create policy own_clinics on clinic_choice for select to stipple_reader
		using (clinic_id = ${OWN_CLINICS})`,
	`grant select, insert, update, delete on clinic_choice to stipple_app`,
	`create policy named_clinics on clinic_choice to stipple_app
		using (clinic_id = ${OWN_CLINICS}) with check (clinic_id = ${OWN_CLINICS})`,
	`grant insert on data_version to stipple_app`,
	`grant update (data_version) on clinic to stipple_app`,
	`create policy named_clinics on clinic for update to stipple_app
		using (clinic_id = ${OWN_CLINICS}) with check (clinic_id = ${OWN_CLINICS})`,
	`alter table saved_view enable row level security`,
	`grant select, insert, update, delete on saved_view to stipple_app`,
	`create policy own_or_shared on saved_view for select to stipple_app
		using (${OWN_VIEW} or shared_with = ${OWN_CLINICS})`,
	`create policy own_only on saved_view for insert to stipple_app with check (${OWN_VIEW})`,
	`create policy own_only_changed on saved_view for update to stipple_app using (${OWN_VIEW})`,
	`create policy own_only_removed on saved_view for delete to stipple_app using (${OWN_VIEW})`
];

export const up = (db: Kysely<unknown>): Promise<void> =>
	runStatements(db, [...CHOICES, ...VIEWS, ...WALL]);
