/** What sums and medians need of a series beside its scores: whether its patient has another, two readings of one day. */
import { sql, type Kysely } from 'kysely';

const COLUMNS = [
	`alter table trajectory
		add column alone boolean not null default false,
		add column reading_1 int,
		add column reading_2 int`,
	`update trajectory set alone = true
		from (
			select clinic_id, patient_id, measure from trajectory
			group by clinic_id, patient_id, measure having count(*) = 1
		) as single
		where single.clinic_id = trajectory.clinic_id and single.patient_id = trajectory.patient_id
			and single.measure = trajectory.measure`,
	`update trajectory set reading_1 = pair.one, reading_2 = pair.two
		from (
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
		) as pair
		where pair.clinic_id = trajectory.clinic_id and pair.course_id = trajectory.course_id
			and pair.measure = trajectory.measure`
];

export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of COLUMNS) {
		// eslint-disable-next-line no-restricted-syntax -- fixed text of this file, no input reaches it
		await sql.raw(statement).execute(db);
	}
}
