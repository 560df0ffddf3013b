/** Sums of sessions with and without each side effect, per patient, by one dimension. */
import { sql, type SqlBool } from 'kysely';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import type { Group, Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { amongLines, columnOf, selected } from './selection.ts';

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
export function sideEffectSums(cohort: Cohort, question: Question, shown?: readonly Group[]) {
	const { by } = question.filters;
	const line = by ? sql<string | null>`${columnOf('c', by)}` : sql<string | null>`null::text`;
	const asked = sql<SqlBool>`s.side_effects_asked = 'yes'`;
	return cohort
		.selectFrom((eb) =>
			eb
				.selectFrom('session as s')
				.innerJoin('course_profile as c', (join) =>
					join.onRef('c.clinic_id', '=', 's.clinic_id').onRef('c.course_id', '=', 's.course_id')
				)
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
				)
				.where('s.performed', '=', 'done')
				.where('c.control', '=', false)
				.where(selected('c', question))
				.where(amongLines(shown, line))
				.select([
					(shown ? sql<string | null>`null::text` : line).as('line'),
					'c.clinic_id',
					'c.patient_id',
					sql<number>`count(distinct c.course_id)`.as('courses'),
					sql<number>`count(*)`.as('sessions'),
					sql<number>`count(*) filter (where ${asked})`.as('answered'),
					sql<number>`count(distinct x.course_id)`.as('serious'),
					...SIDE_EFFECTS.map(({ term }) =>
						sql<number>`count(*) filter (where ${asked} and ${term} = any (r.terms))`.as(
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

function overPatients(term: string) {
	const events = sql.ref(`p.e_${term}`);
	return [
		sql<number>`sum(${events})`.as(`events_${term}`),
		sql<number>`count(*) filter (where ${events} > 0)`.as(`patients_with_${term}`),
		sql<number>`sum(${events} * ${events})`.as(`event_squares_${term}`),
		sql<number>`sum(${events} * p.answered)`.as(`cross_products_${term}`)
	];
}
