/** Photographs and visits that were read twice: what two readings of an unchanged patient differ by. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * Two readings of one course by one measure on one day, in hundredths: those of the first day with two
 * raters or replicates, in the order of raters. `clinic_id`, `course_id`, `measure`, `one`, `two`.
 */
export const REPEATS = sql<{
	clinic_id: string;
	course_id: string;
	measure: string;
	one: number;
	two: number;
}>`(
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
)`;

/** Whether a series of `trajectory as t` has such a pair. */
export const READ_TWICE: RawBuilder<SqlBool> = sql`(t.clinic_id, t.course_id, t.measure) in (
	select clinic_id, course_id, measure from assessment
	where value is not null and quality <> 'rejected' and imputed = 'none'
	group by clinic_id, course_id, measure, assessed_day, body_area, side, view
	having count(*) > 1
)`;
