/** What a patient like this can expect: the middle course and its bands, how many gain more than noise, redness, darkening. */
import type { Figure } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { DIMENSIONS, type Dimension } from '#lib/domain/dimensions.ts';
import { counted } from '#lib/domain/format.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import { EXPECTED_VISIT, expectedSeries, expectedSignatures } from '../queries/expected-series.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';
import { fanPanel } from './expected/fan.ts';
import { areasOf, leadOf } from './expected/areas.ts';
import { predictionOf } from './expected/prediction.ts';
import { seriesOf } from './expected/series.ts';
import { tidyTable, twinTables } from './expected/tables.ts';
import { answer, notes, restsOn } from './expected/words.ts';

/** What a patient and a plan are described by: covariates of the model, no cells. */
export const ABOUT = ['age', 'type', 'depth', 'severity'] as const satisfies readonly Dimension[];

export const expectedCourse: Analysis = {
	id: 'expected-course',
	title: 'What a patient like this can expect',
	description:
		'Expected improvement at each visit for a patient described by age, skin type, depth and severity, with bands of 50 and 80 %, the share improved beyond noise, days of redness and darkening, from at least 50 patients of the concern and area.',
	methods: ['expected-trajectory', 'wilson', 'clopper-pearson', 'zero-events', 'kaplan-meier'],
	terms: IMPROVEMENT_TERMS,
	page: '/expect',
	permission: 'aggregates',
	accepted: {
		view: ['concern', 'measure', 'wk', 'data'],
		where: DIMENSIONS.filter((key) => !ABOUT.some((about) => about === key)),
		about: ABOUT,
		by: [],
		defaultBy: null,
		panels: 'area',
		parts: null,
		concernInBar: true
	},
	rows: (cohort, question) => expectedSeries(cohort, question),
	groups,
	signatures: expectedSignatures,
	guards,
	within: improvementOverTime.within,
	covers: improvementOverTime.covers,
	tables: ({ filters }) => ABOUT.filter((key) => filters.about[key] !== undefined),
	figure
};

export function groups(rows: readonly FlatRow[], { filters }: Question): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		const series = seriesOf(row.series);
		const visit = Object.fromEntries(EXPECTED_VISIT.map((name) => [name, number(name)]));
		const { due = 0, seen = 0, dropped = 0 } = visit;
		const scored = number(`scored_${filters.wk}`);
		return {
			key: { measure: text('measure'), area: text('area'), line: text('line') },
			patients: number('patients'),
			courses: number('courses'),
			cells: {
				course: {
					patients: number('modelled'),
					sums: {},
					records: series.map(({ baseline, age, type, depth, severity }) => ({
						baseline,
						age,
						type,
						depth,
						severity
					}))
				},
				...Object.fromEntries(
					VISIT_WEEKS.map((week, i) => [
						week,
						{
							patients: number(`scored_${week}`),
							sums: {},
							records: series.map(({ gains }) => ({ gain: gains[i] ?? null }))
						}
					])
				),
				beyond: {
					patients: number('ruled'),
					sums: { events: series.filter(({ beyond }) => beyond === true).length }
				},
				redness: {
					patients: number('asked'),
					sums: {},
					records: series.flatMap(({ asked, redDays }) => (asked ? [{ redDays }] : []))
				},
				darkening: {
					patients: number('asked'),
					sums: { events: series.filter(({ asked, darkened }) => asked && darkened).length }
				}
			},
			counts: {
				[filters.wk]: { ...visit, n: scored, missed: due - seen - dropped }
			}
		};
	});
}

/**
 * The course rests on everybody with a later score, each visit on whom was scored at it. Outside the
 * clinic a share also tells how many have it and have it not, and follow-up is told as a whole or not.
 */
export function guards({ filters, viewer }: Question): Guarded[] {
	const { wk } = filters;
	const outside = !viewer.insideClinic;
	const follow = ['scored', 'due', 'seen', 'missed', 'dropped', 'not_yet_due'];
	return [
		{ id: 'cells.course', marks: ['modelled'] },
		...VISIT_WEEKS.map((week) => ({ id: `cells.${week}`, marks: [`scored_${week}`] })),
		{
			id: 'cells.beyond',
			marks: [`ruled_${wk}`, ...(outside ? [`beyond_${wk}`, `within_${wk}`] : [])]
		},
		{ id: 'cells.redness', marks: ['asked'] },
		{ id: 'cells.darkening', marks: ['asked', ...(outside ? ['darkened', 'undarkened'] : [])] },
		...(outside ? [{ id: `counts.${wk}`, marks: follow.map((kind) => `${kind}_${wk}`) }] : [])
	];
}

async function figure(shown: Group[], totals: Group[], context: Context): Promise<Figure> {
	const { filters } = context;
	const areas = areasOf(shown, totals, context);
	const lead = leadOf(areas);
	const prediction = lead ? await predictionOf(lead, context) : null;
	const predictions = prediction ? [prediction] : [];
	const concern = filters.concern ? CONCERN_WORDS[filters.concern] : null;
	return {
		analysis: expectedCourse.id,
		title: concern
			? `What can a patient like this expect for ${concern.noun}?`
			: 'What can a patient like this expect?',
		answer: answer(prediction, areas, context),
		basis: lead?.total ? `${counted(lead.total.patients, 'patient')} shown` : 'Nobody shown',
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: predictions.map((prediction) => fanPanel(prediction, context)),
		restsOn: restsOn(prediction, context),
		notes: notes(prediction),
		twins: twinTables(predictions, context),
		table: tidyTable(predictions, context)
	};
}
