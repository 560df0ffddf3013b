/** Courses with and without one side effect, per patient, by skin type and one more dimension. */
import { sql } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { columnOf, lineOf, selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';
import {
	courseMark,
	EACH_COURSE,
	followedBy,
	SOME_ASKED,
	treatedCourses
} from './treated-courses.ts';

/** What is asked for where the address names no side effect. */
export const PIGMENT_TERM = 'post_inflammatory_hyperpigmentation';

const termOf = ({ filters }: Question) => filters.term ?? PIGMENT_TERM;

/**
 * One row for each group and skin type: `line`, `type` (null where it is not recorded), `treated`
 * patients, `courses`, `patients` asked about, `answered` courses (with an answered session), `events`
 * (those with the effect after one), and the sums that an interval clustered by patient needs.
 */
export function effectByTypeSums(cohort: Cohort, question: Question) {
	const line = lineOf('c', question);
	return cohort
		.selectFrom((eb) =>
			treatedCourses(eb)
				.where(selected('c', question))
				.select([
					line.as('line'),
					columnOf('c', 'type').as('type'),
					'c.clinic_id',
					'c.patient_id',
					sql<number>`count(*)`.as('courses'),
					sql<number>`count(*) filter (where ${SOME_ASKED})`.as('answered'),
					sql<number>`count(*) filter (where ${followedBy(termOf(question), 'any')} > 0)`.as(
						'events'
					)
				])
				.groupBy([sql`1`, sql`2`, 'c.clinic_id', 'c.patient_id'])
				.as('p')
		)
		.select([
			'p.line',
			sql<string | null>`p.type`.as('type'),
			sql<number>`count(*)`.as('treated'),
			sql<number>`sum(p.courses)`.as('courses'),
			sql<number>`count(*) filter (where p.answered > 0)`.as('patients'),
			sql<number>`sum(p.answered)`.as('answered'),
			sql<number>`sum(p.answered * p.answered)`.as('exposure_squares'),
			sql<number>`sum(p.events)`.as('events'),
			sql<number>`count(*) filter (where p.events > 0)`.as('patients_with'),
			sql<number>`sum(p.events * p.events)`.as('event_squares'),
			sql<number>`sum(p.events * p.answered)`.as('cross_products')
		])
		.groupBy(['p.line', sql`p.type`]);
}

/** The patients of the same courses, whatever the filters say; `had` is the side effect asked for. */
export const effectByTypeSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) =>
	signaturesOf(cohort, (eb) =>
		treatedCourses(eb)
			.select([
				sql<string>`''`.as('base'),
				'c.clinic_id',
				'c.patient_id',
				cellOf(
					atomsOf('c', axes, question),
					marks.map((mark) => courseMark(mark.replace(/had$/, termOf(question)), EACH_COURSE))
				).as('cell')
			])
			.as('c')
	);
