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

/** Patients who are in one cell each, counted together; `cells` is that cell. */
type Counted = { base: string; cells: string; patients: number };

type Tables = ExpressionBuilder<CohortTables, never>;

/**
 * `base` (the measure), `cells` and `patients` for each set of cells that patients have in common.
 * `cells` is a list of JSON arrays without its brackets: the atoms in order, then the marks as 0 and 1.
 * Patients of whom there is one row only may be left to `alone`, which need not look for others.
 */
export function signaturesOf(
	cohort: Cohort,
	celled: (eb: Tables) => AliasedSelectQueryBuilder<Celled, 'c'>,
	alone?: (eb: Tables) => AliasedSelectQueryBuilder<Counted, 'a'>
) {
	const gathered = (eb: Tables) =>
		eb
			.selectFrom((outer) =>
				outer
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
	return (
		cohort
			.selectFrom((eb) => {
				const one = alone && eb.selectFrom(alone(eb)).select(['a.base', 'a.cells', 'a.patients']);
				return (one ? gathered(eb).unionAll(one) : gathered(eb)).as('s');
			})
			.select(['s.base', 's.cells', sql<number>`sum(s.patients)`.as('patients')])
			.groupBy(['s.base', 's.cells'])
			// What is hidden is named in the order in which it is found: the same every time.
			.orderBy('s.base')
			.orderBy('s.cells')
	);
}

/** PostgreSQL calls no function with more than 100. */
const MOST_ARGUMENTS = 90;

/** The cell of a row: its values of the axes, then each mark as 0 or 1. */
export const cellOf = (
	atoms: readonly RawBuilder<unknown>[],
	marks: readonly RawBuilder<SqlBool>[]
): RawBuilder<string> => cellText(atoms, bitsOf(marks));

/** The same of values and bits that are columns already: text is slow, and there are few cells and many rows. */
export const cellText = (
	atoms: readonly RawBuilder<unknown>[],
	bits: RawBuilder<string>
): RawBuilder<string> =>
	sql<string>`jsonb_build_array(${sql.join([...atoms, bits])})::text collate "C"`;

export function bitsOf(marks: readonly RawBuilder<SqlBool>[]): RawBuilder<string> {
	const bits = marks.map((mark) => sql`((${mark}) is true)::int`);
	const parts = Array.from(
		{ length: Math.ceil(bits.length / MOST_ARGUMENTS) },
		(_, i) => sql`concat(${sql.join(bits.slice(MOST_ARGUMENTS * i, MOST_ARGUMENTS * (i + 1)))})`
	);
	return parts.length > 0 ? sql<string>`${sql.join(parts, sql` || `)}` : sql<string>`''::text`;
}

/** The columns behind the axes, in their order; `own` are axes that the query itself knows. */
export const atomsOf = (
	alias: string,
	axes: readonly string[],
	question: Question,
	own: Readonly<Record<string, RawBuilder<unknown>>> = {}
): RawBuilder<unknown>[] => axes.map((axis) => own[axis] ?? atomOf(alias, axis, question));
