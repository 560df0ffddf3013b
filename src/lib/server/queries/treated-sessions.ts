/** Sessions that took place, with what was reported after them: the rows that safety is counted over. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters } from '#lib/domain/filters.ts';
import { SIDE_EFFECTS, type SideEffect } from '#lib/domain/side-effects.ts';
import type { CohortTables } from '../cohort.ts';

const termsThatAre = (kind: SideEffect['expected']) =>
	SIDE_EFFECTS.filter(({ expected }) => expected === kind).map(({ term }) => term);

/** Serious by their nature, whatever the report says. */
const SERIOUS_TERMS = termsThatAre('serious');
const UNEXPECTED_TERMS = termsThatAre('unexpected');

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

/** How reports count: after each session or in a whole course, and how bad they must have been. */
export type Counting = Pick<Filters, 'per' | 'least'>;
const EACH_SESSION: Counting = { per: 'session', least: 'any' };

/** Among all reports those that are bad enough; one whose severity nobody wrote down counts under any. */
const BAD_ENOUGH: Record<Counting['least'], RawBuilder<SqlBool>> = {
	any: sql`true`,
	moderate: sql`e.severity in ('moderate', 'severe')`,
	severe: sql`e.severity = 'severe'`
};

/**
 * The same with what was reported after each, or after any session of its course that was asked about:
 * `r`, by how bad it was; and with what its course has on record, whether a session was named or asked
 * about or not: `x`, by whether any of it is `serious`, or serious or `unexpected`. A report with the
 * severity none says that the effect was absent.
 */
export function treatedSessions(
	eb: ExpressionBuilder<CohortTables, never>,
	{ per, least }: Counting = EACH_SESSION
) {
	return doneSessions(eb)
		.leftJoin(reported(eb, { per, least }).as('r'), (join) =>
			join
				.onRef('r.clinic_id', '=', 's.clinic_id')
				.onRef('r.course_id', '=', 's.course_id')
				.on(per === 'course' ? sql<SqlBool>`true` : sql<SqlBool>`r.session_no = s.session_no`)
		)
		.leftJoin(
			eb
				.selectFrom('side_effect as e')
				.where('e.severity', '<>', 'none')
				.select([
					'e.clinic_id',
					'e.course_id',
					sql<boolean>`bool_or(${SERIOUS})`.as('serious'),
					sql<boolean>`bool_or(${SERIOUS} or e.term in (${sql.join(UNEXPECTED_TERMS)}))`.as(
						'unexpected'
					)
				])
				.groupBy(['e.clinic_id', 'e.course_id'])
				.as('x'),
			(join) =>
				join.onRef('x.clinic_id', '=', 's.clinic_id').onRef('x.course_id', '=', 's.course_id')
		);
}

const SERIOUS = sql<SqlBool>`(e.serious = 'yes' or e.term in (${sql.join(SERIOUS_TERMS)}))`;

const NO_TERMS = sql<string[]>`null::text[]`;

/** Terms after sessions: `terms` bad enough, and where that leaves some out: all, and the worse. */
function reported(eb: ExpressionBuilder<CohortTables, never>, { per, least }: Counting) {
	const terms = (enough: RawBuilder<SqlBool>) =>
		sql<string[]>`array_agg(distinct e.term) filter (where ${enough})`;
	const ofSession = eb
		.selectFrom('side_effect as e')
		.where('e.severity', '<>', 'none')
		.where('e.session_no', 'is not', null);
	const ofCourse = ofSession.innerJoin('session as s', (join) =>
		join
			.onRef('s.clinic_id', '=', 'e.clinic_id')
			.onRef('s.course_id', '=', 'e.course_id')
			.onRef('s.session_no', '=', 'e.session_no')
			.on('s.performed', '=', 'done')
			.on(ASKED)
	);
	return (per === 'course' ? ofCourse : ofSession)
		.select([
			'e.clinic_id',
			'e.course_id',
			(per === 'course' ? sql<number | null>`null::int` : sql<number | null>`e.session_no`).as(
				'session_no'
			),
			terms(BAD_ENOUGH[least]).as('terms'),
			(least === 'any' ? NO_TERMS : terms(BAD_ENOUGH.any)).as('any_terms'),
			(least === 'severe' ? terms(BAD_ENOUGH.moderate) : NO_TERMS).as('worse_terms')
		])
		.groupBy(['e.clinic_id', 'e.course_id', sql`3`]);
}

/**
 * A session that was asked about or was not; of a course none of whose sessions was (`never`); one
 * followed by an effect, where courses are counted: of a course with it; one of a course with a serious
 * report; asked about and of a course with nothing on record (`free`), or nothing serious or unexpected
 * (`calm`), the latter but not the former (`usual`), or not that though nothing is serious
 * (`unexpected`). `no_` before any of these: asked about, and not so. `milder_`, `worse_`: followed by the
 * effect, not bad enough; the second of them, and yet moderate.
 */
export function sessionMark(mark: string): RawBuilder<SqlBool> {
	const [how, ...of] = mark.split('_');
	const term = of.join('_');
	switch (how) {
		case 'no':
			return sql`${ASKED} and (${sessionMark(term)}) is not true`;
		case 'milder':
			return sql`${had(term, 'any_terms')} and (${had(term, 'terms')}) is not true`;
		case 'worse':
			return sql`${had(term, 'worse_terms')} and (${had(term, 'terms')}) is not true`;
	}
	switch (mark) {
		case 'asked':
			return ASKED;
		case 'unasked':
			return sql`(${ASKED}) is not true`;
		case 'never':
			return sql`(c.clinic_id, c.course_id) not in (select s.clinic_id, s.course_id from session as s
				where s.performed = 'done' and ${ASKED})`;
		case 'serious':
			return sql`x.serious`;
		case 'free':
			return sql`${ASKED} and x.course_id is null`;
		case 'calm':
			return sql`${ASKED} and x.unexpected is not true`;
		case 'usual':
			return sql`${ASKED} and x.course_id is not null and x.unexpected is not true`;
		case 'unexpected':
			return sql`${ASKED} and x.unexpected and x.serious is not true`;
		default:
			return had(mark, 'terms');
	}
}

const had = (term: string, column: 'terms' | 'any_terms' | 'worse_terms') =>
	sql<SqlBool>`${ASKED} and ${term}::text = any (${sql.ref(`r.${column}`)})`;
