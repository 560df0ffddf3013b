/** The rules of a cohort as conditions on the tables of a release. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { CohortRules } from '#lib/domain/cohort-rules.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import type { ReleaseColumnName } from '#lib/domain/release-columns.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';

/**
 * Whether a row of `alias` (release_course, or release_trajectory, which carries the same bands) belongs to
 * a cohort of these rules. Values of one column are alternatives; columns, and follow-up, all have to hold.
 */
export function inCohort(alias: string, { where, followUp }: CohortRules): RawBuilder<SqlBool> {
	const conditions = Object.entries(where).flatMap(([name, values]) =>
		// Rules come from one parser, so the key is a column.
		values ? [oneOf(alias, name as ReleaseColumnName, values)] : []
	);
	if (followUp) conditions.push(seenAgain(alias, followUp));
	return conditions.length > 0 ? sql<SqlBool>`${sql.join(conditions, sql` and `)}` : sql`true`;
}

/** The courses of a cohort, for tables that carry no bands. */
export const coursesOfCohort = (releaseNo: number, rules: CohortRules): RawBuilder<unknown> =>
	sql`select c.clinic_id, c.course_id from release_course as c
		where c.release_no = ${releaseNo} and ${inCohort('c', rules)}`;

/** The column behind a name. The names are our own constants; no input reaches them. */
const columnOf = (alias: string, name: ReleaseColumnName) =>
	sql.ref(`${alias}.${name === 'quarter' ? 'year' : DIMENSION_FACTS[name].column}`);

function oneOf(
	alias: string,
	name: ReleaseColumnName,
	values: readonly string[]
): RawBuilder<SqlBool> {
	const chosen = sql`any (${[...values]}::text[])`;
	const matches = sql<SqlBool>`${columnOf(alias, name)} = ${chosen}`;
	// A part is asked for by its own name, an area with all its parts by that of the root.
	return name === 'area'
		? sql<SqlBool>`(${matches} or ${sql.ref(`${alias}.area`)} = ${chosen})`
		: matches;
}

function seenAgain(
	alias: string,
	{ concern, weeks }: NonNullable<CohortRules['followUp']>
): RawBuilder<SqlBool> {
	const scored = weeks.map(
		(week) => sql`seen.${sql.ref(`window_${VISIT_WEEKS.indexOf(week) + 1}`)} is not null`
	);
	return sql<SqlBool>`exists (
		select from release_trajectory as seen join measure on measure.measure = seen.measure
		where seen.release_no = ${sql.ref(`${alias}.release_no`)}
			and seen.clinic_id = ${sql.ref(`${alias}.clinic_id`)}
			and seen.course_id = ${sql.ref(`${alias}.course_id`)}
			and seen.concern = ${concern} and (${sql.join(scored, sql` or `)})
			and (seen.baseline_x100 is not null or not measure.has_baseline)
	)`;
}
