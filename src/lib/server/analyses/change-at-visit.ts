/** What the scores did by one visit, as a study would publish it: a column an area or a group. */
import type { Figure } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import { counted } from '#lib/domain/format.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import {
	BASELINE_SUMS,
	BASELINES,
	CHANGE_LOW_SUMS,
	CHANGE_SUMS,
	changeSums,
	FLOW_COUNTS,
	SHARE_SUMS,
	SHARES,
	VISIT_COUNTS
} from '../queries/change-sums.ts';
import { BESIDE, changeSignatures } from '../queries/change-marks.ts';
import { columnsOf } from './change-at-visit/columns.ts';
import { tidyTable, twinTables } from './change-at-visit/tables.ts';
import { answer, notes, restsOn } from './change-at-visit/words.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { byArea } from './improvement/panel-order.ts';
import { panelsOf } from './improvement/panels.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';

export const changeAtVisit: Analysis = {
	id: 'change-at-visit',
	title: 'Before and after',
	description:
		'Scores before and at one visit window, by concern or body area and one more grouping: means, change with 95 % intervals, signed-rank test, shares improved, and who is missing.',
	methods: [
		'clustered-mean',
		'mean-interval',
		'ratio-of-means',
		'signed-rank',
		'hodges-lehmann',
		'paired-effect-size',
		'clustered-proportion',
		'missing-bounds',
		'benjamini-hochberg',
		'verdict'
	],
	terms: IMPROVEMENT_TERMS,
	page: '/outcomes/before-after',
	permission: 'aggregates',
	ownFirst: true,
	accepted: {
		...improvementOverTime.accepted,
		view: ['concern', 'measure', 'by', 'wk', 'miss', 'network', 'data'],
		where: DIMENSIONS,
		defaultBy: null
	},
	rows: (cohort, question) => changeSums(cohort, question),
	groups,
	signatures: changeSignatures,
	beside: BESIDE,
	guards,
	// The same series as over time, so that both hide the same.
	within: improvementOverTime.within,
	covers: improvementOverTime.covers,
	figure
};

function groups(rows: readonly FlatRow[], { filters }: Question): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		const numbers = (names: readonly string[], prefix = '') =>
			Object.fromEntries(names.map((name) => [name, number(`${prefix}${name}`)]));
		const visit = numbers(VISIT_COUNTS);
		const { due = 0, seen = 0, dropped = 0 } = visit;
		return {
			key: { measure: text('measure'), area: text('area'), line: text('line') },
			patients: number('patients'),
			courses: number('courses'),
			cells: {
				[filters.wk]: {
					patients: number('patients_scored'),
					sums: { ...numbers(CHANGE_SUMS), n: number('scored') },
					values: valuesOf(row)
				},
				low: {
					patients: number('patients_scored'),
					sums: { ...numbers([...CHANGE_SUMS, ...CHANGE_LOW_SUMS]), n: number('scored') }
				},
				...Object.fromEntries(
					SHARES.map((share) => [
						share,
						{ patients: number(`${share}_patients`), sums: numbers(SHARE_SUMS, `${share}_`) }
					])
				),
				...Object.fromEntries(
					BASELINES.map((part) => [
						part,
						{ patients: number(`${part}_patients`), sums: numbers(BASELINE_SUMS, `${part}_`) }
					])
				)
			},
			counts: {
				flow: numbers(FLOW_COUNTS),
				[filters.wk]: { ...visit, n: number('scored'), missed: due - seen - dropped }
			}
		};
	});
}

/** One value a patient: the mean over the patient's series, of so many patients. */
function valuesOf({ values }: FlatRow): { value: number; patients: number }[] {
	// What changeSums wrote: sum in hundredths, series, patients.
	const listed = JSON.parse(String(values ?? '[]')) as [number, number, number][];
	return listed.map(([sum, series, patients]) => ({ value: sum / (100 * series), patients }));
}

const FOLLOWED = ['due', 'seen', 'missed', 'dropped', 'not_yet_due', 'unplanned'];

/**
 * Each figure rests on the series it counts. Where those seen began is told only where those scored at
 * no planned visit are enough too: they are what is left when both are known. Outside the clinic a share
 * also tells how many have it and have it not, a mean that counts those not seen how many they are, and
 * follow-up is told as a whole or not.
 */
function guards({ filters, viewer }: Question): Guarded[] {
	const week = filters.wk;
	const outside = !viewer.insideClinic;
	const at = (...names: string[]) => names.map((name) => `${name}_${week}`);
	const cell = (id: string, marks: string[], both: string[] = []): Guarded => ({
		id: `cells.${id}`,
		marks: at(...marks, ...(outside ? both : []))
	});
	return [
		cell(String(week), ['scored']),
		cell('low', ['scored'], FOLLOWED),
		cell('improved', ['scored'], ['improved', 'unimproved']),
		cell('responders', ['ruled'], ['responded', 'unresponded']),
		cell('detectable', ['judged'], ['detectable', 'undetectable']),
		cell('seen', ['seen', 'unplanned']),
		cell('unseen', ['unseen']),
		{
			id: 'counts.flow',
			marks: ['recorded', ...(outside ? ['without_session', 'without_baseline'] : [])]
		},
		...(outside
			? [
					{
						id: `counts.${week}`,
						marks: at('scored', ...FOLLOWED)
					}
				]
			: [])
	];
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters } = context;
	const all = panelsOf(shown, totals, context);
	const panels = context.filters.concern ? byArea(all) : all;
	const columns = columnsOf(panels, context);
	const courses = totals.reduce((sum, group) => sum + group.courses, 0);
	const about = filters.concern ? `${CONCERN_WORDS[filters.concern].label}: what` : 'What';
	return {
		analysis: changeAtVisit.id,
		title: `${about} did the scores do by week ${filters.wk}?`,
		answer: answer(panels, columns, context),
		basis: `${counted(courses, 'series', 'series')} shown`,
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: [],
		restsOn: restsOn(panels, columns, context),
		notes: notes(columns, context),
		twins: twinTables(columns, context),
		table: tidyTable(columns, panels, context)
	};
}
