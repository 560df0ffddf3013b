/** Sums of sessions with and without each side effect, per patient, by one dimension. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { columnOf, selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';

/** What each side effect carries; the query names them `events_erythema` and so on. */
export const TERM_SUMS = ['events', 'patients_with', 'event_squares', 'cross_products'] as const;

/** Serious by their nature, whatever the report says. */
const SERIOUS_TERMS = SIDE_EFFECTS.filter(({ expected }) => expected === 'serious').map(
	({ term }) => term
);

/**
 * One row for each group: `line` (the value of the grouping), `patients` (with an answered session),
 * `courses`, `sessions` done, `answered` sessions, `exposure_squares`, `serious` courses (with a serious
 * report, whether a session was named or asked about or not), and for
 * each side effect the numbers of TERM_SUMS. A session has an effect when one of its reports names it
 * with a severity other than none; a session that was not asked about counts in `sessions` only.
 */
export function sideEffectSums(cohort: Cohort, question: Question) {
	const { by } = question.filters;
	const line = by ? sql<string | null>`${columnOf('c', by)}` : sql<string | null>`null::text`;
	return cohort
		.selectFrom((eb) =>
			treatedSessions(eb)
				.where(selected('c', question))
				.select([
					line.as('line'),
					'c.clinic_id',
					'c.patient_id',
					sql<number>`count(distinct c.course_id)`.as('courses'),
					sql<number>`count(*)`.as('sessions'),
					sql<number>`count(*) filter (where ${ASKED})`.as('answered'),
					sql<number>`count(distinct x.course_id)`.as('serious'),
					...SIDE_EFFECTS.map(({ term }) =>
						sql<number>`count(*) filter (where ${ASKED} and ${term} = any (r.terms))`.as(
							`e_${term}`
						)
					)
				])
				.groupBy([sql`1`, 'c.clinic_id', 'c.patient_id'])
				.as('p')
		)
		.select([
			'p.line',
			sql<number>`count(*) filter (where p.answered > 0)`.as('patients'),
			sql<number>`count(*)`.as('patients_treated'),
			sql<number>`sum(p.courses)`.as('courses'),
			sql<number>`sum(p.sessions)`.as('sessions'),
			sql<number>`sum(p.answered)`.as('answered'),
			sql<number>`sum(p.answered * p.answered)`.as('exposure_squares'),
			sql<number>`sum(p.serious)`.as('serious'),
			sql<number>`count(*) filter (where p.serious > 0)`.as('patients_with_serious'),
			...SIDE_EFFECTS.flatMap(({ term }) => overPatients(term))
		])
		.groupBy('p.line');
}

const ASKED = sql<SqlBool>`s.side_effects_asked = 'yes'`;

/** Done sessions `s` of treated courses `c`. */
const doneSessions = (eb: ExpressionBuilder<CohortTables, never>) =>
	eb
		.selectFrom('session as s')
		.innerJoin('course_profile as c', (join) =>
			join.onRef('c.clinic_id', '=', 's.clinic_id').onRef('c.course_id', '=', 's.course_id')
		)
		.where('s.performed', '=', 'done')
		.where('c.control', '=', false);

/** The same with the terms reported at each (`r`) and serious reports (`x`). */
function treatedSessions(eb: ExpressionBuilder<CohortTables, never>) {
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

/** The patients of the same sessions, whatever the filters say. Reports are read only where a mark needs them. */
export function sideEffectSignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) {
	const cell = cellOf(atomsOf('c', axes, question), marks.map(markOf)).as('cell');
	const base = sql<string>`''`.as('base');
	const reports = marks.some((mark) => mark !== 'asked' && mark !== 'unasked');
	return signaturesOf(cohort, (eb) =>
		reports
			? treatedSessions(eb).select([base, 'c.clinic_id', 'c.patient_id', cell]).as('c')
			: doneSessions(eb).select([base, 'c.clinic_id', 'c.patient_id', cell]).as('c')
	);
}

/**
 * A session that was asked about or was not, one followed by an effect, one of a course with a serious
 * report; `no_erythema`, `no_serious`: one that was asked about and was not.
 */
function markOf(mark: string): RawBuilder<SqlBool> {
	if (mark.startsWith('no_')) {
		return sql`${ASKED} and (${markOf(mark.slice('no_'.length))}) is not true`;
	}
	if (mark === 'asked') return ASKED;
	if (mark === 'unasked') return sql`(${ASKED}) is not true`;
	if (mark === 'serious') return sql`x.course_id is not null`;
	return sql`${ASKED} and ${mark}::text = any (r.terms)`;
}

function overPatients(term: string) {
	const events = sql.ref(`p.e_${term}`);
	return [
		sql<number>`sum(${events})`.as(`events_${term}`),
		sql<number>`count(*) filter (where ${events} > 0)`.as(`patients_with_${term}`),
		sql<number>`sum(${events} * ${events})`.as(`event_squares_${term}`),
		sql<number>`sum(${events} * p.answered)`.as(`cross_products_${term}`)
	];
}
