/** How often each contraindication is recorded among treated patients. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import { FLAG_ANSWERS, RECORDED_FLAGS } from '#lib/domain/recorded-flags.ts';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';

/** Treated courses `c` with their patient `p`. */
const treatedPatients = (eb: ExpressionBuilder<CohortTables, never>) =>
	eb
		.selectFrom('course_profile as c')
		.innerJoin('patient as p', (join) =>
			join.onRef('p.clinic_id', '=', 'c.clinic_id').onRef('p.patient_id', '=', 'c.patient_id')
		)
		.where('c.control', '=', false)
		.where('c.sessions_done', '>', 0);

/**
 * One row: `patients` with a treated course that the filters leave, their `courses`, and for each flag
 * the patients with each answer, `keloid_history_yes` and so on. Nobody gives no row.
 */
export const contraindicationSums = (cohort: Cohort, question: Question) =>
	cohort
		.selectFrom((eb) =>
			treatedPatients(eb)
				.where(selected('c', question))
				.select((inner) => [
					inner.fn.countAll<number>().as('courses'),
					...RECORDED_FLAGS.map(({ flag }) => `p.${flag}` as const)
				])
				.groupBy([
					'c.clinic_id',
					'c.patient_id',
					...RECORDED_FLAGS.map(({ flag }) => `p.${flag}` as const)
				])
				.as('t')
		)
		.select([
			sql<number>`count(*)`.as('patients'),
			sql<number>`sum(t.courses)`.as('courses'),
			...RECORDED_FLAGS.flatMap(({ flag }) =>
				FLAG_ANSWERS.map((answer) =>
					sql<number>`count(*) filter (where ${sql.ref(`t.${flag}`)} = ${answer})`.as(
						`${flag}_${answer}`
					)
				)
			)
		])
		.having(sql<SqlBool>`count(*) > 0`);

/** What a patient may be counted under: each flag with each answer. */
const MARKS: ReadonlyMap<string, RawBuilder<SqlBool>> = new Map(
	RECORDED_FLAGS.flatMap(({ flag }) =>
		FLAG_ANSWERS.map((answer): [string, RawBuilder<SqlBool>] => [
			`${flag}_${answer}`,
			sql<SqlBool>`${sql.ref(`p.${flag}`)} = ${answer}`
		])
	)
);

/** The patients of the same courses, whatever the filters say. */
export const contraindicationSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) =>
	signaturesOf(cohort, (eb) =>
		treatedPatients(eb)
			.select([
				sql<string>`''`.as('base'),
				'c.clinic_id',
				'c.patient_id',
				cellOf(
					atomsOf('c', axes, question),
					marks.map((mark) => MARKS.get(mark) ?? sql<SqlBool>`false`)
				).as('cell')
			])
			.as('c')
	);
