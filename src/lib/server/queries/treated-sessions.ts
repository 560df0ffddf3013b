/** Sessions that took place, of treated courses. */
import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CohortTables } from '../cohort.ts';

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
