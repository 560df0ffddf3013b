/** Series scored at all visits of a list, with their improvement at each, and who has them. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { DEFAULT_WEEK } from '#lib/domain/filters.ts';
import { DEFAULT_VISIT_WEEKS, VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { windowAt } from './change-marks.ts';
import { COUNTED, measures, seriesSignatures } from './improvement-sums.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';

/** The visit whose gain is the whole: the last one that clinics usually plan. */
export const LAST_WEEK = DEFAULT_WEEK;

/** The two lists of visits up to it: those that clinics usually plan, and every window there is. */
export const LISTS = ['usual', 'every'] as const;
export type VisitList = (typeof LISTS)[number];

export const weeksOf = (list: VisitList): number[] =>
	VISIT_WEEKS.filter(
		(week) => week <= LAST_WEEK && (list === 'every' || DEFAULT_VISIT_WEEKS.includes(week))
	);

/** Scored at every visit of the list. */
function scoredAtAll(list: VisitList): RawBuilder<SqlBool> {
	const each = weeksOf(list).map((week) => sql`(${windowAt(week).scored})`);
	return sql<SqlBool>`(${sql.join(each, sql` and `)})`;
}

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line`, `patients` and
 * `courses` (with a session and a baseline), `scored` (series at the last visit), and for each list
 * `patients_usual`, and `usual`: a JSON list over series of [patient, improvement at the list's first
 * visit, second, …] in hundredths, of those scored at all of them.
 */
export function plateauSeries(cohort: Cohort, question: Question) {
	const area = panelAreaOf(question);
	const line = lineOf('t', question);
	const patient = sql`concat_ws(' ', t.clinic_id, t.patient_id)`;
	return cohort
		.selectFrom('trajectory as t')
		.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
		.where('t.control', '=', false)
		.where(COUNTED)
		.where(measures(question))
		.where(selected('t', question))
		.select([
			't.measure',
			area.as('area'),
			line.as('line'),
			sql<number>`count(distinct (t.clinic_id, t.patient_id))`.as('patients'),
			sql<number>`count(*)`.as('courses'),
			sql<number>`count(*) filter (where ${windowAt(LAST_WEEK).scored})`.as('scored'),
			...LISTS.flatMap((list) => {
				const all = scoredAtAll(list);
				const gains = weeksOf(list).map((week) => windowAt(week).gain);
				return [
					sql<number>`count(distinct (t.clinic_id, t.patient_id)) filter (where ${all})`.as(
						`patients_${list}`
					),
					sql<string>`coalesce(jsonb_agg(jsonb_build_array(${patient}, ${sql.join(gains)})
						order by t.clinic_id, t.patient_id, t.course_id) filter (where ${all}), '[]')::text`.as(list)
				];
			})
		])
		.groupBy([sql`1`, sql`2`, sql`3`]);
}

/** A list with a series in it, and `no_` before it: with a series that is not. */
function mark(name: string): RawBuilder<SqlBool> {
	const list = LISTS.find((one) => one === name.replace('no_', '')) ?? 'usual';
	return name.startsWith('no_') ? sql`${scoredAtAll(list)} is not true` : scoredAtAll(list);
}

/** The patients of the same series; the marks `usual`, scored at all usual visits, and `no_usual`. */
export const plateauSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) => seriesSignatures(cohort, question, axes, marks.map(mark), COUNTED);
