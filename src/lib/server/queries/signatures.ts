/**
 * Which cells patients are in, each with the marks their courses have there: patients of the same
 * cells counted together. From it the gate decides what may be told; no outcome is in it.
 */
import {
	sql,
	type AliasedSelectQueryBuilder,
	type ExpressionBuilder,
	type RawBuilder,
	type SqlBool
} from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { atomOf } from './selection.ts';

/** One row a course (or series): what it is a record of, whose it is, the cell it falls into. */
type Celled = { base: string; clinic_id: string; patient_id: string; cell: string };

/**
 * `base` (the measure), `cells` and `patients` for each set of cells that patients have in common.
 * `cells` is a list of JSON arrays without its brackets: the atoms in order, then the marks as 0 and 1.
 */
export function signaturesOf(
	cohort: Cohort,
	celled: (eb: ExpressionBuilder<CohortTables, never>) => AliasedSelectQueryBuilder<Celled, 'c'>
) {
	return cohort
		.selectFrom((eb) =>
			eb
				.selectFrom((inner) => celled(inner))
				.select([
					'c.base',
					sql<string>`string_agg(distinct c.cell, ',' order by c.cell)`.as('cells')
				])
				.groupBy(['c.base', 'c.clinic_id', 'c.patient_id'])
				.as('p')
		)
		.select(['p.base', 'p.cells', sql<number>`count(*)`.as('patients')])
		.groupBy(['p.base', 'p.cells']);
}

/** PostgreSQL calls no function with more than 100. */
const MOST_ARGUMENTS = 90;

/** The cell of a row: its values of the axes, then each mark as 0 or 1. */
export function cellOf(
	atoms: readonly RawBuilder<unknown>[],
	marks: readonly RawBuilder<SqlBool>[]
): RawBuilder<string> {
	const bits = marks.map((mark) => sql`((${mark}) is true)::int`);
	const parts = Array.from(
		{ length: Math.ceil(bits.length / MOST_ARGUMENTS) },
		(_, i) => sql`concat(${sql.join(bits.slice(MOST_ARGUMENTS * i, MOST_ARGUMENTS * (i + 1)))})`
	);
	const marked = parts.length > 0 ? sql.join(parts, sql` || `) : sql`''::text`;
	return sql<string>`jsonb_build_array(${sql.join([...atoms, marked])})::text collate "C"`;
}

/** The columns behind the axes, in their order; `own` are axes that the query itself knows. */
export const atomsOf = (
	alias: string,
	axes: readonly string[],
	question: Question,
	own: Readonly<Record<string, RawBuilder<unknown>>> = {}
): RawBuilder<unknown>[] => axes.map((axis) => own[axis] ?? atomOf(alias, axis, question));
