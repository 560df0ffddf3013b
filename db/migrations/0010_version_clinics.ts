/** Each data version with the clinics of which something changed, so that the others are not told of it. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

/** Of versions before, what an import noted is known; of all others nothing, which is null. */
const COLUMN = [
	`alter table data_version add column clinics text[]`,
	`update data_version set clinics = import_batch.clinics
		from import_batch where import_batch.data_version = data_version.version`
];

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, COLUMN);
