/** The answer about how patients differ, what it rests on, and how the chart is read. */
import type { Estimate, Figure, Phrase } from '#lib/charts/figure.ts';
import {
	count,
	decimal,
	list,
	lowerFirst,
	percent,
	percentDecimals,
	sentenceCase
} from '#lib/domain/format.ts';
import { unfitForChange } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import { clinicRules } from '../clinic-rules.ts';
import { subjectOf } from '../improvement/answer.ts';
import { belowFloor, isBelowFloor, rangeOfMean, verdictOfRange } from '../improvement/follow-up.ts';
import { anyStep, hiddenPanelsSentence, hiddenWords } from '../improvement/hidden.ts';
import { answerSentence, changed, changedBetween } from '../improvement/words.ts';
import { noiseWords } from '../noise.ts';
import { groupsHidden, refusal } from '../widen.ts';
import { distributionHref } from './address.ts';
import type { Line, Spread } from './figures.ts';

const togetherOf = ({ lines }: Spread): Line | null =>
	lines.find(({ together }) => together) ?? null;

/** Mean first, then how patients lie around it: a share is never told without the mean beside it. */
export function answer(spreads: readonly Spread[], context: Context): Phrase[] {
	const { filters, hidden } = context;
	const byArea = filters.concern !== null;
	const unfit = spreads.flatMap(({ panel }) => unfitForChange(panel.measure) ?? []);
	if (unfit.length > 0 && unfit.length === spreads.length) return [{ text: unfit[0] ?? '' }];
	const told = spreads.flatMap((spread) => {
		const line = togetherOf(spread);
		const mean = line?.mean.estimate;
		return line && mean && !unfitForChange(spread.panel.measure)
			? [
					{
						line,
						mean,
						...rangeAndVerdict(spread, line, mean, filters.wk),
						measure: spread.panel.measure,
						subject: subjectOf(spread.panel, byArea)
					}
				]
			: [];
	});
	if (told.length === 0) {
		const [whole] = hidden.filter((group) => group.whole);
		if (whole && spreads.every(({ panel }) => !panel.total)) {
			const href = (wider: typeof filters) => distributionHref(wider, context);
			return refusal(whole, context, href, anyStep(context, distributionHref));
		}
		const few = spreads.some(({ panel }) => panel.total?.cells[filters.wk]?.sums === null);
		return [
			{
				text: `No answer at week ${filters.wk} for these filters: ${few ? 'too few patients were scored' : 'nobody was scored'}. Try another week or fewer filters.`
			}
		];
	}
	const [first, ...others] = told;
	const hiddenTitles = spreads
		.filter(({ panel }) => !panel.total)
		.map(({ panel }) => subjectOf(panel, byArea));
	return [
		...answerSentence(
			`By week ${filters.wk}`,
			told.map(({ mean, range, verdict, measure, subject }) => ({
				subject,
				predicate: range
					? changedBetween(range, 'scale', measure, measure.decimals)
					: changed(mean, 'scale', measure, measure.decimals),
				verdict
			}))
		),
		...(first && others.length === 0 ? [{ text: spreadOf(first.line, first.measure) }] : []),
		{ text: hiddenPanelsSentence(hiddenTitles) },
		...groupsHidden(
			spreads.flatMap(({ panel }) => panel.groups),
			context
		)
	];
}

/** Where fewer than 60 % of the due were seen the mean is a range, and the verdict that of its weaker end. */
function rangeAndVerdict(
	{ panel: { total, measure } }: Spread,
	{ verdict, patients }: Line,
	mean: Estimate,
	week: number
) {
	const range = rangeOfMean(total, week, mean.value);
	const { smallestWorthwhile } = measure;
	return range && verdict === 'clear' && patients !== null && smallestWorthwhile !== null
		? { range, verdict: verdictOfRange(range, mean, patients, smallestWorthwhile) }
		: { range, verdict };
}

/** Of a single panel: " Half of the patients improved by 1.00 grades or more; 61 % improved enough …". */
function spreadOf(
	{ quantiles, responders, beyondNoise, patients }: Line,
	measure: Spread['panel']['measure']
): string {
	const share = (part: Line['responders'], what: string) =>
		part.estimate
			? [`${percent(part.estimate.value, percentDecimals(patients ?? 0))} ${what}`]
			: [];
	const { p50 } = quantiles;
	const said = [
		...(p50.estimate
			? [
					`half of the patients improved by ${decimal(p50.estimate.value, measure.decimals)} ${measure.unit.many} or more`
				]
			: []),
		...share(responders, 'of courses improved enough'),
		...share(beyondNoise, 'changed by more than one patient’s noise')
	];
	const text = list(said);
	return text ? ` ${text.charAt(0).toUpperCase()}${text.slice(1)}.` : '';
}

export function restsOn(spreads: readonly Spread[], context: Context): Figure['restsOn'] {
	const { filters } = context;
	const name = ({ panel }: Spread) => subjectOf(panel, filters.concern !== null);
	const followed = spreads.flatMap((spread) => {
		const counts = togetherOf(spread)?.counts;
		return counts?.seen != null && counts.due
			? [{ spread, seen: counts.seen, due: counts.due }]
			: [];
	});
	const low = followed.filter(({ spread }) => isBelowFloor(spread.panel.total, filters.wk));
	return [
		{
			title: `Follow-up at week ${filters.wk}`,
			text:
				followed.length === 0
					? [{ text: 'No visit was due in this window yet, or its counts are hidden.' }]
					: [
							{
								text: `${followed.map(({ spread, seen, due }) => `${count(seen)} of ${count(due)} courses seen for ${name(spread)} (${percent((100 * seen) / due)})`).join(', ')}.`
							},
							...(low.length > 0
								? [
										{
											text: belowFloor(
												low.map(({ spread }) => name(spread)),
												{ unit: 'scale', miss: 'seen' }
											),
											strong: true
										}
									]
								: [])
						]
		},
		{
			title: 'Noise of one patient',
			text: [
				{
					text: noiseOfEach(spreads, name)
				},
				{
					text: ` It says something of one patient, never of a mean.${context.viewer.insideClinic ? '' : ' The share beyond it is told for one clinic at a time: choose a clinic.'}`
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Change without a control group: part of it may be regression to the mean. Patients who differ in improvement differ in much else: an association, not an effect.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenWords(context, distributionHref) }
	];
}

/** Said once where it is the same on all panels of a measure; else of each by its name. */
function noiseOfEach(spreads: readonly Spread[], name: (spread: Spread) => string): string {
	return [...Map.groupBy(spreads, ({ panel }) => panel.measure.code).values()]
		.flatMap((own) => {
			const said = Map.groupBy(own, ({ noise, panel }) => noiseWords(noise, panel.measure));
			return [...said].map(([words, some]) =>
				said.size === 1 ? words : `${sentenceCase(list(some.map(name)))}: ${lowerFirst(words)}`
			);
		})
		.join(' ');
}

export const notes = (spreads: readonly Spread[], context: Context): string[] => [
	`Box: the middle half of the patients at week ${context.filters.wk}; mark in it: half improved more, half less; thin line: the 10th and 90th of 100. A part is drawn only where at least 5 patients lie beyond it; the best and worst patient never are. Grey band: changes of one patient that are not told from none. With several courses a patient counts with the mean of their improvements.`,
	...clinicRules(
		spreads.map(({ panel }) => panel.measure),
		context
	)
];
