/**
 * The visit windows as SQL. The domain's own rule is asked once for each day, and the statement holds
 * the answers as runs of days: so there is one rule, not two that have to agree.
 */
import { sql, type RawBuilder } from 'kysely';
import { closesOnDay, windowOfDay, type VisitWindow } from '#lib/domain/visit-windows.ts';

type Expression = RawBuilder<unknown>;

/** Days in a row that belong to the same window; `index` is the window's place in the list. */
export type WindowRun = { index: number; from: number; to: number };

/** The runs of days that belong to a window, from the first day to the last window's end. */
export function windowRuns(windows: readonly VisitWindow[]): WindowRun[] {
	const runs: WindowRun[] = [];
	const last = Math.floor(Math.max(0, ...windows.map(closesOnDay)));
	for (let day = 1; day <= last; day++) {
		const window = windowOfDay(day, windows);
		if (!window) continue;
		const index = windows.indexOf(window);
		const run = runs.at(-1);
		if (run && run.index === index && run.to === day - 1) run.to = day;
		else runs.push({ index, from: day, to: day });
	}
	return runs;
}

/** The place in the list of the window that holds the day; null outside every window. */
export function windowIndexSql(
	windows: readonly VisitWindow[],
	day: Expression
): RawBuilder<number | null> {
	const cases = windowRuns(windows).map(
		({ index, from, to }) => sql`when ${day} between ${from}::int and ${to}::int then ${index}::int`
	);
	if (cases.length === 0) return sql<null>`null::int`;
	return sql<number | null>`case ${sql.join(cases, sql` `)} end`;
}

/** The bits of the planned windows, as `scheduleBits` sets them, of a list of weeks. */
export function scheduleBitsSql(
	windows: readonly VisitWindow[],
	weeks: Expression
): RawBuilder<number> {
	const index = windowIndexSql(windows, sql`planned.week * 7`);
	return sql<number>`(
		select coalesce(bit_or(1 << ${index}), 0)
		from unnest(${weeks}) as planned (week)
	)`;
}

/**
 * Of the group's scores in the window, the one nearest its target, the earlier one at a tie. Scores and days
 * are ints. The least of lists is quicker than the first of a sorted list, which is sorted for each group.
 */
export function nearestScoreSql(
	window: VisitWindow,
	index: number,
	columns: { value: Expression; day: Expression; windowIndex: Expression }
): RawBuilder<number | null> {
	const { value, day, windowIndex } = columns;
	return sql<number | null>`(
		min(array[abs(${day} - ${window.week * 7}::int), ${day}, ${value}])
			filter (where ${windowIndex} = ${index}::int)
	)[3]`;
}
