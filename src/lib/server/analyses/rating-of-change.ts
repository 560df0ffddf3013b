/** How patients and raters look back on the change: ratings without a baseline, on panels of their own. */
import type { Figure } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import { counted } from '#lib/domain/format.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import {
	CLASSES,
	RATING_COUNTS,
	RATING_SUMS,
	ratingSignatures,
	ratingSums,
	type Fineness
} from '../queries/rating-sums.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { barsPanel } from './rating-of-change/bars.ts';
import { ratingPanels } from './rating-of-change/panels.ts';
import { tidyTable, twinTables } from './rating-of-change/tables.ts';
import { shareOverWeeks } from './rating-of-change/trends.ts';
import { answer, notes, restsOn } from './rating-of-change/words.ts';

export const ratingOfChange: Analysis = {
	id: 'rating-of-change',
	title: 'Ratings of change',
	description:
		'How patients and raters judge the change at each visit window (GAIS and the like), by concern or body area and one more grouping: how ratings spread, mean rating, share improved with 95 % intervals, and who is missing.',
	methods: ['clustered-mean', 'clustered-proportion'],
	terms: [
		'rating-of-change',
		'visit-window',
		'due',
		'seen',
		'missed',
		'not-yet-due',
		'dropped',
		'interval',
		'series',
		'hidden-groups',
		'association'
	],
	page: '/outcomes/rated',
	permission: 'aggregates',
	ownFirst: true,
	accepted: {
		...improvementOverTime.accepted,
		view: ['concern', 'by', 'wk', 'data'],
		// A rating has no baseline, and so no severity before treatment.
		where: DIMENSIONS.filter((dimension) => dimension !== 'severity'),
		by: improvementOverTime.accepted.by.filter((dimension) => dimension !== 'severity')
	},
	rows: (cohort, question) => ratingSums(cohort, question),
	groups,
	signatures: ratingSignatures,
	guards,
	within: () => ({}),
	covers: () => true,
	figure
};

const FINENESSES = Object.keys(CLASSES) as Fineness[]; // keys of CLASSES are their names

function groups(rows: readonly FlatRow[], { filters }: Question): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		const at = (names: readonly string[], week: number) =>
			Object.fromEntries(names.map((name) => [name, number(`${name}_${week}`)]));
		return {
			key: { measure: text('measure'), area: text('area'), line: text('line') },
			patients: number('patients'),
			courses: number('courses'),
			cells: {
				...Object.fromEntries(
					VISIT_WEEKS.map((week) => [
						week,
						{ patients: number(`patients_${week}`), sums: at(RATING_SUMS, week) }
					])
				),
				...Object.fromEntries(
					FINENESSES.map((kind) => [
						kind,
						{
							patients: number(`patients_${filters.wk}`),
							sums: Object.fromEntries(
								CLASSES[kind].map((one) => [String(one), number(`${kind}_${one}`)])
							)
						}
					])
				)
			},
			counts: Object.fromEntries(
				VISIT_WEEKS.map((week) => {
					const counts = at(RATING_COUNTS, week);
					const { due = 0, seen = 0, dropped = 0 } = counts;
					return [week, { ...counts, n: number(`n_${week}`), missed: due - seen - dropped }];
				})
			)
		};
	});
}

/**
 * How ratings spread is told as a whole, where each of its classes has enough patients or none. Outside
 * the clinic a share also tells how many improved and how many did not.
 */
function guards({ filters, viewer }: Question): Guarded[] {
	const outside = !viewer.insideClinic;
	const shares = ['scored', ...(outside ? ['improved', 'unimproved'] : [])];
	const follow = ['scored', 'due', 'seen', 'missed', 'dropped', 'not_yet_due'];
	return [
		...VISIT_WEEKS.flatMap((week) => [
			{ id: `cells.${week}`, marks: shares.map((kind) => `${kind}_${week}`) },
			...(outside ? [{ id: `counts.${week}`, marks: follow.map((kind) => `${kind}_${week}`) }] : [])
		]),
		...FINENESSES.map((kind) => ({
			id: `cells.${kind}`,
			marks: CLASSES[kind].map((one) => `${kind}_${one}_${filters.wk}`)
		}))
	];
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters } = context;
	const panels = ratingPanels(shown, totals, context);
	const courses = totals.reduce((sum, group) => sum + group.courses, 0);
	const of = filters.concern ? ` in ${CONCERN_WORDS[filters.concern].noun}` : '';
	return {
		analysis: ratingOfChange.id,
		title: `How do patients and raters judge the change${of} by week ${filters.wk}?`,
		answer: answer(panels, context),
		basis: `${counted(courses, 'series', 'series')} shown`,
		legend: [],
		trends: panels.map((panel) => shareOverWeeks(panel, context)),
		others: [],
		forests: [],
		bars: panels.flatMap((panel) => barsPanel(panel, context) ?? []),
		panels: [],
		restsOn: restsOn(panels, context),
		notes: notes(context),
		twins: twinTables(panels, context),
		table: tidyTable(panels, context)
	};
}
