/** Two or three groups set against each other: how much each improved, and the difference at one week. */
import type { Figure } from '#lib/charts/figure.ts';
import { counted } from '#lib/domain/format.ts';
import { unfitForChange } from '#lib/domain/measure.ts';
import type { Analysis, Context, Group } from '../analysis.ts';
import { comparedSeries, comparedSignatures } from '../queries/compared-series.ts';
import { clinicRules } from './clinic-rules.ts';
import { armsOf, measureIn, type ComparedArm } from './compare/arms.ts';
import { contrastsOf, type Contrast } from './compare/contrasts.ts';
import { curves } from './compare/curves.ts';
import { differencePanel } from './compare/differences.ts';
import { ACCEPTED, groups, guards } from './compare/groups.ts';
import { curveTable, differenceTable, tidyTable } from './compare/tables.ts';
import { answer, EFFECT_PAGE, notes, restsOn, title } from './compare/words.ts';
import { covers, within } from './improvement/leading-areas.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';

export const compareEffect: Analysis = {
	id: 'compare-effect',
	title: 'Comparison: improvement',
	description:
		'Two or three groups that differ in stated keys (a.depth=…, b.depth=…): improvement over weeks, and the difference at one week, raw, at the same baseline and overlap-weighted, or why it is withheld.',
	methods: [
		'clustered-mean',
		'clustered-difference',
		'ancova',
		'overlap-weights',
		'equipoise',
		'standardised-differences',
		'detectable-means',
		'holm',
		'verdict'
	],
	terms: IMPROVEMENT_TERMS,
	page: EFFECT_PAGE,
	permission: 'aggregates',
	accepted: ACCEPTED,
	rows: comparedSeries,
	groups,
	signatures: comparedSignatures,
	guards,
	within,
	covers,
	figure
};

async function figure(shown: Group[], _: Group[], context: Context): Promise<Figure> {
	const { filters } = context;
	const measure = filters.arms.length > 0 ? measureIn(shown, context) : null;
	if (!measure) return nothingCompared(compareEffect.id, tidyTable([], [], null, context));
	const unfit = unfitForChange(measure);
	if (unfit) return nothingCompared(compareEffect.id, tidyTable([], [], null, context), unfit);
	const arms = armsOf(shown, measure, context);
	const contrasts = await contrastsOf(arms, measure, context);
	return {
		analysis: compareEffect.id,
		title: title(arms, measure, context),
		answer: answer(arms, contrasts, measure, context),
		basis: basis(arms),
		legend: arms.map(({ name, letter, label }) => ({
			id: name,
			label: `${letter} ${label}`,
			style: { kind: 'arm', arm: name }
		})),
		trends: [curves(arms, measure, context)],
		others: [],
		forests: [],
		bars: [],
		panels: contrasts.map((contrast) => differencePanel(contrast, measure)),
		sign: signOf(contrasts),
		restsOn: restsOn(arms, contrasts, measure, context),
		notes: [...notes(context, contrasts.length > 1), ...clinicRules([measure], context)],
		twins: [curveTable(arms, measure, context), differenceTable(contrasts, measure, context)],
		table: tidyTable(arms, contrasts, measure, context)
	};
}

/** "125 courses shown". Not the patients: one may be in two groups. */
export const basis = (arms: readonly ComparedArm[]): string =>
	`${counted(
		arms.reduce((sum, { group }) => sum + (group?.courses ?? 0), 0),
		'course'
	)} shown`;

const WORDS = ['PASS', 'CAUTION', 'WITHHELD'] as const;

/** The gravest of the contrasts' signs; with several, each reason names its pair. */
export function signOf(contrasts: readonly Contrast[]): Required<Figure>['sign'] {
	const gravest = Math.max(0, ...contrasts.map(({ sign }) => WORDS.indexOf(sign.word)));
	return {
		word: WORDS[gravest] ?? 'PASS',
		reasons: contrasts.flatMap(({ sign, of, against }) =>
			sign.reasons.map((reason) =>
				contrasts.length > 1 ? `${of.letter} against ${against.letter}: ${reason}` : reason
			)
		)
	};
}

/** The answer to an address without groups: what to add; or why the measure is not compared. */
export function nothingCompared(
	id: string,
	table: Figure['table'],
	unfit: string | null = null
): Figure {
	return {
		analysis: id,
		title: 'What shall be compared?',
		answer: [
			{
				text: unfit
					? `${unfit} Choose another measure.`
					: 'Choose two groups that differ in one thing, such as a.depth=0.5-1.0 and b.depth=1.5-2.0.'
			}
		],
		basis: 'nothing compared yet',
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: [],
		restsOn: [],
		notes: [],
		twins: [],
		table
	};
}
