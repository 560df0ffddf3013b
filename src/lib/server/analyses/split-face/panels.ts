/** The sides over time, and the difference within patients at the chosen week. */
import type { Phrase, SeriesStyle, TrendPanel } from '#lib/charts/figure.ts';
import type { IntervalsPanel } from '#lib/charts/panels.ts';
import { counted, decimal, interval, sentenceCase } from '#lib/domain/format.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Context } from '../../analysis.ts';
import { amount, axisLabel, directionOf } from '../improvement/words.ts';
import { niceScale } from '../scale.ts';
import { toldEstimate } from '../told.ts';
import { ranksOf, verdictOfPairs, weekOf, type Paired } from './pairs.ts';

/** Points of fewer pairs are drawn open. */
const FEW = 20;
const STYLES: [SeriesStyle, SeriesStyle] = [
	{ kind: 'arm', arm: 'a' },
	{ kind: 'arm', arm: 'b' }
];

export const idOf = ({ measure, group, area }: Paired) =>
	`${measure.code}-${area}-${group.key.contrast}`;

export function sidesPanel(pair: Paired, { filters }: Context): TrendPanel {
	const { measure, sides } = pair;
	const { decimals, unit } = measure;
	const weeks = VISIT_WEEKS.filter((week) => weekOf(pair, week).pairs > 0);
	const all = weeks.map((week) => weekOf(pair, week));
	const ends = all.flatMap(({ first, second }) =>
		[first, second].flatMap((one) =>
			one ? [one.value, one.low ?? one.value, one.high ?? one.value] : []
		)
	);
	const { pairs, difference } = weekOf(pair, filters.wk);
	return {
		id: idOf(pair),
		title: pair.area,
		href: null,
		verdict: verdictOfPairs(pair, filters.wk),
		headline: toldEstimate(difference, decimals),
		headlineWords: headline(pair, filters.wk),
		subline: `${measure.shortName} · ${counted(pairs, 'pair')} with both sides scored at week ${filters.wk}`,
		yLabel: axisLabel('scale', measure),
		direction: directionOf(measure),
		scale: niceScale([...ends, measure.smallestWorthwhile ?? 0]),
		weeks: weeks.length > 0 ? weeks : [...VISIT_WEEKS],
		selectedWeek: filters.wk,
		worthwhile: null,
		series: sides.map((label, i) => ({
			id: i === 0 ? 'first' : 'second',
			label,
			style: STYLES[i] ?? { kind: 'single' },
			points: weeks.map((week) => {
				const at = weekOf(pair, week);
				const estimate = i === 0 ? at.first : at.second;
				return {
					week,
					estimate: toldEstimate(estimate, decimals),
					why: at.why,
					scored: at.pairs,
					seen: null,
					due: null,
					patients: at.pairs,
					few: at.pairs < FEW,
					sentence: estimate
						? `${label}, week ${week}: ${decimal(estimate.value, decimals)} ${unit.many} better ${interval(estimate.low, estimate.high, decimals)}; ${counted(at.pairs, 'pair')}.`
						: `${label}, week ${week}: ${at.why ?? 'no data'}.`
				};
			})
		})),
		ribbon: [],
		published: [],
		publishedWords: [],
		hidden: null
	};
}

/** "4.91 points more on the treated side at week 12"; its interval stands in the chart beside. */
function headline(pair: Paired, week: number): Phrase[] {
	const { measure, sides, untreated } = pair;
	const { difference, why } = weekOf(pair, week);
	if (!difference) return [{ text: sentenceCase(why ?? 'no data') }];
	const { value } = difference;
	const side = untreated ? 'on the treated side' : `with ${sides[0]}`;
	return [
		{
			text: `${amount(Math.abs(value), 'scale', measure, measure.decimals)} ${value < 0 ? 'less' : 'more'}`,
			strong: true
		},
		{ text: ` ${side} at week ${week}` }
	];
}

export function differencesPanel(pair: Paired, { filters }: Context): IntervalsPanel {
	const { measure, sides } = pair;
	const { decimals, unit, smallestWorthwhile } = measure;
	const { difference, pairs, why } = weekOf(pair, filters.wk);
	const { median, why: noMedian } = ranksOf(pair, filters.wk);
	const row = (
		id: string,
		label: string,
		estimate: typeof difference,
		reason: string | null,
		lead: boolean
	) => ({
		id,
		label,
		lead,
		style: { kind: 'single' as const },
		estimate: toldEstimate(estimate, decimals),
		why: estimate ? null : reason,
		few: pairs < FEW,
		words: estimate
			? `${decimal(estimate.value, decimals)} ${interval(estimate.low, estimate.high, decimals)}`.trim()
			: '–',
		sentence: estimate
			? `${label}: ${decimal(estimate.value, decimals)} ${unit.many} ${interval(estimate.low, estimate.high, decimals)}; ${counted(pairs, 'pair')}.`
			: `${label}: ${reason ?? 'no data'}.`
	});
	const ends = [difference, median].flatMap((one) =>
		one ? [one.value, one.low ?? one.value, one.high ?? one.value] : []
	);
	return {
		kind: 'intervals',
		id: `${idOf(pair)}-difference`,
		title: `${sides[0]} less ${sides[1].toLowerCase()}, week ${filters.wk}`,
		note: `Within the same patient · ${counted(pairs, 'pair')}`,
		hidden: null,
		xLabel: `Difference, ${unit.many}; right of 0 the ${pair.untreated ? 'treated side' : 'first side'} is better`,
		scale: niceScale([...ends, smallestWorthwhile ?? 0]),
		zero: true,
		worthwhile:
			smallestWorthwhile === null
				? null
				: { value: smallestWorthwhile, label: 'smallest worthwhile difference' },
		rows: [
			row('mean', 'Mean difference', difference, why, true),
			row('median', 'Hodges–Lehmann median', median, noMedian, false)
		]
	};
}
