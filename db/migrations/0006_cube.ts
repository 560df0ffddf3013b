/** A second read model: the sums of improvement that pages open with, one row a clinic and group. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

/** Counts fit an int within a clinic, sums a bigint; squares of the largest scores do not. */
const NUMBERS: readonly (readonly [type: string, names: readonly string[]])[] = [
	[
		'int',
		[
			'n',
			'patients',
			'patient_count_squares',
			'responders',
			'responder_squares',
			'responder_cross_products',
			'responder_n',
			'responder_patients',
			'responder_count_squares',
			'due',
			'seen',
			'dropped',
			'not_yet_due'
		]
	],
	['bigint', ['sum', 'patient_cross_products', 'baseline']],
	['numeric', ['sum_squares', 'patient_sum_squares', 'baseline_squares', 'baseline_cross_products']]
];
const WINDOWS = [1, 2, 3, 4, 5, 6, 7];

const COLUMNS = NUMBERS.flatMap(([type, names]) =>
	WINDOWS.flatMap((window) => names.map((name) => `${name}_${window} ${type} not null`))
);

const STATEMENTS = [
	// `line` is empty where nothing is recorded: a key has no nulls.
	`create table cube_clinic (
		clinic_id text not null,
		measure text not null,
		area_root text not null,
		grouping text not null,
		line text not null,
		patients int not null,
		courses int not null,
		without_baseline int not null,
		${COLUMNS.join(',\n\t\t')},
		primary key (clinic_id, grouping, area_root, measure, line)
	)`,
	`alter table cube_clinic enable row level security`,
	`grant select on cube_clinic to stipple_reader`,
	`create policy own_clinics on cube_clinic for select to stipple_reader
		using (clinic_id = any (string_to_array(current_setting('app.clinics', true), ',')))`
];

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, STATEMENTS);
