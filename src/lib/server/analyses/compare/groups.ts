/** What both questions of a comparison share: the keys they take, their groups, what hides what. */
import { ARM_KEYS } from '#lib/domain/arms.ts';
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import type { Accepted } from '#lib/domain/filters.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { FlatRow, Group, Guarded, Question } from '../../analysis.ts';
import { CURVE_SUMS, FOLLOW_UP } from '../../queries/compared-series.ts';
import { recordsOf } from './patients.ts';

/** Areas are pooled, of one measure; the groups differ in the arms' keys. */
export const ACCEPTED: Accepted = {
	view: ['concern', 'measure', 'wk', 'clock', 'data'],
	where: DIMENSIONS,
	by: [],
	defaultBy: null,
	panels: null,
	parts: null,
	arms: ARM_KEYS,
	concernInBar: true
};

export function groups(rows: readonly FlatRow[], { filters }: Question): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const numbers = (names: readonly string[], week: number) =>
			Object.fromEntries(names.map((name) => [name, number(`${name}_${week}`)]));
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		return {
			key: { measure: text('measure'), area: null, line: text('line') },
			patients: number('patients'),
			courses: number('courses'),
			cells: Object.fromEntries(
				VISIT_WEEKS.map((week) => [
					week,
					{
						patients: number(`patients_${week}`),
						sums: numbers(CURVE_SUMS, week),
						...(week === filters.wk ? { records: recordsOf(row) } : {})
					}
				])
			),
			counts: Object.fromEntries(
				VISIT_WEEKS.map((week) => {
					const counts = numbers(['n', ...FOLLOW_UP], week);
					const { due = 0, seen = 0, dropped = 0 } = counts;
					return [week, { ...counts, missed: due - seen - dropped }];
				})
			)
		};
	});
}

/**
 * A mean, and every model at a week, rests on the series scored in its window. Outside the clinic
 * follow-up is told as a whole or not.
 */
export function guards({ viewer }: Pick<Question, 'viewer'>): Guarded[] {
	const follow = ['scored', 'due', 'seen', 'missed', 'dropped', 'not_yet_due'];
	return VISIT_WEEKS.flatMap((week) => [
		{ id: `cells.${week}`, marks: [`scored_${week}`] },
		...(viewer.insideClinic
			? []
			: [{ id: `counts.${week}`, marks: follow.map((kind) => `${kind}_${week}`) }])
	]);
}
