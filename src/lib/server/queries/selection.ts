/** Filters as conditions on course_profile and trajectory, which name their bands alike. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { areaRoot } from '#lib/domain/areas.ts';
import { DIMENSION_FACTS, type Dimension } from '#lib/domain/dimensions.ts';
import { quartersOf } from '#lib/domain/filters.ts';
import type { Group, Question } from '../analysis.ts';

/** The column behind a dimension. The names are our own constants; no input reaches them. */
export const columnOf = (alias: string, dimension: Dimension) =>
	sql.ref(`${alias}.${DIMENSION_FACTS[dimension].column}`);

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
			const quarters = quartersOf(value, known.quarters);
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

/** Only the lines that may be shown: a total must not count what its parts hide. */
export function amongLines(
	shown: readonly Group[] | undefined,
	line: RawBuilder<unknown>
): RawBuilder<SqlBool> {
	if (!shown) return sql`true`;
	if (shown.length === 0) return sql`false`;
	const values = shown.map(({ key }) => sql`${key.line ?? ''}`);
	return sql`coalesce(${line}, '') in (${sql.join(values)})`;
}
