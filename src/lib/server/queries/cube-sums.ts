/** The sums of improvement from the read model that fits the question. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { ALL_AREAS, LEADING_AREAS, NO_GROUPING, readModelFor } from '../read-models/choose.ts';
import { improvementSums, improvementSumsAndTotals, measures } from './improvement-sums.ts';
import { panelAreaOf } from './selection.ts';
import { WINDOW_COUNTS, WINDOW_SUMS } from './window-sums.ts';

/** As `improvementSums` gives them, whichever read model is asked. */
export const sumsOfImprovement = (cohort: Cohort, question: Question) =>
	readModelFor(question) === 'cube'
		? cubeSums(cohort, question)
		: improvementSums(cohort, question);

/** With the totals, where `trajectory` is read for both. */
export function sumsOfImprovementAndTotals(cohort: Cohort, question: Question) {
	const { filters } = question;
	const together = { ...question, filters: { ...filters, by: null } };
	const cube = [question, together].some((of) => readModelFor(of) === 'cube');
	return cube || filters.model ? null : improvementSumsAndTotals(cohort, question);
}

/** What `improvementSums` gives, from `cube_clinic`, for a question that the cube answers. */
export function cubeSums(cohort: Cohort, question: Question) {
	const { where, by } = question.filters;
	const byClinic = by === 'clinic';
	const line = byClinic ? sql<string>`t.clinic_id` : sql<string | null>`nullif(t.line, '')`;
	const sums = (name: string, as: string) => sql<number>`sum(${sql.ref(`t.${name}`)})`.as(as);
	return cohort
		.selectFrom('cube_clinic as t')
		.where('t.grouping', '=', byClinic || by === null ? NO_GROUPING : by)
		.where(areas(question))
		.$if(where.clinic !== undefined, (query) => query.where('t.clinic_id', '=', where.clinic ?? ''))
		.select([
			't.measure',
			panelAreaOf(question).as('area'),
			line.as('line'),
			...['patients', 'courses', 'without_baseline'].map((name) => sums(name, name)),
			...VISIT_WINDOWS.flatMap(({ week }, i) =>
				[...WINDOW_SUMS, ...WINDOW_COUNTS].map((name) =>
					sums(`${name}_${i + 1}`, `${name}_${week}`)
				)
			)
		])
		.groupBy([sql`1`, sql`2`, sql`3`]);
}

/** The rows of the measures asked for: area by area, or of the areas that are pooled. */
function areas(question: Question): RawBuilder<SqlBool> {
	const { concern, measure, where } = question.filters;
	if (where.area !== undefined) {
		return sql<SqlBool>`t.area_root = ${where.area} and ${measures(question)}`;
	}
	if (concern !== null) {
		return sql<SqlBool>`t.area_root not in (${ALL_AREAS}, ${LEADING_AREAS}) and ${measures(question)}`;
	}
	return measure === null
		? sql<SqlBool>`t.area_root = ${LEADING_AREAS}`
		: sql<SqlBool>`t.area_root = ${ALL_AREAS} and ${measures(question)}`;
}
