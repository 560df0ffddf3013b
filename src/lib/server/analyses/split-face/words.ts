/** The answer about two sides, the flow of pairs, and what such pairs cannot show. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { count, counted, decimal, percent } from '#lib/domain/format.ts';
import { toQuery, type Filters } from '#lib/domain/filters.ts';
import type { Context } from '../../analysis.ts';
import { amountWithInterval } from '../improvement/words.ts';
import { hiddenWords } from '../improvement/hidden.ts';
import { nextStep, refusal } from '../widen.ts';
import { betterOf, COMPARED_FROM, flowAt, verdictOfPairs, weekOf, type Paired } from './pairs.ts';

const PAGE = '/compare/split-face';

function splitFaceHref(filters: Filters, { accepted }: Pick<Context, 'accepted'>): string {
	const query = toQuery(filters, accepted);
	return query ? `${PAGE}?${query}` : PAGE;
}

export function answer(pairs: readonly Paired[], context: Context): Phrase[] {
	const { filters, hidden } = context;
	if (!filters.concern) return [{ text: 'Choose a concern: sides are compared on one scale.' }];
	if (pairs.length === 0) {
		const [whole] = hidden.filter((group) => group.whole);
		const href = (wider: Filters) => splitFaceHref(wider, context);
		if (whole) return refusal(whole, context, href, nextStep(context, href, whole.key));
		return [
			{
				text: `No pairs against ${CONCERN_WORDS[filters.concern].noun} are recorded for these filters. A pair is two courses of one patient that name the same pair. Try another concern${Object.keys(filters.where).length > 0 ? ' or fewer filters' : ''}.`
			}
		];
	}
	return pairs.flatMap((pair, i): Phrase[] => [
		...(i > 0 ? [{ text: ' ' }] : []),
		...sentenceOf(pair, filters.wk)
	]);
}

function sentenceOf(pair: Paired, week: number): Phrase[] {
	const { measure, area, sides } = pair;
	const { difference, pairs, why } = weekOf(pair, week);
	const against = pair.untreated ? 'the untreated one' : sides[1];
	const who = pair.untreated ? 'the treated side' : sides[0];
	if (!difference) {
		return [
			{
				text: `${area}, week ${week}: no difference can be given, ${why ?? 'no data'}. Try another week.`
			}
		];
	}
	const worse = difference.value < 0;
	const size = worse
		? {
				value: -difference.value,
				low: difference.high === null ? null : -difference.high,
				high: difference.low === null ? null : -difference.low
			}
		: difference;
	const verdict = verdictOfPairs(pair, week);
	const better = betterOf(pair);
	return [
		{
			text: `${area}, week ${week}: ${who} improved ${amountWithInterval(size, 'scale', measure, measure.decimals)} ${worse ? 'less' : 'more'} than ${against}, in ${counted(pairs, 'pair')}${verdict ? ': ' : '.'}`
		},
		...(verdict ? [{ text: verdict, strong: true }, { text: '.' }] : []),
		...(better.estimate
			? [{ text: ` It improved more in ${percent(better.estimate.value)} of the pairs.` }]
			: []),
		...(pairs < COMPARED_FROM ? [{ text: ` A comparison takes ${COMPARED_FROM} pairs.` }] : [])
	];
}

export function restsOn(pairs: readonly Paired[], context: Context): Figure['restsOn'] {
	if (pairs.length === 0) return [];
	const { filters } = context;
	return [
		{
			title: 'Flow of pairs',
			text: [{ text: pairs.map((pair) => flowWords(pair, filters.wk)).join(' ') }]
		},
		{
			title: 'How the sides are compared',
			text: [
				{
					text: 'Within each patient: both sides share age, skin and season, so nothing of that can part them. One pair a patient, the first; only pairs with both sides scored in the window, and no two sides of the same protocol.'
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Whether sides were drawn by lot, or raters knew which was which, is not recorded. What is given to one side may reach the other. An association, not an effect.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenWords(context, splitFaceHref) }
	];
}

/** As the CONSORT extension for within-person trials asks: pairs, then sides. */
function flowWords(pair: Paired, week: number): string {
	const { recorded, with_baseline, both, one, neither } = flowAt(pair, week);
	if (recorded === null || with_baseline === null || one === null || neither === null) {
		const scored =
			both === null
				? ''
				: ` At week ${week} both sides were scored in ${counted(both, 'pair')}, analysed.`;
		return `${pair.area}:${scored} The other steps are hidden: too few pairs in one of them.`;
	}
	return `${pair.area}: ${counted(recorded, 'pair')} recorded, ${count(with_baseline)} with a session and a baseline on both sides. At week ${week}: both sides scored in ${count(both ?? 0)}, one side only in ${count(one)}, neither in ${count(neither)}; ${count(both ?? 0)} analysed.`;
}

export function notes(pairs: readonly Paired[]): string[] {
	if (pairs.length === 0) return [];
	return [
		`Up is better. Open points: fewer than 20 pairs. Intervals: 95 %, t. Dotted line: smallest worthwhile difference. Tests and medians from ${decimal(COMPARED_FROM, 0)} pairs on. Filters are of the ${pairs.every(({ untreated }) => untreated) ? 'treated' : 'first'} side.`
	];
}
