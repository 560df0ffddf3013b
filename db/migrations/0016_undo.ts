/** What an import wrote over, so that it can be taken back. Of imports before this that is not known. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

const STATEMENTS = [
	`create table row_before (
		clinic_id text not null,
		batch_id text not null,
		table_name text not null,
		row_key text not null,
		before jsonb,
		primary key (clinic_id, batch_id, table_name, row_key)
	)`,
	`alter table import_batch
		add column can_be_undone boolean not null default false,
		add column undone_in int`
];

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, STATEMENTS);
