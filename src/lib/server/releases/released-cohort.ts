/**
 * A release, or a cohort of it, under the names that every question reads: the rows that were stored once
 * and for all, never those of the clinics. What a release does not tell is null here; visits that were not
 * due when it was made are not planned in it. Nobody is known to be alone in it: patients are counted as
 * those who may have more than one series.
 */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type {
	AssessmentTable,
	ClinicTable,
	ContactTable,
	CourseProfileTable,
	Database,
	ProtocolTable,
	SessionTable,
	SideEffectTable,
	TrajectoryTable,
	TreatedCourseTable
} from '#db/schema.ts';
import type { ReleaseScope } from '#lib/domain/roles.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { treatedCoursesSql } from '../read-models/treated-course.ts';
import { coursesOfCohort, inCohort } from './cohort-conditions.ts';

/** Bands as the clinics' own tables name them; the year stands for its quarters. */
const BANDS = sql`coalesce(r.area, 'other') as area, coalesce(r.area_root, 'other') as area_root,
	r.concern, r.depth_band, r.device, r.protocol_id, r.spacing_band, r.sessions_band,
	coalesce(r.adjunct, 'none') as adjunct, r.skin_band, r.age_band,
	coalesce(r.sex, 'unknown') as sex, coalesce(r.smoking, 'unknown') as smoking,
	null::text as operator_code, r.year || '-Q1' as quarter, r.control, r.pair_id, r.sessions_done,
	r.scheduled, 0 as month_end, r.dropped_day, false as clinic_schedule`;

/** Reads only: each table under its own name, of this release and cohort alone. */
export function releasedCohort(db: Kysely<Database>, { number, rules }: ReleaseScope): Cohort {
	const own = sql`r.release_no = ${number}`;
	const courses = coursesOfCohort(number, rules);
	const ofCourses = sql`${own} and (r.clinic_id, r.course_id) in (${courses})`;
	return db
		.with(
			(cte) => cte('clinic').notMaterialized(),
			() => clinics(number)
		)
		.with(
			(cte) => cte('course_profile').notMaterialized(),
			() => sql<CourseProfileTable>`(
				select r.clinic_id, r.course_id, r.patient_id, ${BANDS}, r.status, r.sessions_planned,
					r.interval_days
				from release_course as r where ${own} and ${inCohort('r', rules)})`
		)
		.with(
			(cte) => cte('trajectory').notMaterialized(),
			() => sql<TrajectoryTable>`(
				select r.clinic_id, r.course_id, r.patient_id, ${BANDS}, r.measure,
					null::text as severity_band, r.direction, r.baseline_x100, ${windows()},
					r.responder_x100, false as alone, 0 as apart, null::int as reading_1, null::int as reading_2
				from release_trajectory as r where ${own} and ${inCohort('r', rules)})`
		)
		.with(
			(cte) => cte('session').notMaterialized(),
			() => sql<SessionTable>`(
				select r.clinic_id, r.course_id, r.session_no, r.session_day, 'done' as performed,
					null::double precision as depth_mm, null::double precision as depth_mm_min,
					null::double precision as depth_mm_max, null::text as device_type,
					null::text as device_model, null::int as needle_count, null::int as passes,
					'{}'::text[] as adjuncts, null::text as operator_code, r.endpoint,
					r.side_effects_asked, '' as batch_id, '' as content_hash
				from release_session as r where ${ofCourses})`
		)
		.with(
			(cte) => cte('assessment').notMaterialized(),
			() => scores(own, courses)
		)
		.with(
			(cte) => cte('side_effect').notMaterialized(),
			() => sql<SideEffectTable>`(
				select r.clinic_id, c.patient_id, r.row_key, null::text as side_effect_id, r.course_id,
					r.session_no, r.term, r.severity, r.grade, r.onset_day,
					r.duration_days::double precision as duration_days, r.ongoing, r.serious, r.solicited,
					r.relatedness, r.outcome, null::text as reporter, '' as batch_id, '' as content_hash
				from release_side_effect as r
					join release_course as c on c.release_no = r.release_no
						and c.clinic_id = r.clinic_id and c.course_id = r.course_id
				where ${ofCourses})`
		)
		.with(
			(cte) => cte('protocol').notMaterialized(),
			() => sql<ProtocolTable>`(
				select r.protocol_id, r.name, r.device_type, r.device_model, r.depth_mm_min, r.depth_mm_max,
					r.needle_count, r.passes, r.planned_sessions, r.planned_interval_days,
					string_to_array(r.visit_weeks, ';')::int[] as visit_weeks,
					string_to_array(r.adjuncts, ';') as adjuncts, '' as batch_id, '' as content_hash
				from release_protocol as r where ${own})`
		)
		.with(
			// Worked out once a question, of the tables above: in place it would be for every course that is left.
			(cte) => cte('treated_course').materialized(),
			() => sql<TreatedCourseTable>`(${treatedCoursesSql()})`
		)
		.with(
			(cte) => cte('contact').notMaterialized(),
			() => sql<ContactTable>`(
				select r.clinic_id, r.course_id, r.contact_day, r.kind, r.side_effects_asked,
					'' as batch_id, '' as content_hash
				from release_contact as r where ${ofCourses})`
		)
		.with(
			(cte) => cte('patient').notMaterialized(),
			() => sql<CohortTables['patient']>`(
				select distinct on (r.clinic_id, r.patient_id) r.clinic_id, r.patient_id,
					r.keloid_history, r.isotretinoin_6m, r.anticoagulant, r.pregnancy, r.active_infection,
					r.immunosuppressed
				from release_course as r where ${own} and ${inCohort('r', rules)}
				order by r.clinic_id, r.patient_id)`
		);
}

/** "all", or the numbers of the clinics. Every planned visit of a release was due when it was made. */
const clinics = (number: number) => sql<ClinicTable>`(
	select distinct r.clinic_id,
		case when r.clinic_id = 'all' then 'All clinics' else 'Clinic ' || r.clinic_id end as label,
		'{}'::int[] as visit_weeks, date '9999-12-31' as data_through, ${number}::int as data_version,
		false as synthetic
	from release_course as r where r.release_no = ${number})`;

const windows = () => sql.join(VISIT_WINDOWS.map((_, i) => sql.ref(`r.window_${i + 1}`)));

/** The scores one by one, on the nominal days of their visits. */
function scores(own: RawBuilder<unknown>, courses: RawBuilder<unknown>) {
	const visits = VISIT_WINDOWS.map(
		({ week }, i) => sql`(${week * 7}::int, 'follow_up', r.${sql.ref(`window_${i + 1}`)})`
	);
	return sql<AssessmentTable>`(
		select r.clinic_id, r.course_id, r.measure || ' ' || visit.day as row_key,
			null::text as assessment_id, visit.day as assessed_day, visit.timepoint,
			null::text as visit_label, null::text as body_area, null::text as side, null::text as view,
			measure.instrument_id, r.measure, visit.value::double precision / 100 as value,
			null::text as missing_reason, 'clinician' as rater_type, null::text as rater_code,
			1 as replicate, 'ok' as quality, 'none' as imputed, '' as batch_id, '' as content_hash
		from release_trajectory as r join measure on measure.measure = r.measure
			cross join lateral (
				values (0, 'baseline', r.baseline_x100), ${sql.join(visits)}
			) as visit (day, timepoint, value)
		where ${own} and visit.value is not null and (r.clinic_id, r.course_id) in (${courses}))`;
}
