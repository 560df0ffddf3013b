/**
 * The protocols that a release names, as they were when it was made: a later correction of a protocol
 * changes no release. They are facts of the release, so they are walled as its other rows are.
 */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

const STATEMENTS = [
	`create table release_protocol (
		release_no integer not null references release on delete cascade,
		protocol_id text not null,
		name text not null,
		device_type text not null,
		device_model text,
		depth_mm_min numeric(4, 2),
		depth_mm_max numeric(4, 2),
		needle_count integer,
		passes integer,
		planned_sessions integer,
		planned_interval_days integer,
		visit_weeks text,
		adjuncts text not null,
		primary key (release_no, protocol_id)
	)`,
	`alter table release_protocol enable row level security`,
	`grant select on release_protocol to stipple_reader`,
	`create policy named_release on release_protocol for select to stipple_reader
		using (release_no = nullif(current_setting('app.release', true), '')::int)`,
	`grant select, insert on release_protocol to stipple_app`,
	`create policy app_reads on release_protocol for select to stipple_app using (true)`,
	`create policy app_adds on release_protocol for insert to stipple_app with check (true)`
];

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, STATEMENTS);
