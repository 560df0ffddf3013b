/** By which values the series of one patient are apart, so that few of them have to be gathered patient by patient. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

/** A bit each, in this order. */
export const VALUES = [
	'depth_band',
	'device',
	'protocol_id',
	'sessions_band',
	'adjunct',
	'operator_code',
	'quarter'
];

const bits = VALUES.map(
	(
		value,
		bit
	) => `case when cardinality(array_positions(array_agg(${value}) over own, ${value})) = 1
		then ${1 << bit} else 0 end`
);

/** Written anew, so that no row is left behind in two versions. */
const COLUMN = [
	`create temporary table series_told_apart on commit drop as
		select *, case when alone then 0 else ${bits.join(' + ')} end as bits
		from trajectory window own as (partition by clinic_id, patient_id, measure)`,
	`truncate trajectory`,
	`alter table trajectory add column apart int not null default 0`,
	`insert into trajectory select * from series_told_apart`,
	`create index trajectory_several on trajectory (clinic_id, measure) where not alone`,
	// The embedded database never counts by itself.
	`analyze trajectory`
];

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, COLUMN);
