/** Sessions that took place, with what was reported after them: the rows that safety is counted over. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import type { CohortTables } from '../cohort.ts';

/** Serious by their nature, whatever the report says. */
const SERIOUS_TERMS = SIDE_EFFECTS.filter(({ expected }) => expected === 'serious').map(
	({ term }) => term
);

export const ASKED = sql<SqlBool>`s.side_effects_asked = 'yes'`;

/** Done sessions `s` of treated courses `c`. */
export const doneSessions = (eb: ExpressionBuilder<CohortTables, never>) =>
	eb
		.selectFrom('session as s')
		.innerJoin('course_profile as c', (join) =>
			join.onRef('c.clinic_id', '=', 's.clinic_id').onRef('c.course_id', '=', 's.course_id')
		)
		.where('s.performed', '=', 'done')
		.where('c.control', '=', false);

/**
 * The same with the terms reported at each (`r`) and serious reports of the course (`x`). A report with
 * the severity none says that the effect was absent.
 */
export function treatedSessions(eb: ExpressionBuilder<CohortTables, never>) {
	return doneSessions(eb)
		.leftJoin(
			eb
				.selectFrom('side_effect as e')
				.where('e.severity', '<>', 'none')
				.where('e.session_no', 'is not', null)
				.select([
					'e.clinic_id',
					'e.course_id',
					'e.session_no',
					sql<string[]>`array_agg(distinct e.term)`.as('terms')
				])
				.groupBy(['e.clinic_id', 'e.course_id', 'e.session_no'])
				.as('r'),
			(join) =>
				join
					.onRef('r.clinic_id', '=', 's.clinic_id')
					.onRef('r.course_id', '=', 's.course_id')
					.onRef('r.session_no', '=', 's.session_no')
		)
		.leftJoin(
			eb
				.selectFrom('side_effect as e')
				.where('e.severity', '<>', 'none')
				.where(sql<SqlBool>`(e.serious = 'yes' or e.term in (${sql.join(SERIOUS_TERMS)}))`)
				.select(['e.clinic_id', 'e.course_id'])
				.distinct()
				.as('x'),
			(join) =>
				join.onRef('x.clinic_id', '=', 's.clinic_id').onRef('x.course_id', '=', 's.course_id')
		);
}

/**
 * A session that was asked about or was not, one followed by an effect, one of a course with a serious
 * report; `no_erythema`, `no_serious`: one that was asked about and was not.
 */
export function sessionMark(mark: string): RawBuilder<SqlBool> {
	if (mark.startsWith('no_')) {
		return sql`${ASKED} and (${sessionMark(mark.slice('no_'.length))}) is not true`;
	}
	if (mark === 'asked') return ASKED;
	if (mark === 'unasked') return sql`(${ASKED}) is not true`;
	if (mark === 'serious') return sql`x.course_id is not null`;
	return sql`${ASKED} and ${mark}::text = any (r.terms)`;
}
