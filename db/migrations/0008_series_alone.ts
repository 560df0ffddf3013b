/** What sums and medians need of a series beside its scores: whether its patient has another, two readings of one day. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

/** Written anew, so that no row is left behind in two versions, and every question reads only what it needs. */
const COLUMNS = [
	`create temporary table series_before on commit drop as select * from trajectory`,
	`truncate trajectory`,
	`alter table trajectory
		add column alone boolean not null default false,
		add column reading_1 int,
		add column reading_2 int`,
	`insert into trajectory
		select series.*,
			count(*) over (
				partition by series.clinic_id, series.patient_id, series.measure) = 1,
			pair.one, pair.two
		from series_before as series left join (
			select distinct on (clinic_id, course_id, measure) clinic_id, course_id, measure,
				round(100 * readings[1])::int as one, round(100 * readings[2])::int as two
			from (
				select clinic_id, course_id, measure, assessed_day,
					array_agg(value order by rater_type, rater_code, replicate) as readings
				from assessment
				where value is not null and quality <> 'rejected' and imputed = 'none'
				group by clinic_id, course_id, measure, assessed_day, body_area, side, view
				having count(*) > 1
			) as read_twice
			order by clinic_id, course_id, measure, assessed_day, one, two
		) as pair on pair.clinic_id = series.clinic_id and pair.course_id = series.course_id
			and pair.measure = series.measure`
];

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, COLUMNS);
