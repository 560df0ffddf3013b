/** Side effects of two or three groups: how often, how they differ, how long redness stays. */
import type { Figure } from '#lib/charts/figure.ts';
import { ARM_KEYS } from '#lib/domain/arms.ts';
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import { RESOLUTION_DAYS } from '#lib/domain/resolution-days.ts';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import {
	comparedSafety,
	comparedSafetySignatures,
	RESOLVED_TERM
} from '../queries/compared-safety.ts';
import { dayMarks } from '../queries/first-episodes.ts';
import { comparedArms } from './arms.ts';
import { comparisonOf } from './compare-safety/comparison.ts';
import { intervalsOf, ratesForest } from './compare-safety/panels.ts';
import { tidyTable, twinTables } from './compare-safety/tables.ts';
import { answer, basis, notes, restsOn } from './compare-safety/words.ts';
import { dayCell, resolutionCells } from './resolution/curve.ts';
import { stepsPanel } from './resolution/panel.ts';

export const compareSafety: Analysis = {
	id: 'compare-safety',
	title: 'Side effects compared',
	description:
		'Side effects of two or three groups that differ in stated keys: rates per 100 answered sessions, differences and rate ratios with 95 % intervals that count patients, and how long redness stays.',
	methods: [
		'clustered-rate',
		'garwood',
		'zero-events',
		'clopper-pearson',
		'clustered-proportion',
		'newcombe-independent',
		'patient-rate-ratio',
		'benjamini-hochberg',
		'kaplan-meier',
		'survival-quantile',
		'survival-difference',
		'log-rank',
		'holm',
		'verdict'
	],
	terms: ['side-effect-per-session', 'session', 'interval', 'hidden-groups', 'association'],
	page: '/compare/safety',
	permission: 'aggregates',
	accepted: {
		view: ['data'],
		where: DIMENSIONS.filter((dimension) => dimension !== 'severity'),
		by: [],
		defaultBy: null,
		panels: null,
		parts: null,
		arms: ARM_KEYS
	},
	rows: (cohort, question) => comparedSafety(cohort, question),
	groups,
	signatures: comparedSafetySignatures,
	guards,
	within: () => ({}),
	covers: () => true,
	figure
};

const TERMS = [...SIDE_EFFECTS.map(({ term }) => term), 'serious'];

function groups(rows: readonly FlatRow[]): Group[] {
	return [...Map.groupBy(rows, ({ line }) => line)].flatMap(([line, own]) => {
		const of = (what: string) => own.filter((row) => row.what === what);
		const everybody = of('serious');
		const asked = everybody.filter((row) => Number(row.answered) > 0);
		const patients = total(asked, () => 1);
		const sessions = total(everybody, () => 1, 'sessions');
		const answered = total(asked, (row) => Number(row.answered));
		const episodes = [...of('gone'), ...of('open')].map(({ what, events, patients: n }) => ({
			ended: what === 'gone' ? 1 : 0,
			day: events ?? 0,
			patients: n ?? 0
		}));
		const resolution = resolutionCells(episodes);
		if (everybody.length === 0) return [];
		return [
			{
				key: { line: line === undefined || line === null ? null : String(line) },
				patients: total(everybody, () => 1),
				courses: total(everybody, () => 1, 'courses'),
				cells: {
					...Object.fromEntries(
						TERMS.map((term) => {
							const tallies = of(term).filter((row) => Number(row.answered) > 0);
							return [term, { patients, sums: sumsOf(tallies), records: tallies }] as const;
						})
					),
					...resolution.cells
				},
				counts: {
					sessions: { done: sessions, answered, unanswered: sessions - answered, patients },
					...resolution.counts
				}
			}
		];
	});
}

/** The same sums as those of one question about side effects, so that a group has one rate everywhere. */
function sumsOf(tallies: readonly FlatRow[]) {
	const sum = (of: (answered: number, events: number) => number) =>
		total(tallies, (row) => of(Number(row.answered), Number(row.events)));
	return {
		answered: sum((answered) => answered),
		exposure_squares: sum((answered) => answered ** 2),
		events: sum((_, events) => events),
		patients_with: sum((_, events) => (events > 0 ? 1 : 0)),
		event_squares: sum((_, events) => events ** 2),
		cross_products: sum((answered, events) => answered * events)
	};
}

/** A number summed over rows of patients who are alike: of each patient, or the row's own. */
const total = (rows: readonly FlatRow[], of: (row: FlatRow) => number, column = 'patients') =>
	rows.reduce((sum, row) => sum + of(row) * Number(row[column]), 0);

/** As for one question: outside the clinic also by who had the effect and had it not, day by day. */
function guards({ viewer }: Question): Guarded[] {
	const outside = !viewer.insideClinic;
	return [
		...TERMS.map((name) => ({
			id: `cells.${name}`,
			marks: outside ? ['asked', name, `no_${name}`] : ['asked']
		})),
		{ id: 'cells.resolution', marks: ['first', ...(outside ? [`no_${RESOLVED_TERM}`] : [])] },
		...(outside
			? [
					{ id: 'counts.sessions', marks: ['asked', 'unasked'] },
					...RESOLUTION_DAYS.flatMap((day) => [
						{ id: `cells.${dayCell(day)}`, marks: dayMarks(day).share },
						{ id: `counts.${dayCell(day)}`, marks: dayMarks(day).atRisk }
					])
				]
			: [])
	];
}

function figure(shown: Group[], _: Group[], context: Context): Figure {
	const compared = comparisonOf(comparedArms(shown, context));
	const { lines, arms } = compared;
	return {
		analysis: compareSafety.id,
		title: 'Which group has which side effects, and for how long?',
		answer: answer(compared, context),
		basis: basis(compared),
		legend: arms.map(({ name, label, style, group }) => {
			const answered = group?.counts.sessions?.answered;
			return {
				id: name,
				label,
				style,
				...(answered == null ? {} : { note: `${answered.toLocaleString('en-GB')} answered` })
			};
		}),
		trends: [],
		others: [],
		forests: ratesForest(compared),
		bars: [],
		panels:
			arms.length < 2
				? []
				: [
						stepsPanel(lines, {
							title: 'How long the redness stays',
							note: 'Patients with redness, each counted once, with the first session it followed',
							what: 'redness',
							hidden: null
						}),
						intervalsOf(compared)
					],
		restsOn: restsOn(compared, context),
		notes: notes(),
		twins: twinTables(compared),
		table: tidyTable(compared)
	};
}
