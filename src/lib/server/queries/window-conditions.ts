/** What a visit window of a series says: scored, due, seen, dropped, improved enough. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { closesOnDay, opensOnDay, VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';

/** What became of a visit that was planned, as a number that is cheap to group and count by. */
export const VISIT = { seen: sql`1`, dropped: sql`2`, missed: sql`3`, not_yet_due: sql`4` };

/**
 * Conditions and the improvement (in hundredths) of one window, on `trajectory as t` with its
 * `clinic as c`. A condition may be null where a score or a baseline is missing. A rating of change
 * has no baseline and needs none.
 */
export function windowOf(index: number, rated = false) {
	const window = VISIT_WINDOWS[index];
	if (!window) throw new Error(`no visit window ${index}`);
	const score = sql.ref(`t.window_${index + 1}`);
	const begun = rated ? sql`true` : sql`t.baseline_x100 is not null`;
	const gain = sql`(t.direction * (${score} - t.baseline_x100))`;
	const scored = sql<SqlBool>`${score} is not null and ${begun}`;
	const planned = sql`(t.scheduled >> ${index}::int) & 1 = 1 and ${begun}`;
	const closed = sql`t.month_end + ${closesOnDay(window)}::int <= c.data_through - date '1970-01-01'`;
	const early = sql`t.dropped_day < ${opensOnDay(window)}::int`;
	const due = sql<SqlBool>`${planned} and ${closed}`;
	const dropped = sql<SqlBool>`${due} and ${score} is null and ${early}`;
	return {
		week: window.week,
		score,
		gain,
		scored,
		due,
		seen: sql<SqlBool>`${due} and ${scored}`,
		dropped,
		missed: sql<SqlBool>`${due} and ${score} is null and (${early}) is not true`,
		not_yet_due: sql<SqlBool>`${planned} and not (${closed})`,
		/** Which of VISIT the series is in, decided at one go; null where it was to have no visit. */
		visit: sql<number | null>`case when ${planned} then case
			when ${closed} then case when ${score} is not null then ${VISIT.seen}
				when ${early} then ${VISIT.dropped} else ${VISIT.missed} end
			when not (${closed}) then ${VISIT.not_yet_due} end end`,
		/** Whether the score could make the series a responder, and whether it did. */
		ruled: sql<SqlBool>`${scored} and t.responder_x100 is not null`,
		responded: sql<SqlBool>`${gain} >= t.responder_x100`,
		unresponded: sql<SqlBool>`${gain} < t.responder_x100`
	};
}

/** A condition of a window by the name a guard gives it: `scored_26`. */
export function windowMark(name: string): RawBuilder<SqlBool> {
	const at = name.lastIndexOf('_');
	const index = VISIT_WINDOWS.findIndex(({ week }) => String(week) === name.slice(at + 1));
	const conditions: Record<string, unknown> = windowOf(index);
	// A guard names only conditions of windowOf; a wrong name is a defect and throws.
	const condition = conditions[name.slice(0, at)] as RawBuilder<SqlBool> | undefined;
	if (!condition) throw new Error(`no mark ${name}`);
	return condition;
}
