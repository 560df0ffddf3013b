/**
 * The derived tables as a clinic's choices make them read: the responder rule and the planned visits are
 * put in where a question is asked, so that a choice holds at once and nothing that is stored has to change.
 */
import { sql, type RawBuilder } from 'kysely';
import type { CourseProfileTable, TrajectoryTable } from '#db/schema.ts';
import type { Choices } from '#lib/domain/clinic-choices.ts';
import type { ResponderRule } from '#lib/domain/measure.ts';
import { scheduleBits } from '#lib/domain/visit-windows.ts';

/** Of both tables, but for what a choice may change. */
const SHARED = [
	'clinic_id',
	'course_id',
	'patient_id',
	'area',
	'area_root',
	'concern',
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
	'month_end',
	'dropped_day',
	'clinic_schedule'
] as const satisfies readonly (keyof CourseProfileTable & keyof TrajectoryTable)[];

export const PROFILE_COLUMNS = [
	...SHARED,
	'status',
	'sessions_planned',
	'interval_days'
] as const satisfies readonly (keyof CourseProfileTable)[];

export const TRAJECTORY_COLUMNS = [
	...SHARED,
	'measure',
	'severity_band',
	'direction',
	'baseline_x100',
	'window_1',
	'window_2',
	'window_3',
	'window_4',
	'window_5',
	'window_6',
	'window_7',
	'alone',
	'apart',
	'reading_1',
	'reading_2'
] as const satisfies readonly (keyof TrajectoryTable)[];

/** `scheduled` by the clinics' own weeks where no course or protocol names others. */
export function chosenSchedule({ visits }: Choices): RawBuilder<number> {
	const clinics = Object.entries(visits);
	if (clinics.length === 0) return sql<number>`scheduled`;
	const cases = clinics.map(
		([clinic, weeks]) => sql`when ${clinic}::text then ${scheduleBits(weeks)}::int`
	);
	return sql<number>`case when clinic_schedule
		then case clinic_id ${sql.join(cases, sql` `)} else scheduled end else scheduled end`;
}

/** `responder_x100` by the chosen rules; as stored for measures without one. */
export function chosenResponder({ responders }: Choices): RawBuilder<number | null> {
	const measures = Object.entries(responders);
	if (measures.length === 0) return sql<number | null>`responder_x100`;
	const cases = measures.map(([code, rule]) => sql`when ${code}::text then ${enough(rule)}`);
	return sql<number | null>`case measure ${sql.join(cases, sql` `)} else responder_x100 end`;
}

/** As the derived table is built: in hundredths; none without a baseline, or for a share of zero. */
const enough = ({ kind, atLeast }: ResponderRule): RawBuilder<number | null> =>
	kind === 'points'
		? sql`case when baseline_x100 is not null then ${Math.round(atLeast * 100)}::int end`
		: sql`case when baseline_x100 > 0
			then ceil(baseline_x100 * ${atLeast}::numeric / 100)::int end`;
