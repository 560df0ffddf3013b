/** Filters as conditions on course_profile and trajectory, which name their bands alike. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { areaRoot } from '#lib/domain/areas.ts';
import { DIMENSION_FACTS, DIMENSIONS, type Dimension } from '#lib/domain/dimensions.ts';
import { asksForPart, quartersIn } from '#lib/domain/reach.ts';
import type { Question } from '../analysis.ts';

/** The column behind a dimension. The names are our own constants; no input reaches them. */
export const columnOf = (alias: string, dimension: Dimension) =>
	sql.ref(`${alias}.${DIMENSION_FACTS[dimension].column}`);

/** The value of the grouping that names a group; null without a grouping. */
export const lineOf = (alias: string, { filters: { by } }: Question): RawBuilder<string | null> =>
	by ? sql<string | null>`${columnOf(alias, by)}` : sql<string | null>`null::text`;

/** The area whose panel a series `t` is in; null where areas are pooled. */
export const panelAreaOf = ({ filters }: Question): RawBuilder<string | null> =>
	filters.concern ? sql<string | null>`t.area_root` : sql<string | null>`null::text`;

/** One condition for all filters of the question; true for none. */
export function selected(alias: string, question: Question): RawBuilder<SqlBool> {
	const conditions = Object.entries(question.filters.where).map(([key, value]) =>
		// Filters come from one parser, so the key is a dimension.
		condition(alias, key as Dimension, value, question)
	);
	return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}

function condition(
	alias: string,
	dimension: Dimension,
	value: string,
	{ viewer, known }: Question
): RawBuilder<SqlBool> {
	switch (dimension) {
		case 'area':
			return areaRoot(value) === value
				? sql`${columnOf(alias, 'area')} = ${value}`
				: sql`${sql.ref(`${alias}.area`)} = ${value}`;
		case 'quarter': {
			const quarters = quartersIn(value, known.quarters);
			if (quarters.length === 0) return sql`false`;
			return sql`${columnOf(alias, 'quarter')} in (${sql.join(quarters)})`;
		}
		case 'practitioner':
			if (value === 'mine') return sql`${columnOf(alias, dimension)} = ${viewer.operatorCode}`;
			if (value === 'rest') {
				return sql`${columnOf(alias, dimension)} is distinct from ${viewer.operatorCode}`;
			}
			return sql`${columnOf(alias, dimension)} = ${value}`;
		default:
			return sql`${columnOf(alias, dimension)} = ${value}`;
	}
}

/** The finest value of a dimension that a question tells apart. Throws for what is no dimension. */
export function atomOf(alias: string, axis: string, question: Question): RawBuilder<unknown> {
	const dimension = DIMENSIONS.find((name) => name === axis);
	if (!dimension) throw new Error(`no axis ${axis}`);
	const { filters, known, viewer } = question;
	if (dimension === 'area' && asksForPart(filters)) return sql.ref(`${alias}.area`);
	if (dimension === 'practitioner' && known.practitioners.some(({ value }) => value === 'mine')) {
		return sql`case when ${columnOf(alias, dimension)} = ${viewer.operatorCode}::text
			then 'mine' else 'rest' end`;
	}
	return columnOf(alias, dimension);
}
