/** Two sides of one patient: how much more the treated side improved than the other. */
import type { Figure } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import { counted } from '#lib/domain/format.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Key, Question } from '../analysis.ts';
import { PAIR_FLOW, splitFace, splitFaceSignatures } from '../queries/split-face.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';
import { differencesPanel, sidesPanel } from './split-face/panels.ts';
import { flowAt, pairedOf } from './split-face/pairs.ts';
import { tidyTable, twinTables } from './split-face/tables.ts';
import { answer, notes, restsOn } from './split-face/words.ts';

export const splitFacePairs: Analysis = {
	id: 'split-face-pairs',
	title: 'Two sides of one patient',
	description:
		'Courses that share a pair: the difference of the improvements of both sides at one visit, with t interval, signed-rank test, Hodges–Lehmann median, share of pairs better, and the shares improved enough compared within patients.',
	methods: [
		'mean-interval',
		'signed-rank',
		'hodges-lehmann',
		'newcombe-paired',
		'wilson',
		'clopper-pearson',
		'benjamini-hochberg',
		'verdict'
	],
	terms: IMPROVEMENT_TERMS,
	page: '/compare/split-face',
	permission: 'aggregates',
	ofRelease: { finest: [], linked: true },
	accepted: {
		view: ['concern', 'measure', 'wk', 'data'],
		where: DIMENSIONS,
		by: [],
		defaultBy: null,
		panels: 'area',
		parts: null,
		concernInBar: true
	},
	rows: (cohort, question) => splitFace(cohort, question),
	groups,
	signatures: splitFaceSignatures,
	guards,
	// What the second side was given is no filter: each contrast is decided on alone.
	within: (question, key: Key) => ({
		...improvementOverTime.within(question, key),
		contrast: key.contrast ? [key.contrast] : []
	}),
	covers: improvementOverTime.covers,
	figure
};

type Written = [(number | null)[], (number | null)[], boolean | null, boolean | null];

function groups(rows: readonly FlatRow[], { filters }: Question): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		const pairs = JSON.parse(String(row.pairs ?? '[]')) as Written[]; // as splitFace writes it
		const rules = pairs.flatMap(([, , first, second]) =>
			first === null || second === null ? [] : [{ first, second }]
		);
		const at = VISIT_WEEKS.indexOf(filters.wk);
		const both = (week: number) =>
			pairs.flatMap(([first, second]) => {
				const [a = null, b = null] = [first[week], second[week]];
				return a === null || b === null ? [] : [{ first: a, second: b }];
			});
		const better = both(at).filter(({ first, second }) => first > second).length;
		return {
			key: {
				measure: text('measure'),
				area: text('area'),
				line: text('line'),
				contrast: text('contrast')
			},
			patients: number('patients'),
			courses: number('courses'),
			cells: {
				...Object.fromEntries(
					VISIT_WEEKS.map((week, i) => [
						week,
						{ patients: number(`both_${week}`), sums: {}, records: both(i) }
					])
				),
				better: { patients: number(`both_${filters.wk}`), sums: { events: better } },
				rules: { patients: number('ruled'), sums: {}, records: rules }
			},
			counts: {
				flow: Object.fromEntries(PAIR_FLOW.map((name) => [name, number(name)]))
			}
		};
	});
}

/**
 * Each figure rests on the pairs with both sides scored. Outside the clinic a share tells who has it and
 * who has not, and the interval of two shares within patients how many have it on which side alone.
 */
function guards({ filters, viewer }: Question): Guarded[] {
	const { wk } = filters;
	const at = (...names: string[]) => names.map((name) => `${name}_${wk}`);
	const outside = !viewer.insideClinic;
	return [
		...VISIT_WEEKS.map((week) => ({ id: `cells.${week}`, marks: [`both_${week}`] })),
		{ id: 'cells.better', marks: at('both', ...(outside ? ['better', 'not_better'] : [])) },
		{
			id: 'cells.rules',
			marks: at(
				'ruled',
				...(outside
					? ['unruled', 'both_enough', 'first_only', 'second_only', 'neither_enough']
					: [])
			)
		},
		...(outside
			? [
					{
						id: 'counts.flow',
						marks: ['recorded', 'with_baseline', 'no_baseline', ...at('both', 'one', 'neither')]
					}
				]
			: [])
	];
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters } = context;
	const pairs = filters.concern ? pairedOf(totals, context) : [];
	const numbers = pairs.map((pair) => {
		const { recorded, both } = flowAt(pair, filters.wk);
		return recorded ?? both ?? 0;
	});
	const patients = numbers.reduce((sum, number) => sum + number, 0);
	return {
		analysis: splitFacePairs.id,
		title: filters.concern
			? `Does one side fare better than the other? ${CONCERN_WORDS[filters.concern].label}, side by side`
			: 'Does one side fare better than the other?',
		answer: answer(pairs, context),
		basis: pairs.length > 0 ? `${counted(patients, 'pair')} shown` : 'No pairs shown',
		legend: [],
		trends: pairs.map((pair) => sidesPanel(pair, context)),
		others: [],
		forests: [],
		bars: [],
		panels: pairs.map((pair) => differencesPanel(pair, context)),
		restsOn: restsOn(pairs, context),
		notes: notes(pairs),
		twins: twinTables(pairs, context),
		table: tidyTable(pairs, context)
	};
}
