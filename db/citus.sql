-- Spreads a Stipple database over the nodes of a Citus cluster, by clinic. Which table lives where is decided
-- in db/placement.ts; tests hold this file to it and run it against stand-ins of Citus' functions. It has not
-- been run on a Citus server by them.
--
-- Run it once, with the server of Stipple stopped, as the owner of the tables, on the coordinator:
--
--   psql -v ON_ERROR_STOP=1 -f db/citus.sql "$DATABASE_URL"
--
-- Before: `create extension citus`, the coordinator named by `citus_set_coordinator_host`, the other nodes added
-- by `citus_add_node`, and the schema made by one start of Stipple.

-- Foreign keys that tables of clinics have are set again at the end: while some of two tables are spread and
-- some are not yet, Citus takes none between them.
alter table patient drop constraint patient_clinic_id_fkey;
alter table course drop constraint course_clinic_id_patient_id_fkey;
alter table session drop constraint session_clinic_id_course_id_fkey;
alter table assessment drop constraint assessment_clinic_id_course_id_fkey;
alter table side_effect drop constraint side_effect_clinic_id_patient_id_fkey;
alter table contact drop constraint contact_clinic_id_course_id_fkey;
alter table clinic_choice drop constraint clinic_choice_clinic_id_fkey;
alter table release_member drop constraint release_member_release_no_fkey;
alter table release_course drop constraint release_course_release_no_fkey;
alter table release_trajectory drop constraint release_trajectory_release_no_fkey;
alter table release_session drop constraint release_session_release_no_fkey;
alter table release_side_effect drop constraint release_side_effect_release_no_fkey;
alter table release_contact drop constraint release_contact_release_no_fkey;

-- The same on every node. What is referred to comes first.
select create_reference_table('clinic');
select create_reference_table('protocol');
select create_reference_table('area');
select create_reference_table('side_effect_term');
select create_reference_table('contraindication');
select create_reference_table('instrument');
select create_reference_table('measure');
select create_reference_table('published_source');
select create_reference_table('published_outcome');
select create_reference_table('published_side_effect');
select create_reference_table('release');
select create_reference_table('release_withdrawal');
select create_reference_table('release_class');
select create_reference_table('release_protocol');

-- By clinic, all rows of one clinic on one node.
select create_distributed_table('patient', 'clinic_id');
select create_distributed_table('course', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('session', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('assessment', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('side_effect', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('contact', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('course_profile', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('treated_course', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('trajectory', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('cube_clinic', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('clinic_choice', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('erased_patient', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('row_before', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('release_member', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('release_course', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('release_trajectory', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('release_session', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('release_side_effect', 'clinic_id', colocate_with => 'patient');
select create_distributed_table('release_contact', 'clinic_id', colocate_with => 'patient');

alter table patient add constraint patient_clinic_id_fkey
	foreign key (clinic_id) references clinic;
alter table course add constraint course_clinic_id_patient_id_fkey
	foreign key (clinic_id, patient_id) references patient;
alter table session add constraint session_clinic_id_course_id_fkey
	foreign key (clinic_id, course_id) references course;
alter table assessment add constraint assessment_clinic_id_course_id_fkey
	foreign key (clinic_id, course_id) references course;
alter table side_effect add constraint side_effect_clinic_id_patient_id_fkey
	foreign key (clinic_id, patient_id) references patient;
alter table contact add constraint contact_clinic_id_course_id_fkey
	foreign key (clinic_id, course_id) references course;
alter table clinic_choice add constraint clinic_choice_clinic_id_fkey
	foreign key (clinic_id) references clinic on delete cascade;
alter table release_member add constraint release_member_release_no_fkey
	foreign key (release_no) references release on delete cascade;
alter table release_course add constraint release_course_release_no_fkey
	foreign key (release_no) references release on delete cascade;
alter table release_trajectory add constraint release_trajectory_release_no_fkey
	foreign key (release_no) references release on delete cascade;
alter table release_session add constraint release_session_release_no_fkey
	foreign key (release_no) references release on delete cascade;
alter table release_side_effect add constraint release_side_effect_release_no_fkey
	foreign key (release_no) references release on delete cascade;
alter table release_contact add constraint release_contact_release_no_fkey
	foreign key (release_no) references release on delete cascade;

-- Everything else stays an ordinary table of the coordinator, which Stipple is connected to:
-- stays: data_version, import_batch, release_request, cohort, saved_view, demo_visit
-- stays: person, person_session, person_account, person_verification, person_two_factor, person_role
-- stays: invitation, set_up_code, throttle, installation_setting, pseudonym_key, api_token, audit_entry

-- The coordinator asks the nodes in the role that asks it. Let these two in from the coordinator alone
-- (pg_hba.conf of every node); without a password nobody else can use them.
alter role stipple_app login;
alter role stipple_reader login;

-- The policies by clinic read a setting that Stipple makes by set_config(), which Citus does not hand on to the
-- nodes: no row would be seen. Here the wall between clinics is the narrowing of every question to the viewer's
-- clinics (src/lib/server/cohort.ts) alone, without the second one of the database.
alter table clinic disable row level security;
alter table patient disable row level security;
alter table course disable row level security;
alter table session disable row level security;
alter table assessment disable row level security;
alter table side_effect disable row level security;
alter table contact disable row level security;
alter table course_profile disable row level security;
alter table treated_course disable row level security;
alter table trajectory disable row level security;
alter table cube_clinic disable row level security;
alter table clinic_choice disable row level security;
alter table release_course disable row level security;
alter table release_trajectory disable row level security;
alter table release_session disable row level security;
alter table release_side_effect disable row level security;
alter table release_contact disable row level security;
alter table release_protocol disable row level security;
