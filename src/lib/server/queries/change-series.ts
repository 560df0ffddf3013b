/** The improvement of every series at one visit, and of whom several are: for quantiles, shares and noise. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { windowAt } from './change-marks.ts';
import { COUNTED, measures, seriesSignatures } from './improvement-sums.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { maybeSeveral } from './series-apart.ts';
import { VISIT, windowMark } from './window-conditions.ts';

/** Courses in the window. */
export const SERIES_COUNTS = ['due', 'seen', 'dropped', 'not_yet_due'] as const;

/** Of patients read twice on one day, in hundredths: the first reading less the second, and both together. */
export const READING_SUMS = ['difference', 'difference_squares', 'both', 'both_squares'] as const;

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line`, `patients` and
 * `courses` (with a session and a baseline), `scored` and `patients_scored`, `patients_ruled` (with a
 * responder rule), `patients_repeated` (read twice on one day), the numbers of SERIES_COUNTS and, of one
 * pair of readings for each patient who was read twice, of READING_SUMS; `readings_differ`: whether not
 * all these pairs add up to the same, 0 or 1. As JSON `gains`: a list of [improvement, improvement that
 * makes a responder or null, how many series have both] in hundredths, in order, the same two perhaps more
 * than once; `several`: of each patient with more than one of these series their improvements, and in the
 * same order what makes a responder.
 *
 * Untreated sides, courses without a session and without a baseline are left out.
 *
 * Nearly every patient has one series in a group, so series are counted by their values as if all had;
 * only those who have several are gathered patient by patient.
 */
export function changeSeries(cohort: Cohort, question: Question) {
	const text = (what: string) => sql<string>`coalesce(max(${sql.ref(`s.${what}`)}), '[]')`.as(what);
	return cohort
		.selectFrom((eb) => ofSeries(eb, question).unionAll(ofSeveral(eb, question)).as('s'))
		.select(['s.measure', 's.area', 's.line'])
		.select(NUMBERS.map((name) => total(sql.ref(`s.${name}`)).as(name)))
		.select([DIFFER, text('gains'), text('several')])
		.groupBy(['s.measure', 's.area', 's.line']);
}

type Tables = ExpressionBuilder<CohortTables, never>;

const total = (value: RawBuilder<unknown>) => sql<number>`coalesce(sum(${value}), 0)`;
const count = (condition: RawBuilder<SqlBool>) => sql<number>`count(*) filter (where ${condition})`;

/** What adds up over series, whosever they are. */
const ADDED = ['patients_repeated', ...SERIES_COUNTS, ...READING_SUMS] as const;
const NUMBERS = ['patients', 'courses', 'scored', 'patients_scored', 'patients_ruled', ...ADDED];

/** Equal values alone have as many times their squares as the square of their sum: whole numbers, so exactly. */
const DIFFER = sql<number>`coalesce(
	sum(s.patients_repeated) * sum(s.both_squares) <> sum(s.both) * sum(s.both), false)::int`.as(
	'readings_differ'
);

/** The series asked for. */
const wanted = (eb: Tables, question: Question) =>
	eb
		.selectFrom('trajectory as t')
		.where('t.control', '=', false)
		.where(COUNTED)
		.where(measures(question))
		.where(selected('t', question))
		.select(['t.measure', panelAreaOf(question).as('area'), lineOf('t', question).as('line')]);

/** Series by what they gained and what became of the visit, as if each were of another patient. */
const ofSeries = (eb: Tables, question: Question) =>
	eb
		.selectFrom((inner) => byValue(inner, question).as('v'))
		.select(['v.measure', 'v.area', 'v.line'])
		.select([
			sql<number>`sum(v.courses)`.as('patients'),
			sql<number>`sum(v.courses)`.as('courses'),
			coursesWhere(sql`v.gain is not null`).as('scored'),
			coursesWhere(sql`v.gain is not null`).as('patients_scored'),
			coursesWhere(sql`v.gain is not null and v.rule is not null`).as('patients_ruled'),
			added('patients_repeated'),
			coursesWhere(sql`v.visit < ${VISIT.not_yet_due}`).as('due'),
			...(['seen', 'dropped', 'not_yet_due'] as const).map((name) =>
				coursesWhere(sql`v.visit = ${VISIT[name]}`).as(name)
			),
			...READING_SUMS.map(added),
			sql<
				string | null
			>`json_agg(json_build_array(v.gain, v.rule, v.courses) order by v.gain, v.rule, v.visit)
				filter (where v.gain is not null)::text`.as('gains'),
			sql<string | null>`null::text`.as('several')
		])
		.groupBy(['v.measure', 'v.area', 'v.line']);

const added = (name: (typeof ADDED)[number]) => sql<number>`sum(${sql.ref(`v.${name}`)})`.as(name);
const coursesWhere = (condition: RawBuilder<unknown>) =>
	sql<number>`sum(v.courses) filter (where ${condition})`;

function byValue(eb: Tables, question: Question) {
	const { gain, visit } = windowAt(question.filters.wk);
	const { difference, both } = READINGS;
	const readings = (value: RawBuilder<unknown>) =>
		sql<number>`sum(${value}) filter (where ${READ_TWICE})`;
	return wanted(eb, question)
		.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
		.select([
			sql<number | null>`${gain}`.as('gain'),
			't.responder_x100 as rule',
			sql<number | null>`${visit}`.as('visit'),
			sql<number>`count(*)`.as('courses'),
			count(READ_TWICE).as('patients_repeated'),
			readings(difference).as('difference'),
			readings(square(difference)).as('difference_squares'),
			readings(both).as('both'),
			readings(square(both)).as('both_squares')
		])
		.groupBy([sql`1`, sql`2`, sql`3`, sql`4`, sql`5`, sql`6`]);
}

/** What has to be added to the sums over series for patients who have several, and the gains of each. */
const ofSeveral = (eb: Tables, question: Question) =>
	eb
		.selectFrom((inner) => bySeveral(inner, question).as('p'))
		.select(['p.measure', 'p.area', 'p.line'])
		.select([
			once(sql`p.courses`).as('patients'),
			sql<number>`0`.as('courses'),
			sql<number>`0`.as('scored'),
			once(sql`cardinality(p.gains)`).as('patients_scored'),
			once(sql`cardinality(array_remove(p.rules, null))`).as('patients_ruled'),
			once(sql`p.pairs`).as('patients_repeated'),
			...SERIES_COUNTS.map((name) => sql<number>`0`.as(name)),
			...(['difference', 'both'] as const).flatMap((name) => {
				const one = name === 'both' ? sql`(p.pair[1] + p.pair[2])` : sql`(p.pair[1] - p.pair[2])`;
				return [
					sql<number>`sum(${one} - ${sql.ref(`p.${name}`)})`.as(name),
					sql<number>`sum(${square(one)} - ${sql.ref(`p.${name}_squares`)})`.as(`${name}_squares`)
				];
			}),
			sql<string | null>`null::text`.as('gains'),
			sql<string | null>`json_agg(json_build_array(p.gains, p.rules))
				filter (where cardinality(p.gains) > 1)::text`.as('several')
		])
		.groupBy(['p.measure', 'p.area', 'p.line']);

/** Patients with several series in a group: of each their gains, and all pairs of readings beside the first. */
function bySeveral(eb: Tables, question: Question) {
	const { gain } = windowAt(question.filters.wk);
	const scored = sql`filter (where t.gain is not null)`;
	const { difference, both } = READINGS;
	return eb
		.selectFrom((inner) =>
			wanted(inner, question)
				.where(maybeSeveral(question, 'group'))
				.select(['t.clinic_id', 't.patient_id', 't.reading_1', 't.reading_2'])
				.select([sql<number | null>`${gain}`.as('gain'), 't.responder_x100 as rule'])
				.as('t')
		)
		.select(['t.measure', 't.area', 't.line'])
		.select([
			sql<number>`count(*)`.as('courses'),
			sql<number[]>`coalesce(array_agg(t.gain) ${scored}, '{}')`.as('gains'),
			sql<number[]>`coalesce(array_agg(t.rule) ${scored}, '{}')`.as('rules'),
			count(READ_TWICE).as('pairs'),
			sql<number[]>`min(array[t.reading_1, t.reading_2]) filter (where ${READ_TWICE})`.as('pair'),
			sql<number>`sum(${difference})`.as('difference'),
			sql<number>`sum(${square(difference)})`.as('difference_squares'),
			sql<number>`sum(${both})`.as('both'),
			sql<number>`sum(${square(both)})`.as('both_squares')
		])
		.groupBy(['t.patient_id', 't.clinic_id', 't.measure', 't.area', 't.line'])
		.having(sql<SqlBool>`count(*) > 1`);
}

/** A patient is one, however many series were counted. */
const once = (n: RawBuilder<unknown>) => sql<number>`-${total(sql`greatest(${n} - 1, 0)`)}`;

const square = (value: RawBuilder<unknown>) => sql`${value}::bigint * ${value}`;

const READINGS = {
	difference: sql`(t.reading_1 - t.reading_2)`,
	both: sql`(t.reading_1 + t.reading_2)`
};

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
