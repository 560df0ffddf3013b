/** Whether two or three groups are alike enough to be compared: balance, overlap, what they are made of. */
import type { Column, Figure, Phrase, Table, TwinTable } from '#lib/charts/figure.ts';
import { decimal, list, percent } from '#lib/domain/format.ts';
import { unfitForChange, type Measure } from '#lib/domain/measure.ts';
import type { Analysis, Context, Group } from '../analysis.ts';
import { comparedSeries, comparedSignatures } from '../queries/compared-series.ts';
import { basis, nothingCompared, signOf } from './compare-effect.ts';
import { armsOf, measureIn, type ComparedArm } from './compare/arms.ts';
import {
	baselineOf,
	characteristicsTable,
	linesOf,
	tablesOf,
	type Line
} from './compare/characteristics.ts';
import { contrastsOf, type Contrast } from './compare/contrasts.ts';
import { ACCEPTED, groups, guards } from './compare/groups.ts';
import { LEFT_WORDS, lovePanel, overlapPanel, sizeWords } from './compare/likeness-panels.ts';
import { hiddenWords, subjectOf } from './compare/words.ts';
import { covers, within } from './improvement/leading-areas.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';
import { told } from './told.ts';

export const compareBalance: Analysis = {
	id: 'compare-balance',
	title: 'Comparison: balance',
	description:
		'How alike the groups of a comparison are at one week: standardised differences before and after weighting, overlap of preference scores, effective numbers, and what the groups are made of.',
	methods: [
		'clustered-mean',
		'clustered-difference',
		'ancova',
		'overlap-weights',
		'equipoise',
		'standardised-differences',
		'detectable-means',
		'holm',
		'verdict',
		'mean-interval'
	],
	terms: IMPROVEMENT_TERMS,
	page: '/compare/balance',
	permission: 'aggregates',
	accepted: ACCEPTED,
	rows: comparedSeries,
	groups,
	signatures: comparedSignatures,
	guards,
	within,
	covers,
	tables: tablesOf,
	figure
};

async function figure(shown: Group[], _: Group[], context: Context): Promise<Figure> {
	const { filters, viewer } = context;
	const measure = filters.arms.length > 0 ? measureIn(shown, context) : null;
	const nothing = tidyTable([], [], [], null, context);
	if (!measure) return nothingCompared(compareBalance.id, nothing);
	const unfit = unfitForChange(measure);
	if (unfit) return nothingCompared(compareBalance.id, nothing, unfit);
	const arms = armsOf(shown, measure, context);
	const contrasts = await contrastsOf(arms, measure, context);
	const lines = linesOf(shown, arms, measure, context);
	return {
		...nothingCompared(compareBalance.id, tidyTable(arms, contrasts, lines, measure, context)),
		title: `${subjectOf(measure, context)}: are the groups alike?`,
		answer: answer(arms, contrasts),
		basis: basis(arms),
		legend: arms.map(({ name, letter, label }) => ({
			id: name,
			label: `${letter} ${label}`,
			style: { kind: 'arm', arm: name }
		})),
		panels: contrasts.flatMap((contrast) => [
			lovePanel(contrast),
			overlapPanel(contrast, viewer.threshold)
		]),
		sign: signOf(contrasts),
		restsOn: [
			{
				title: 'How they are made alike',
				text: [
					{
						text: 'Each patient weighs as much as they might have been in the other group. Bands and quarters count by their order; rare clinics and area parts are taken together; who lacks an entry counts as the average, and where there are enough of them is told apart.'
					}
				]
			},
			{
				title: 'What it does not show',
				text: [{ text: 'Alike in what was recorded is not alike.' }]
			},
			{ title: 'Hidden', text: hiddenWords(arms, context) }
		],
		notes: [
			'Up to 0.1 a standardised difference is taken as alike. Preference: how likely a patient was to be in the group, with the sizes of the groups taken out.'
		],
		twins: [
			characteristicsTable(lines, arms, measure, context),
			...contrasts.filter(({ likeness }) => likeness).map(balanceTable)
		]
	};
}

function answer(arms: readonly ComparedArm[], contrasts: readonly Contrast[]): Phrase[] {
	const names = list(arms.map(({ letter, label }) => `${letter} (${label})`));
	const { word } = signOf(contrasts);
	const known = contrasts.flatMap(({ likeness, of, against }) =>
		likeness ? [{ likeness, pair: `${of.letter} and ${against.letter}` }] : []
	);
	const said = known.map(({ likeness, pair }) => {
		const worst = (of: 'before' | 'after') =>
			Math.max(0, ...likeness.balance.map((row) => Math.abs(row[of] ?? 0)));
		const share =
			likeness.equipoise === null
				? ''
				: ` ${percent(100 * likeness.equipoise)} of the patients could have been in either group.`;
		return `${pair} differ most by ${decimal(worst('before'), 2)} standard deviations before weighting and ${decimal(worst('after'), 2)} after.${share}`;
	});
	return [
		{ text: `${names}: ` },
		{ text: word, strong: true },
		{ text: `. ${known.length > 0 ? said.join(' ') : 'Nothing can be said of their balance.'}` }
	];
}

