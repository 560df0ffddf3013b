/** The answer about ratings of change, what it rests on, and how it is read. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import {
	count,
	interval,
	list,
	percent,
	percentDecimals,
	sentenceCase
} from '#lib/domain/format.ts';
import type { Context, HiddenGroup } from '../../analysis.ts';
import { countsOf, isBelowFloor, percentSeen } from '../improvement/follow-up.ts';
import {
	byReason,
	lineNames,
	nextStep,
	NOTHING_HIDDEN,
	refusal,
	SINGLE_CELLS,
	togetherStep,
	tryWords
} from '../widen.ts';
import { improvedOf, panelName, subjectOf, type RatingPanel } from './panels.ts';
import { ratedHref } from './trends.ts';

/** "By week 26 71 % (66 to 75) were rated improved or better for wrinkles; …" */
export function answer(panels: readonly RatingPanel[], context: Context): Phrase[] {
	const { wk } = context.filters;
	const [whole] = context.hidden.filter((group) => group.whole);
	if (whole && panels.every(({ total }) => !total)) {
		return refusal(whole, context, (wider) => ratedHref(wider, context));
	}
	const told = panels.flatMap((panel) => {
		const { estimate } = improvedOf(panel.total?.cells[wk]);
		if (!estimate || !panel.total) return [];
		const decimals = percentDecimals(countsOf(panel.total, wk).scored ?? 0);
		const range = interval(estimate.low, estimate.high, decimals);
		return [
			{
				rule: `${panel.measure.shortName}, ${panel.rating.improved.label}`,
				text: `${percent(estimate.value, decimals)}${range ? ` ${range}` : ''} for ${subjectOf(panel, context)}`
			}
		];
	});
	if (told.length === 0) {
		return [
			{ text: `No ratings at week ${wk} for these filters. Try another week or fewer filters.` }
		];
	}
	return [...Map.groupBy(told, ({ rule }) => rule)].map(([rule, parts], i) => ({
		text: `${i === 0 ? `By week ${wk} c` : ' C'}ourses rated ${rule.split(', ').at(-1)} (${rule.split(', ').slice(0, -1).join(', ')}): ${list(parts.map(({ text }) => text))}.`
	}));
}

export function restsOn(panels: readonly RatingPanel[], context: Context): Figure['restsOn'] {
	const { wk } = context.filters;
	const followed = panels.flatMap((panel) => {
		const share = percentSeen(panel.total, wk);
		const { seen, due } = panel.total ? countsOf(panel.total, wk) : { seen: null, due: null };
		return share && seen !== null && due !== null ? [{ panel, share, seen, due }] : [];
	});
	const low = followed.filter(({ panel }) => isBelowFloor(panel.total, wk));
	const names = (some: typeof low) => list(some.map(({ panel }) => subjectOf(panel, context)));
	return [
		{
			title: `Follow-up at week ${wk}`,
			text:
				followed.length === 0
					? [{ text: 'No visit was due in this window yet, or its counts are hidden.' }]
					: [
							{
								text: `${sentenceCase(followed.map(({ panel, share, seen, due }) => `${subjectOf(panel, context)} ${count(seen)} of ${count(due)} courses rated (${share})`).join(', '))}.`
							},
							...(low.length > 0
								? [
										{
											text: ` Below 60 % for ${names(low)}: those rated may not stand for all.`,
											strong: true
										}
									]
								: [])
						]
		},
		{
			title: 'How it is rated',
			text: [
				{
					text: `${[...new Map(panels.map(({ measure }) => [measure.code, measure])).values()]
						.map((measure) => `${measure.name}, ${measure.better} is better`)
						.join('; ')}. A rating between two grades counts as the lesser one.`
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'A memory of the time before, by somebody who hoped for a change: no score was taken before, so no change is worked out. Courses never rated are not among those due.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenWords(panels, context) }
	];
}

function hiddenWords(panels: readonly RatingPanel[], context: Context): Phrase[] {
	const { hidden } = context;
	const href = (wider: typeof context.filters) => ratedHref(wider, context);
	const cells = context.hiddenCells ? SINGLE_CELLS : '';
	if (hidden.length === 0) return [{ text: cells || NOTHING_HIDDEN }];
	const named = (groups: readonly HiddenGroup[]) =>
		[...Map.groupBy(groups, ({ key }) => `${key.measure}.${key.area ?? ''}`)]
			.map(([id, lines]) => {
				const panel = panels.find((one) => one.id === id);
				const name = panel ? `${panelName(panel, context)} (${panel.measure.shortName})` : id;
				return lines.some(({ whole }) => whole) ? name : `${name} ${lineNames(lines, context)}`;
			})
			.join('; ');
	const [whole] = hidden.filter((group) => group.whole);
	const step = whole ? nextStep(context, href, whole.key) : togetherStep(context, href);
	return [
		{ text: byReason(hidden, context, named) },
		...tryWords(step),
		...(cells ? [{ text: ` ${cells}` }] : [])
	];
}

export const notes = ({ filters }: Context): string[] => [
	`Lines: share of the courses rated improved at each visit, with 95 % intervals that count patients. Bars: how the ratings of week ${filters.wk} spread, from the best to the last class; in fewer classes where one would be of too few patients. Ratings stand on panels of their own and are never mixed with scores.`
];
