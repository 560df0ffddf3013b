/**
 * Builds `course_profile`: one row a course with the bands it falls into. Reads the records and the
 * area dictionary; what counts as due or seen is left to the questions that read it.
 */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import {
	AGE_BANDS,
	DEPTH_BANDS,
	SESSION_BANDS,
	SKIN_TYPE_BANDS,
	SPACING_BANDS
} from '#lib/domain/bands.ts';
import { VISIT_WINDOWS, type VisitWindow } from '#lib/domain/visit-windows.ts';
import { bandSql } from './band-sql.ts';
import { inScope, type Scope } from './scope.ts';
import { scheduleBitsSql } from './window-sql.ts';

/** An anaesthetic cream is care, not treatment: it never makes a course one "with an adjunct". */
const NOT_AN_ADJUNCT = 'topical_anaesthetic';

/**
 * Deletes and rebuilds the rows of these courses.
 *
 * - Depth and device are those of the first done session, of a range the upper end; what the session
 *   does not say is taken from the protocol, of its range again the upper end.
 * - A session's adjuncts are its own list, or the protocol's where it names none; a course without a
 *   done session has its protocol's.
 * - An untreated control has no depth, device, adjunct or planned sessions, whatever it is filed under.
 */
export async function rebuildCourseProfiles(
	tx: Transaction<Database>,
	scope: Scope,
	windows: readonly VisitWindow[] = VISIT_WINDOWS
): Promise<void> {
	await sql`delete from course_profile where ${inScope('course_profile', scope)}`.execute(tx);
	await sql`
		insert into course_profile (
			clinic_id, course_id, patient_id, area, area_root, concern, depth_band, device, protocol_id,
			spacing_band, sessions_band, adjunct, skin_band, age_band, sex, smoking, operator_code,
			quarter, control, pair_id, status, sessions_done, sessions_planned, interval_days,
			sessions_off_depth, scheduled, month_end, dropped_day
		)
		with planned as (
			select course.clinic_id, course.course_id, course.control = 'yes' as control,
				protocol.depth_mm_max, protocol.depth_mm_min, protocol.device_type,
				protocol.adjuncts, protocol.planned_sessions,
				coalesce(course.visit_weeks, protocol.visit_weeks, clinic.visit_weeks) as visit_weeks
			from course
				join clinic on clinic.clinic_id = course.clinic_id
				left join protocol on protocol.protocol_id = course.protocol_id
			where ${inScope('course', scope)}
		), done as (
			select session.clinic_id, session.course_id, session.session_day, session.session_no,
				session.device_type, coalesce(session.depth_mm_max, session.depth_mm) as depth_mm,
				case when cardinality(session.adjuncts) > 0 then session.adjuncts
					else planned.adjuncts end as adjuncts
			from session join planned on planned.clinic_id = session.clinic_id
				and planned.course_id = session.course_id
			where session.performed = 'done'
		), given as (
			select clinic_id, course_id, count(*)::int as sessions,
				(array_agg(depth_mm order by session_day, session_no))[1] as depth_mm,
				(array_agg(device_type order by session_day, session_no))[1] as device_type,
				(max(session_day) - min(session_day))::double precision
					/ nullif(count(*) - 1, 0) as interval_days
			from done group by clinic_id, course_id
		), first as (
			select planned.clinic_id, planned.course_id, planned.control, planned.visit_weeks,
				coalesce(given.sessions, 0) as sessions, given.interval_days,
				coalesce(given.depth_mm, planned.depth_mm_max, planned.depth_mm_min) as depth_mm,
				coalesce(given.device_type, planned.device_type) as device_type,
				planned.planned_sessions
			from planned left join given on given.clinic_id = planned.clinic_id
				and given.course_id = planned.course_id
		), off_depth as (
			select done.clinic_id, done.course_id, count(*)::int as sessions
			from done join first on first.clinic_id = done.clinic_id
				and first.course_id = done.course_id
			where ${bandSql(DEPTH_BANDS, sql`done.depth_mm`)}
				<> ${bandSql(DEPTH_BANDS, sql`first.depth_mm`)}
			group by done.clinic_id, done.course_id
		), adjunct as (
			select clinic_id, course_id,
				case when count(distinct code) > 1 then 'several' else min(code) end as code
			from (
				select clinic_id, course_id, unnest(adjuncts) as code from done
				union all
				select first.clinic_id, first.course_id, unnest(planned.adjuncts)
				from first join planned on planned.clinic_id = first.clinic_id
					and planned.course_id = first.course_id
				where first.sessions = 0
			) as used
			where code <> ${NOT_AN_ADJUNCT}
			group by clinic_id, course_id
		)
		select course.clinic_id, course.course_id, course.patient_id, course.body_area,
			coalesce(area.parent_code, area.area_code, split_part(course.body_area, '.', 1)),
			coalesce(course.concerns[1], 'other'),
			case when not first.control then ${bandSql(DEPTH_BANDS, sql`first.depth_mm`)} end,
			case when not first.control then first.device_type end,
			course.protocol_id,
			${bandSql(SPACING_BANDS, sql`first.interval_days / 7`)},
			${bandSql(SESSION_BANDS, sql`first.sessions`)},
			case when first.control then 'none' else coalesce(adjunct.code, 'none') end,
			${bandSql(SKIN_TYPE_BANDS, sql`patient.skin_type`)},
			${bandSql(
				AGE_BANDS,
				sql`coalesce(patient.age_at_start, left(course.start_month, 4)::int - patient.birth_year)`
			)},
			patient.sex, patient.smoking, course.operator_code,
			left(course.start_month, 4) || '-Q' || (right(course.start_month, 2)::int + 2) / 3,
			first.control, course.pair_id, course.status, first.sessions,
			case when not first.control then first.planned_sessions end,
			first.interval_days, coalesce(off_depth.sessions, 0),
			${scheduleBitsSql(windows, sql`first.visit_weeks`)},
			((course.start_month || '-01')::date + interval '1 month')::date - 1 - date '1970-01-01',
			case when course.status in ('discontinued', 'lost_to_follow_up') then course.end_day end
		from course
			join first on first.clinic_id = course.clinic_id and first.course_id = course.course_id
			join patient on patient.clinic_id = course.clinic_id
				and patient.patient_id = course.patient_id
			left join off_depth on off_depth.clinic_id = course.clinic_id
				and off_depth.course_id = course.course_id
			left join adjunct on adjunct.clinic_id = course.clinic_id
				and adjunct.course_id = course.course_id
			left join area on area.area_code = course.body_area
		where ${inScope('course', scope)}`.execute(tx);
}