function balanceTable({ of, against, likeness }: Contrast): TwinTable {
	return {
		caption: `Standardised differences, ${of.letter} and ${against.letter}`,
		note: 'Without their sign; of several levels the distance of all shares together',
		columns: [
			{ label: 'Covariate', align: 'left' },
			{ label: 'Before weighting', align: 'right' },
			{ label: 'After weighting', align: 'right', strong: true },
			{ label: 'In the model', align: 'right' }
		],
		rows: (likeness?.balance ?? []).map(({ label, before, after, left }) => ({
			group: null,
			style: null,
			cells: [label, sizeWords(before), sizeWords(after), left === null ? 'yes' : LEFT_WORDS[left]],
			hidden: null
		}))
	};
}

const COLUMNS: Column[] = [
	{ key: 'concern', label: 'Concern', type: 'text' },
	{ key: 'measure', label: 'Measure', type: 'text' },
	{ key: 'area', label: 'Body area', type: 'text' },
	{ key: 'week', label: 'Week', type: 'integer', unit: 'wk' },
	{ key: 'group', label: 'Group', type: 'text' },
	{ key: 'against', label: 'Beside the group', type: 'text' },
	{ key: 'figure', label: 'Figure', type: 'text' },
	{ key: 'part', label: 'Part', type: 'text' },
	{ key: 'unit', label: 'Unit', type: 'text' },
	{ key: 'value', label: 'Value', type: 'decimal' },
	{ key: 'after', label: 'After weighting', type: 'decimal' },
	{ key: 'word', label: 'In words', type: 'text' },
	{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
];

/** One row a figure: counts of the groups, standardised differences, shares of the bands of preference. */
function tidyTable(
	arms: readonly ComparedArm[],
	contrasts: readonly Contrast[],
	lines: readonly Line[],
	measure: Measure | null,
	context: Context
): Table {
	if (!measure) return { columns: COLUMNS, rows: [] };
	const { filters, viewer } = context;
	const start = [measure.concern, measure.code, filters.where.area ?? 'all', filters.wk];
	const named = ({ letter, label }: ComparedArm) => `${letter} ${label}`;
	const ofArms = arms.flatMap((arm) => {
		const cell = arm.group?.cells[filters.wk];
		const baseline = baselineOf(arm, measure);
		const patients = cell?.sums ? cell.patients : null;
		const unit = measure.unit.many;
		return [
			[
				named(arm),
				null,
				'patients',
				'all',
				'patients',
				patients,
				null,
				null,
				patients === null ? (arm.why ?? 'hidden: too few patients') : null
			],
			[named(arm), null, 'baseline_mean', 'all', unit, baseline?.mean ?? null, null, null, null],
			[named(arm), null, 'baseline_sd', 'all', unit, baseline?.sd ?? null, null, null, null]
		];
	});
	const ofLines = lines.flatMap(({ dimension, label, shares }) =>
		shares.map(({ patients }, i) => {
			const arm = arms[i];
			const why = patients === null ? 'hidden: too few patients here or beside' : null;
			return [arm ? named(arm) : '', null, dimension, label, 'patients', patients, null, null, why];
		})
	);
	const ofContrasts = contrasts.flatMap((contrast) => {
		const { of, against, likeness, sign } = contrast;
		const pair = [named(of), named(against)];
		const love = lovePanel(contrast).rows;
		const { hidden, bins } = overlapPanel(contrast, viewer.threshold);
		const effective = [
			[named(of), likeness?.effectiveN.of] as const,
			[named(against), likeness?.effectiveN.against] as const
		];
		return [
			[...pair, 'gate', 'all', 'word', null, null, [sign.word, ...sign.reasons].join('. '), null],
			[
				...pair,
				'equipoise',
				'all',
				'share',
				told(likeness?.equipoise ?? null, 2),
				null,
				null,
				null
			],
			...effective.map(([group, n]) => [
				group,
				null,
				'effective_n',
				'all',
				'patients',
				told(n ?? null, 0),
				null,
				null,
				null
			]),
			...love.map(({ label, before, after, leftOut, why }) => [
				...pair,
				'standardised_difference',
				label,
				'standard deviations',
				before,
				after,
				leftOut ? 'left out' : null,
				why
			]),
			...(hidden
				? [[...pair, 'preference', 'all', 'share', null, null, null, hidden.reason]]
				: bins.flatMap(({ from, to, shares }) =>
						[against, of].map((arm, i) => [
							named(arm),
							null,
							'preference',
							`${decimal(from, 1)}–${decimal(to, 1)}`,
							'share',
							shares[i] ?? null,
							null,
							null,
							null
						])
					))
		];
	});
	return {
		columns: COLUMNS,
		rows: [...ofArms, ...ofLines, ...ofContrasts].map((row) => [...start, ...row])
	};
}
