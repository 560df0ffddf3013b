/** What the sessions of a course say together: figures of safety read a row a course in place of all reports. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

const STATEMENTS = [
	`create table treated_course (
		clinic_id text not null,
		course_id text not null,
		sessions int not null,
		sessions_asked int not null,
		first_depth_mm double precision,
		reported boolean not null,
		unexpected boolean not null,
		serious boolean not null,
		effects smallint[],
		effects_moderate smallint[],
		effects_severe smallint[],
		red_days double precision,
		red_ended boolean,
		depth_judged int not null,
		off_depth int not null,
		deeper int not null,
		device_judged int not null,
		other_device int not null,
		primary key (clinic_id, course_id)
	)`,
	`alter table treated_course enable row level security`,
	`grant select on treated_course to stipple_reader`,
	`create policy own_clinics on treated_course for select to stipple_reader
		using (clinic_id = any (string_to_array(current_setting('app.clinics', true), ',')))`
];

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, STATEMENTS);
