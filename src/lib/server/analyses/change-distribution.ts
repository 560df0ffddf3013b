/** How far single patients moved by one visit: quantiles, the noise of one patient, shares beyond it. */
import type { Figure } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import { counted } from '#lib/domain/format.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import {
	changeSeries,
	distributionSignatures,
	READING_SUMS,
	SERIES_COUNTS
} from '../queries/change-series.ts';
import { spreadsOf } from './change-distribution/figures.ts';
import { gainsOfPatients } from './change-distribution/gains-of-patients.ts';
import { spreadPanels } from './change-distribution/panels.ts';
import { tidyTable, twinTable } from './change-distribution/tables.ts';
import { answer, notes, restsOn } from './change-distribution/words.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { byArea } from './improvement/panel-order.ts';
import { panelsOf } from './improvement/panels.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';

export const changeDistribution: Analysis = {
	id: 'change-distribution',
	title: 'Distribution of improvement',
	description:
		'How far single patients improved by one visit, by concern or body area and one more grouping: quantiles, the smallest change of one patient beyond noise, and shares beyond it and improved enough.',
	methods: [
		'clustered-mean',
		'clustered-proportion',
		'minimal-detectable-change',
		'quantile',
		'missing-bounds',
		'verdict'
	],
	terms: [...IMPROVEMENT_TERMS, 'detectable'],
	page: '/outcomes/distribution',
	permission: 'aggregates',
	ownFirst: true,
	accepted: {
		...improvementOverTime.accepted,
		view: ['concern', 'measure', 'by', 'wk', 'data'],
		where: DIMENSIONS
	},
	rows: (cohort, question) => changeSeries(cohort, question),
	groups,
	signatures: distributionSignatures,
	guards,
	// The same series as over time, so that both hide the same.
	within: improvementOverTime.within,
	covers: improvementOverTime.covers,
	figure
};

/** Of each series: whose it is (a number within the group), what it gained, what makes a responder. */
function groups(rows: readonly FlatRow[], { filters }: Question): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		const counts = Object.fromEntries(SERIES_COUNTS.map((name) => [name, number(name)]));
		const { due = 0, seen = 0, dropped = 0 } = counts;
		const series = gainsOfPatients(text('gains'), text('several')).flatMap((own, patient) =>
			own.map(([gain, rule]) => ({ patient, gain, rule }))
		);
		const ruled = series.filter(({ rule }) => rule !== null);
		const readings = [...READING_SUMS, 'readings_differ'].map((name) => [name, number(name)]);
		return {
			key: { measure: text('measure'), area: text('area'), line: text('line') },
			patients: number('patients'),
			courses: number('courses'),
			cells: {
				[filters.wk]: {
					patients: number('patients_scored'),
					sums: { n: number('scored') },
					records: series.map(({ patient, gain }) => ({ patient, gain }))
				},
				responders: {
					patients: number('patients_ruled'),
					sums: { n: ruled.length },
					records: ruled.map(({ patient, gain, rule }) => ({
						patient,
						responded: Number(gain >= (rule ?? Infinity))
					}))
				},
				repeats: {
					patients: number('patients_repeated'),
					sums: { n: number('patients_repeated'), ...Object.fromEntries(readings) }
				}
			},
			counts: {
				[filters.wk]: { ...counts, n: number('scored'), missed: due - seen - dropped }
			}
		};
	});
}

/**
 * Quantiles and the mean rest on the series scored, the noise on the patients read twice. Outside the
 * clinic a share also tells how many have it and have it not, and follow-up is told as a whole or not.
 */
function guards({ filters, viewer }: Question): Guarded[] {
	const at = (...names: string[]) => names.map((name) => `${name}_${filters.wk}`);
	const outside = !viewer.insideClinic;
	return [
		{ id: `cells.${filters.wk}`, marks: at('scored') },
		{
			id: 'cells.responders',
			marks: at('ruled', ...(outside ? ['responded', 'unresponded'] : []))
		},
		{ id: 'cells.repeats', marks: ['repeated'] },
		...(outside
			? [
					{
						id: `counts.${filters.wk}`,
						marks: at('scored', 'due', 'seen', 'missed', 'dropped', 'not_yet_due')
					}
				]
			: [])
	];
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters } = context;
	const all = panelsOf(shown, totals, context);
	const panels = filters.concern ? byArea(all) : all;
	const spreads = spreadsOf(panels, context);
	const courses = totals.reduce((sum, group) => sum + group.courses, 0);
	const whose = filters.concern ? ` in ${CONCERN_WORDS[filters.concern].noun}` : '';
	return {
		analysis: changeDistribution.id,
		title: `How differently did patients improve${whose} by week ${filters.wk}?`,
		answer: answer(spreads, context),
		basis: `${counted(courses, 'series', 'series')} shown`,
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: spreadPanels(spreads, context),
		restsOn: restsOn(spreads, context),
		notes: notes(spreads, context),
		twins: [twinTable(spreads, context)],
		table: tidyTable(spreads, context)
	};
}
