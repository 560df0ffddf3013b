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
import { plannedDepth, sessionDepth } from './depth-sql.ts';
import { refreshWhereGrown } from './planner-statistics.ts';
import { inScope, type Scope } from './scope.ts';
import { scheduleBitsSql } from './window-sql.ts';

/** An anaesthetic cream is care, not treatment: it never makes a course one "with an adjunct". */
const NOT_AN_ADJUNCT = 'topical_anaesthetic';

/** The done sessions of the course in hand. */
const DONE = sql`session.clinic_id = course.clinic_id and session.course_id = course.course_id
	and session.performed = 'done'`;

/**
 * Deletes and rebuilds the rows of these courses.
 *
 * - Depth and device are those of the first done session, of a range the upper end; what the session
 *   does not say is taken from the protocol, of its range again the upper end.
 * - A session's adjuncts are its own list, or the protocol's where it names none; a course without a
 *   done session has its protocol's.
 * - An untreated control has no depth, device, adjunct or planned sessions, whatever it is filed under.
 *
 * A course's patient and sessions are looked up by their keys, course by course: quick whatever the
 * database knows of the tables' sizes, which right after a large import is nothing.
 */
export async function rebuildCourseProfiles(
	tx: Transaction<Database>,
	scope: Scope,
	windows: readonly VisitWindow[] = VISIT_WINDOWS
): Promise<void> {
	await sql`delete from course_profile where ${inScope('course_profile', scope)}`.execute(tx);
	const { numAffectedRows = 0n } = await sql`
		insert into course_profile (
			clinic_id, course_id, patient_id, area, area_root, concern, depth_band, device, protocol_id,
			spacing_band, sessions_band, adjunct, skin_band, age_band, sex, smoking, operator_code,
			quarter, control, pair_id, status, sessions_done, sessions_planned, interval_days,
			scheduled, month_end, dropped_day, clinic_schedule
		)
		select course.clinic_id, course.course_id, course.patient_id, course.body_area,
			coalesce(area.parent_code, area.area_code, split_part(course.body_area, '.', 1)),
			coalesce(course.concerns[1], 'other'),
			case when course.control <> 'yes' then ${bandSql(DEPTH_BANDS, sql`given.depth_mm`)} end,
			case when course.control <> 'yes'
				then coalesce(given.device_type, protocol.device_type) end,
			course.protocol_id,
			${bandSql(SPACING_BANDS, sql`given.interval_days / 7`)},
			${bandSql(SESSION_BANDS, sql`given.sessions`)},
			case when course.control = 'yes' then 'none' else coalesce(adjunct.code, 'none') end,
			${bandSql(SKIN_TYPE_BANDS, sql`patient.skin_type`)},
			${bandSql(
				AGE_BANDS,
				sql`coalesce(patient.age_at_start, left(course.start_month, 4)::int - patient.birth_year)`
			)},
			patient.sex, patient.smoking, course.operator_code,
			left(course.start_month, 4) || '-Q' || (right(course.start_month, 2)::int + 2) / 3,
			course.control = 'yes', course.pair_id, course.status, given.sessions,
			case when course.control <> 'yes' then protocol.planned_sessions end,
			given.interval_days,
			${scheduleBitsSql(
				windows,
				sql`coalesce(course.visit_weeks, protocol.visit_weeks, clinic.visit_weeks)`
			)},
			((course.start_month || '-01')::date + interval '1 month')::date - 1 - date '1970-01-01',
			case when course.status in ('discontinued', 'lost_to_follow_up') then course.end_day end,
			course.visit_weeks is null and protocol.visit_weeks is null
		from course
			join clinic on clinic.clinic_id = course.clinic_id
			cross join lateral (
				select * from patient where patient.clinic_id = course.clinic_id
					and patient.patient_id = course.patient_id limit 1
			) as patient
			left join protocol on protocol.protocol_id = course.protocol_id
			left join area on area.area_code = course.body_area
			cross join lateral (
				select count(*)::int as sessions,
					coalesce(
						(array_agg(${sessionDepth('session')} order by session_day, session_no))[1],
						${plannedDepth('protocol')}
					) as depth_mm,
					(array_agg(device_type order by session_day, session_no))[1] as device_type,
					(max(session_day) - min(session_day))::double precision
						/ nullif(count(*) - 1, 0) as interval_days
				from session where ${DONE}
			) as given
			cross join lateral (
				select case when count(distinct code) > 1 then 'several' else min(code) end as code
				from (
					select unnest(
						case when cardinality(session.adjuncts) > 0 then session.adjuncts
							else protocol.adjuncts end
					) as code
					from session where ${DONE}
					union all
					select unnest(protocol.adjuncts) where given.sessions = 0
				) as used
				where code <> ${NOT_AN_ADJUNCT}
			) as adjunct
		where ${inScope('course', scope)}`.execute(tx);
	await refreshWhereGrown(tx, 'course_profile', numAffectedRows);
}
