/**
 * Series with their scores by visit window, on one of two clocks: weeks since the first session, as
 * `trajectory` keeps them, or weeks since the last session done.
 */
import { sql, type RawBuilder } from 'kysely';
import type { TrajectoryTable } from '#db/schema.ts';
import { DIMENSIONS, DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import type { Clock } from '#lib/domain/filters.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import { nearestScoreSql, windowIndexSql } from '../read-models/window-sql.ts';

/** The columns of a series that no clock changes: bands and the rest of its course. */
const KEPT = [
	...new Set([
		'clinic_id',
		'course_id',
		'patient_id',
		'measure',
		'area',
		'direction',
		'control',
		'sessions_done',
		'baseline_x100',
		'responder_x100',
		...DIMENSIONS.map((dimension) => DIMENSION_FACTS[dimension].column)
	])
];

/** `trajectory as t`, or rows of the same shape whose windows count from the last session done. */
export const seriesOn = (clock: Clock) =>
	clock === 'first'
		? sql<TrajectoryTable>`${sql.table('trajectory')}`.as<'t'>(sql.ref('t'))
		: sinceLastSession().as<'t'>(sql.ref('t'));

/**
 * The same windows, counted from the day of the course's last session done; the baseline stays the last
 * score before the first. Scores up to that day belong to no window. A planned visit falls into the
 * window that holds its distance from that day; windows close, and courses end, so much sooner.
 */
function sinceLastSession(): RawBuilder<TrajectoryTable> {
	const columns = sql.join(KEPT.map((column) => sql.ref(`own.${column}`)));
	const score = { value: sql`value`, day: sql`day`, windowIndex: sql`window_index` };
	const windows = VISIT_WINDOWS.map(
		(window, i) => sql`${nearestScoreSql(window, i, score)} as ${sql.ref(`window_${i + 1}`)}`
	);
	const names = VISIT_WINDOWS.map((_, i) => sql.ref(`scored.window_${i + 1}`));
	const planned = sql.join(VISIT_WINDOWS.map(({ week }, i) => sql`(${i}::int, ${7 * week}::int)`));
	const inWindow = windowIndexSql(VISIT_WINDOWS, sql`planned.day - ended.day`);
	return sql<TrajectoryTable>`(
		select ${columns}, ${sql.join(names)},
			own.month_end + ended.day as month_end,
			own.dropped_day - ended.day as dropped_day,
			visit.scheduled
		from trajectory as own
			cross join lateral (
				select max(session.session_day) as day from session
				where session.clinic_id = own.clinic_id and session.course_id = own.course_id
					and session.performed = 'done'
			) as ended
			cross join lateral (
				select coalesce(bit_or(1 << ${inWindow}), 0) as scheduled
				from (values ${planned}) as planned (bit, day)
				where (own.scheduled >> planned.bit) & 1 = 1
			) as visit
			cross join lateral (
				select ${sql.join(windows)} from (
					select day, value, ${windowIndexSql(VISIT_WINDOWS, sql`day`)} as window_index from (
						select assessment.assessed_day - ended.day as day,
							round(avg(assessment.value) * 100)::int as value
						from assessment
						where assessment.clinic_id = own.clinic_id
							and assessment.course_id = own.course_id
							and assessment.measure = own.measure and assessment.value is not null
							and assessment.quality <> 'rejected' and assessment.imputed = 'none'
							and assessment.assessed_day > ended.day
						group by assessment.assessed_day
					) as read
				) as placed
			) as scored
	)`;
}
