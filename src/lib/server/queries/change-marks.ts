/** What a series says of one visit window, and which patients are in which cells with it. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { MEASURES } from '#lib/domain/instruments/index.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { COUNTED, seriesSignatures } from './improvement-sums.ts';
import { windowMark, windowOf } from './window-conditions.ts';

/** The mark of series without a session or a baseline, which no group counts. */
export const BESIDE = 'beside';

/** Above which change of one patient is more than noise, in hundredths; measures not in it: not known. */
export type Noise = ReadonlyMap<string, number>;
export const NOISE: Noise = new Map(
	MEASURES.flatMap(({ code, mdc95 }) => (mdc95 === null ? [] : [[code, 100 * mdc95] as const]))
);

/**
 * The patients of the same series, whatever the filters say: those of the figures over time, and beside
 * them those who have a series without a session or a baseline.
 */
export const changeSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) => seriesSignatures(cohort, question, axes, marks.map(markOf), sql`true`);

function markOf(name: string): RawBuilder<SqlBool> {
	if (name === 'recorded') return sql`true`;
	if (name === BESIDE) return sql`not (${COUNTED})`;
	if (name === 'without_session') return sql`t.sessions_done = 0`;
	if (name === 'without_baseline') return sql`t.sessions_done > 0 and t.baseline_x100 is null`;
	const at = name.lastIndexOf('_');
	const own = partsOf(Number(name.slice(at + 1)), NOISE)[name.slice(0, at)];
	return sql`${COUNTED} and (${own ?? windowMark(name)})`;
}

export const windowAt = (week: number) =>
	windowOf(VISIT_WINDOWS.findIndex((window) => window.week === week));

/** What a window says of a series beyond `windowOf`, under the names that guards give it. */
export function partsOf(week: number, noise: Noise): Record<string, RawBuilder<SqlBool>> {
	const { gain, scored, due } = windowAt(week);
	const floor = noiseOf(noise);
	return {
		improved: sql`${scored} and ${gain} > 0`,
		unimproved: sql`${scored} and ${gain} <= 0`,
		judged: sql`${scored} and ${floor} is not null`,
		detectable: sql`${scored} and abs(${gain}) > ${floor}`,
		undetectable: sql`${scored} and abs(${gain}) <= ${floor}`,
		unplanned: sql`${scored} and (${due}) is not true`,
		unseen: sql`${due} and (${scored}) is not true`
	};
}

/** The change of one patient above which it is more than noise; null where that is not known. */
export function noiseOf(noise: Noise): RawBuilder<number | null> {
	if (noise.size === 0) return sql<null>`null::double precision`;
	const cases = [...noise].map(
		([code, floor]) => sql`when ${code}::text then ${floor}::double precision`
	);
	return sql<number | null>`case t.measure ${sql.join(cases, sql` `)} end`;
}
