/** The improvement of every series at one visit, patient by patient: for quantiles, shares and noise. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort } from '../cohort.ts';
import { windowAt } from './change-marks.ts';
import { COUNTED, measures, seriesSignatures } from './improvement-sums.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { windowMark } from './window-conditions.ts';

/** Courses in the window. */
export const SERIES_COUNTS = ['due', 'seen', 'dropped', 'not_yet_due'] as const;

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line`, `patients` and
 * `courses` (with a session and a baseline), `scored` and `patients_scored`, `patients_ruled` (with a
 * responder rule), `patients_repeated` (read twice on one day), the numbers of SERIES_COUNTS, and as JSON
 * `series`: a list a patient of [improvement, improvement that makes a responder or null] in hundredths
 * for each series scored; `repeats`: two readings in hundredths of each patient who was read twice.
 *
 * Untreated sides, courses without a session and without a baseline are left out.
 */
export function changeSeries(cohort: Cohort, question: Question) {
	const { filters } = question;
	const area = panelAreaOf(question);
	const line = lineOf('t', question);
	const some = (what: string) => sql<number>`count(*) filter (where ${sql.ref(`p.${what}`)} > 0)`;
	const total = (what: string) => sql<number>`coalesce(sum(${sql.ref(`p.${what}`)}), 0)`.as(what);
	return cohort
		.selectFrom((eb) =>
			eb
				.selectFrom('trajectory as t')
				.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
				.where('t.control', '=', false)
				.where(COUNTED)
				.where(measures(question))
				.where(selected('t', question))
				.select([
					't.measure',
					area.as('area'),
					line.as('line'),
					't.clinic_id',
					't.patient_id',
					...ofPatient(filters.wk)
				])
				.groupBy([sql`1`, sql`2`, sql`3`, 't.clinic_id', 't.patient_id'])
				.as('p')
		)
		.select([
			'p.measure',
			'p.area',
			'p.line',
			sql<number>`count(*)`.as('patients'),
			total('courses'),
			total('scored'),
			some('scored').as('patients_scored'),
			some('ruled').as('patients_ruled'),
			some('repeated').as('patients_repeated'),
			...SERIES_COUNTS.map(total),
			listed('series', sql`p.scored > 0`),
			listed('repeats', sql`p.repeated > 0`)
		])
		.groupBy(['p.measure', 'p.area', 'p.line']);
}

/** In an order of the values alone, so that the same records give the same bytes. */
const listed = (what: string, where: RawBuilder<SqlBool>) =>
	sql<string>`coalesce(jsonb_agg(${sql.ref(`p.${what}`)} order by ${sql.ref(`p.${what}`)})
		filter (where ${where}), '[]')::text`.as(what);

function ofPatient(week: number) {
	const { gain, scored, due, seen, dropped, not_yet_due, ruled } = windowAt(week);
	const number = (condition: RawBuilder<SqlBool>, name: string) =>
		sql<number>`count(*) filter (where ${condition})`.as(name);
	const pair = sql`jsonb_build_array(t.reading_1, t.reading_2)`;
	return [
		sql<number>`count(*)`.as('courses'),
		number(scored, 'scored'),
		number(ruled, 'ruled'),
		number(READ_TWICE, 'repeated'),
		number(due, 'due'),
		number(seen, 'seen'),
		number(dropped, 'dropped'),
		number(not_yet_due, 'not_yet_due'),
		sql`jsonb_agg(jsonb_build_array(${gain}, t.responder_x100)
			order by ${gain}, t.responder_x100) filter (where ${scored})`.as('series'),
		// One pair a patient: the first in the order of their values.
		sql`(array_agg(${pair} order by ${pair}) filter (where ${READ_TWICE}))[1]`.as('repeats')
	];
}

/** Whether two readings of an unchanged patient are on record: what they differ by is noise. */
const READ_TWICE = sql<SqlBool>`t.reading_1 is not null`;

/** The patients of the figures over time; who was read twice is a mark of its own. */
export const distributionSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) =>
	seriesSignatures(
		cohort,
		question,
		axes,
		marks.map((mark) => (mark === 'repeated' ? READ_TWICE : windowMark(mark))),
		COUNTED
	);
