/**
 * Builds `trajectory`: one row a course and measure, with its baseline and its score in each visit
 * window, in hundredths of the unit. Rests on `course_profile`, which is rebuilt before it.
 */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { VISIT_WINDOWS, type VisitWindow } from '#lib/domain/visit-windows.ts';
import { refreshWhereGrown } from './planner-statistics.ts';
import { inScope, type Scope } from './scope.ts';
import { aloneSql, apartSql, correctAlone, patientsInPart } from './series-alone.ts';
import { nearestScoreSql, windowIndexSql } from './window-sql.ts';

const PROFILE_COLUMNS = [
	'patient_id',
	'area',
	'area_root',
	'depth_band',
	'device',
	'protocol_id',
	'spacing_band',
	'sessions_band',
	'adjunct',
	'skin_band',
	'age_band',
	'sex',
	'smoking',
	'operator_code',
	'quarter',
	'control',
	'pair_id',
	'sessions_done',
	'scheduled',
	'month_end',
	'dropped_day',
	'clinic_schedule'
] as const;

/**
 * Deletes and rebuilds the rows of these courses. Scores of one day (raters, replicates, views) count
 * as their mean; rejected and imputed scores and measures outside the dictionary are left out. A
 * course on a rating of change has no baseline, hence no severity and no responder rule; neither has
 * a percentage of a baseline of zero. A measure that fits any concern counts under the course's first.
 * A course was read twice where one view of one day has two raters or replicates: the first two of the
 * first such day, in the order of raters.
 */
export async function rebuildTrajectories(
	tx: Transaction<Database>,
	scope: Scope,
	windows: readonly VisitWindow[] = VISIT_WINDOWS
): Promise<void> {
	const columns = sql.join(PROFILE_COLUMNS.map((column) => sql.ref(column)));
	const copied = sql.join(PROFILE_COLUMNS.map((column) => sql.ref(`profile.${column}`)));
	const windowColumns = windows.map((_, index) => sql.ref(`window_${index + 1}`));
	const score = { value: sql`value`, day: sql`day`, windowIndex: sql`window_index` };
	const atWindows = windows.map(
		(window, index) =>
			sql`${nearestScoreSql(window, index, score)} as ${windowColumns[index] ?? sql`unknown`}`
	);
	const row = {
		clinicId: sql`series.clinic_id`,
		patientId: sql`profile.patient_id`,
		measure: sql`series.measure`
	};
	const before = await patientsInPart(tx, scope);
	await sql`delete from trajectory where ${inScope('trajectory', scope)}`.execute(tx);
	const { numAffectedRows = 0n } = await sql`
		insert into trajectory (clinic_id, course_id, measure, concern, direction, ${columns},
			severity_band, baseline_x100, responder_x100, ${sql.join(windowColumns)},
			alone, apart, reading_1, reading_2)
		with score as (
			select assessment.clinic_id, assessment.course_id, assessment.measure,
				assessment.assessed_day as day, avg(assessment.value) as value
			from assessment join measure on measure.measure = assessment.measure
			where ${counted(scope)}
			group by 1, 2, 3, 4
		), pair as (
			select assessment.clinic_id, assessment.course_id, assessment.measure,
				assessment.assessed_day as day,
				array_agg(value order by rater_type, rater_code, replicate) as readings
			from assessment join measure on measure.measure = assessment.measure
			where ${counted(scope)}
			group by 1, 2, 3, 4, assessment.body_area, assessment.side, assessment.view
			having count(*) > 1
		), placed as (
			select clinic_id, course_id, measure, day, round(value * 100)::int as value,
				value as exact, ${windowIndexSql(windows, sql`day`)} as window_index,
				null::int[] as pair
			from score
			union all
			select clinic_id, course_id, measure, null, null, null, null,
				array[day, round(100 * readings[1])::int, round(100 * readings[2])::int]
			from pair
		), series as (
			select clinic_id, course_id, measure,
				(max(array[day, exact]) filter (where day <= 0))[2] as baseline,
				${sql.join(atWindows)}, min(pair) as pair
			from placed group by clinic_id, course_id, measure
		)
		select series.clinic_id, series.course_id, series.measure,
			case when measure.concern = 'any' then profile.concern else measure.concern end,
			case when measure.better = 'higher' then 1 else -1 end, ${copied},
			case when not measure.has_baseline or series.baseline is null then null
				when measure.better = 'lower' then
					case when series.baseline < measure.severity_cut_1 then 'mild'
						when series.baseline < measure.severity_cut_2 then 'moderate'
						when series.baseline >= measure.severity_cut_2 then 'severe' end
				else
					case when series.baseline > greatest(measure.severity_cut_1, measure.severity_cut_2)
							then 'mild'
						when series.baseline > least(measure.severity_cut_1, measure.severity_cut_2)
							then 'moderate'
						when measure.severity_cut_1 is not null then 'severe' end
			end,
			case when measure.has_baseline then round(series.baseline * 100) end,
			case when not measure.has_baseline or series.baseline is null then null
				when measure.responder_points is not null
					then round(measure.responder_points * 100)::int
				when measure.responder_percent is not null and series.baseline > 0
					then ceil(round(series.baseline * 100) * measure.responder_percent / 100)::int
			end,
			${sql.join(windowColumns.map((column) => sql`series.${column}`))},
			${aloneSql(row)}, ${apartSql(row, 'profile')}, series.pair[2], series.pair[3]
		from series
			join course_profile as profile on profile.clinic_id = series.clinic_id
				and profile.course_id = series.course_id
			join measure on measure.measure = series.measure`.execute(tx);
	await refreshWhereGrown(tx, 'trajectory', numAffectedRows);
	const after = await patientsInPart(tx, scope);
	await correctAlone(tx, scope, before && after && before.union(after));
}

/** Scores that are read at all. */
const counted = (scope: Scope) => sql`${inScope('assessment', scope)}
	and assessment.value is not null and assessment.quality <> 'rejected'
	and assessment.imputed = 'none'`;
