/** Sums of the improvement at each visit window, by measure, area and one more dimension. */
import {
	sql,
	type AliasableExpression,
	type ExpressionBuilder,
	type RawBuilder,
	type SqlBool
} from 'kysely';
import type { TrajectoryTable } from '#db/schema.ts';
import { pairsFor } from '#lib/domain/clinic-choices.ts';
import type { PrimaryPair } from '#lib/domain/primary-measures.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { maybeSeveral } from './series-apart.ts';
import { atomsOf, bitsOf, cellOf, cellText, signaturesOf } from './signatures.ts';
import { windowMark, windowOf } from './window-conditions.ts';
import {
	sumColumns,
	sumsOfPatient,
	sumsOfSeries,
	sumsOfSeveral,
	windowValues
} from './window-sums.ts';

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line` (the value of the
 * grouping, null when there is none), `patients`, `courses`, `without_baseline`, and for each visit
 * window the numbers of WINDOW_SUMS (values in hundredths) and WINDOW_COUNTS (courses); where the missing
 * are taken for unchanged those of LOW_SUMS too. For a model `series`: a JSON list a patient of
 * [baseline, improvement at each window or null] in hundredths for each series.
 *
 * Courses without a baseline score, untreated sides and courses without a session are left out.
 */
export function improvementSums(cohort: Cohort, question: Question) {
	const { filters } = question;
	const low = filters.miss === 'low';
	const model = filters.model && filters.concern !== null;
	const columns = sumColumns(low);
	const together = columns.map((name) => sql<number>`sum(${sql.ref(`s.${name}`)})`.as(name));
	const summed = cohort
		.selectFrom((eb) => {
			const sums = ofSeries(eb, question, low).unionAll(
				ofSeveral(eb, besideOthers(eb, question, 'group'), low, 'group')
			);
			return (model ? sums.unionAll(listed(eb, question, columns)) : sums).as('s');
		})
		.select(['s.measure', 's.area', 's.line', ...together])
		.groupBy(['s.measure', 's.area', 's.line']);
	return model ? summed.select(sql<string>`coalesce(max(s.series), '[]')`.as('series')) : summed;
}

/**
 * The same, and for each panel once more over all its lines, with `total`: in one reading of the series,
 * as sums over series add up and only patients with several are gathered anew. Not for a model.
 */
export function improvementSumsAndTotals(cohort: Cohort, question: Question) {
	const low = question.filters.miss === 'low';
	const columns = sumColumns(low);
	const sums = columns.map((name) => sql<number>`sum(${sql.ref(`s.${name}`)})`.as(name));
	const refs = columns.map((name) => sql<number>`${sql.ref(`s.${name}`)}`.as(name));
	const part = (eb: Tables, of: AliasableExpression<Summed>, total: boolean) =>
		eb
			.selectFrom(of.as('s'))
			.select(['s.measure', 's.area', total ? NO_LINE : 's.line', ...refs])
			.select(sql<boolean>`${total}::boolean`.as('total'));
	const summed = sql<Summed>`summed`;
	const several = sql<Beside>`several`;
	return cohort
		.with(
			(cte) => cte('summed').materialized(),
			(q) => q.selectFrom((eb) => ofSeries(eb, question, low).as('s')).selectAll('s')
		)
		.with(
			(cte) => cte('several').materialized(),
			(q) =>
				q
					.selectFrom((eb) => besideOthers(eb, question, 'panel').as('t'))
					.where('t.in_panel', '>', 1)
					.selectAll('t')
		)
		.selectFrom((eb) =>
			part(eb, summed, false)
				.unionAll(part(eb, ofSeveral(eb, several, low, 'group'), false))
				.unionAll(part(eb, summed, true))
				.unionAll(part(eb, ofSeveral(eb, several, low, 'panel'), true))
				.as('s')
		)
		.select(['s.measure', 's.area', 's.line', 's.total', ...sums])
		.groupBy(['s.measure', 's.area', 's.line', 's.total']);
}

type Tables = ExpressionBuilder<CohortTables, never>;

/** What a group is of; with it stand its sums. */
type Summed = { measure: string; area: string | null; line: string | null };

/** The series asked for. */
const wanted = (eb: Tables, question: Question) =>
	eb
		.selectFrom('trajectory as t')
		.where('t.control', '=', false)
		.where('t.sessions_done', '>', 0)
		.where(measures(question))
		.where(selected('t', question));

/** What a group is of, of series `t`. */
const groupOf = (question: Question) =>
	['t.measure', panelAreaOf(question).as('area'), lineOf('t', question).as('line')] as const;

const NO_LINE = sql<string | null>`null::text`.as('line');
const NO_LIST = sql<string | null>`null::text`.as('series');

const ofSeries = (eb: Tables, question: Question, low: boolean) =>
	wanted(eb, question)
		.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
		.leftJoinLateral(windowValues().as('w'), (join) => join.onTrue())
		.select([...groupOf(question), ...sumsOfSeries(low), NO_LIST])
		.groupBy([sql`1`, sql`2`, sql`3`]);

/** A series beside the other series of its patient: how many are in its panel, and how many in its group. */
type Beside = TrajectoryTable & {
	panel: string | null;
	line: string | null;
	in_panel: number;
	in_group: number;
};
type BesideOthers = AliasableExpression<Beside>;

const besideOthers = (eb: Tables, question: Question, within: 'group' | 'panel'): BesideOthers => {
	const [panel, line] = [panelAreaOf(question), lineOf('t', question)];
	const of = sql`t.patient_id, t.clinic_id, t.measure, ${panel}`;
	return wanted(eb, question)
		.where(maybeSeveral(question, within))
		.selectAll('t')
		.select([
			panel.as('panel'),
			line.as('line'),
			sql<number>`count(*) over (partition by ${of})`.as('in_panel'),
			sql<number>`count(*) over (partition by ${of}, ${line})`.as('in_group')
		]);
};

/** What patients with several series in a group, or else in a panel, add to the sums over series. */
const ofSeveral = (eb: Tables, series: BesideOthers, low: boolean, within: 'group' | 'panel') =>
	eb
		.selectFrom((outer) =>
			outer
				.selectFrom(series.as('t'))
				.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
				.leftJoinLateral(windowValues().as('w'), (join) => join.onTrue())
				.where(within === 'group' ? 't.in_group' : 't.in_panel', '>', 1)
				.select(['t.measure', 't.panel as area', 't.clinic_id', 't.patient_id'])
				.select(within === 'group' ? 't.line' : NO_LINE)
				.select(sumsOfPatient(low))
				// In the order of the series beside each other, so that they need no sorting again.
				.groupBy(['t.patient_id', 't.clinic_id', 't.measure', 't.panel'])
				.$if(within === 'group', (query) => query.groupBy('t.line'))
				.as('p')
		)
		.select(['p.measure', 'p.area', 'p.line', ...sumsOfSeveral(low), NO_LIST])
		.groupBy(['p.measure', 'p.area', 'p.line']);

/** The series themselves, patient by patient, and no sums. */
const listed = (eb: Tables, question: Question, columns: readonly string[]) =>
	eb
		.selectFrom((inner) =>
			wanted(inner, question)
				.where('t.baseline_x100', 'is not', null)
				.select([...groupOf(question), 't.clinic_id', 't.patient_id', SERIES_OF_PATIENT])
				.groupBy([sql`1`, sql`2`, sql`3`, 't.clinic_id', 't.patient_id'])
				.as('p')
		)
		.select([
			'p.measure',
			'p.area',
			'p.line',
			...columns.map((name) => sql<number>`0`.as(name)),
			SERIES
		])
		.groupBy(['p.measure', 'p.area', 'p.line']);

/** A series that change can be said of. */
export const COUNTED = sql<SqlBool>`t.sessions_done > 0 and t.baseline_x100 is not null`;

/** The patients of the same series, whatever the filters say: those with a session and a baseline. */
export const improvementSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) => seriesSignatures(cohort, question, axes, marks.map(windowMark), COUNTED);

/**
 * The patients of the series of a concern or measure for which `among` holds, and what marks each. The
 * axis `primary` says whether the measure leads on the area, so that what is shown unasked is a part of
 * all its series.
 */
export function seriesSignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly RawBuilder<SqlBool>[],
	among: RawBuilder<SqlBool>
) {
	const atoms = seriesAtoms(axes, question);
	const series = (eb: Tables, alone: boolean) =>
		eb
			.selectFrom('trajectory as t')
			.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
			.where('t.alone', '=', alone)
			.where('t.control', '=', false)
			.where(among)
			.where('t.measure', 'in', measuresAsked(question));
	const columns = atoms.map((_, i) => sql.ref(`v.atom_${i}`));
	return signaturesOf(
		cohort,
		(eb) =>
			series(eb, false)
				.select(['t.measure as base', 't.clinic_id', 't.patient_id'])
				.select(cellOf(atoms, marks).as('cell'))
				.as('c'),
		(eb) =>
			eb
				.selectFrom((inner) =>
					series(inner, true)
						.select(['t.measure as base', bitsOf(marks).as('bits')])
						.select(atoms.map((atom, i) => atom.as(`atom_${i}`)))
						.as('v')
				)
				.select([
					'v.base',
					cellText(columns, sql.ref('v.bits')).as('cells'),
					sql<number>`count(*)`.as('patients')
				])
				.groupBy(['v.base', 'v.bits', ...columns])
				.as('a')
	);
}

/** The values of the axes of a series `t`, with `primary` among them. */
export const seriesAtoms = (
	axes: readonly string[],
	question: Question,
	own: Readonly<Record<string, RawBuilder<unknown>>> = {}
) =>
	atomsOf('t', axes, question, {
		...own,
		primary: sql`case when ${sql.join(pairsFor(question.known.choices).map(leads), sql` or `)}
			then 'yes' else 'no' end`
	});

/** The measure asked for, else every measure that leads somewhere for the concern. */
export const measuresAsked = ({ filters, known }: Question): string[] =>
	filters.measure
		? [filters.measure]
		: pairsFor(known.choices, filters.concern ?? undefined).flatMap(({ measure, companions }) => [
				measure,
				...companions
			]);

/** The measure asked for, else each concern's leading measures where they lead. */
export function measures({ filters, known }: Question): RawBuilder<SqlBool> {
	if (filters.measure) return sql`t.measure = ${filters.measure}`;
	const pairs = pairsFor(known.choices, filters.concern ?? undefined).map(leads);
	return sql`(${sql.join(pairs, sql` or `)})`;
}

export function leads({
	measure,
	companions,
	areaRoots,
	except
}: PrimaryPair): RawBuilder<SqlBool> {
	const codes = sql.join([measure, ...companions]);
	return areaRoots
		? sql<SqlBool>`(t.measure in (${codes}) and t.area_root in (${sql.join(areaRoots)}))`
		: sql<SqlBool>`(t.measure in (${codes}) and t.area_root not in (${sql.join(except)}))`;
}

/** In an order of the values alone, so that the same records give the same model. */
const OF_SERIES = sql`jsonb_build_array(t.baseline_x100, ${sql.join(VISIT_WINDOWS.map((_, i) => windowOf(i).gain))})`;
const SERIES_OF_PATIENT = sql`jsonb_agg(${OF_SERIES} order by ${OF_SERIES})`.as('series');
const SERIES = sql<string | null>`jsonb_agg(p.series order by p.series)::text`.as('series');
