/** The answer about protocols, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import { count, counted, decimal, interval, percent } from '#lib/domain/format.ts';
import type { Context, Group } from '../../analysis.ts';
import { lineLabel } from '../lines.ts';
import {
	byReason,
	groupsHidden,
	hiddenLinesWords,
	pageHref,
	refusal,
	SINGLE_CELLS,
	togetherStep,
	tryWords
} from '../widen.ts';
import {
	allDone,
	MEAN_DECIMALS,
	offDepth,
	otherDevice,
	SHARE_DECIMALS,
	weeksApart,
	type Held
} from './drift.ts';
import { comparisonOf } from './links.ts';

const PAGE = '/protocols';

export function answer(total: Group | null, lines: readonly Group[], context: Context): Phrase[] {
	const [whole] = context.hidden.filter((group) => group.whole);
	if (whole) return refusal(whole, context, (filters) => pageHref(PAGE, filters, context));
	if (!total) {
		return [{ text: 'No answer for these filters: nobody was treated. Take a filter away.' }];
	}
	return [
		...mostUsed(total, lines, context),
		...driftWords(total),
		...groupsHidden([...lines], context)
	];
}

/** "24 protocols shown. Most used: … (312 of 5,210 courses, compare it with the next on the neck)." */
function mostUsed(total: Group, lines: readonly Group[], context: Context): Phrase[] {
	const { filters, known } = context;
	const named = lines.filter(({ key }) => key.line);
	const [first] = named.toSorted((a, b) => b.courses - a.courses);
	if (filters.by !== 'protocol' || !first) return [];
	const comparison = comparisonOf(first, named, context);
	return [
		{ text: `${counted(named.length, 'protocol')} shown. Most used: ` },
		{ text: lineLabel('protocol', first.key.line ?? null, known), strong: true },
		{ text: ` (${count(first.courses)} of ${counted(total.courses, 'course')}` },
		...(comparison
			? [
					{ text: ', ' },
					{ text: 'compare it', href: comparison.href },
					{ text: ` with the next on the ${areaLabel(comparison.place.area).toLowerCase()}). ` }
				]
			: [{ text: '). ' }])
	];
}

function driftWords(total: Group): Phrase[] {
	const off = offDepth(total);
	const apart = weeksApart(total);
	const done = allDone(total);
	const range = ({ interval: ends }: Held, decimals: number) => {
		const words = interval(ends?.low ?? null, ends?.high ?? null, decimals);
		return words && ` ${words}`;
	};
	return [
		off.value === null
			? { text: 'Depths cannot be held against a protocol, or are hidden. ' }
			: {
					text: `${percent(off.value, SHARE_DECIMALS)}${range(off, SHARE_DECIMALS)} of sessions were off the protocol’s depth. `
				},
		...(apart.value === null || apart.planned === null
			? []
			: [
					{
						text: `Sessions are ${decimal(apart.value, MEAN_DECIMALS)} weeks apart${range(apart, MEAN_DECIMALS)}, planned ${decimal(apart.planned, MEAN_DECIMALS)}. `
					}
				]),
		...(done.value === null
			? []
			: [
					{
						text: `Of ended courses ${percent(done.value, SHARE_DECIMALS)}${range(done, SHARE_DECIMALS)} had all planned sessions.`
					}
				])
	];
}

export function restsOn(total: Group | null, context: Context): Figure['restsOn'] {
	const off = total ? offDepth(total) : null;
	const done = total ? allDone(total) : null;
	const device = total ? otherDevice(total) : null;
	return [
		{
			title: 'Courses',
			text: [
				{
					text: total
						? `${counted(total.courses, 'course')} with at least one session done, in ${counted(total.patients, 'patient')}, under the protocol they were filed under at first.`
						: 'None shown.'
				}
			]
		},
		{
			title: 'Planned against done',
			text: [
				{
					text: [
						done?.n == null
							? 'Sessions: no course to hold against a plan, or hidden.'
							: `Sessions: ${counted(done.n, 'course')} that have ended, with a number planned.`,
						off?.n == null
							? 'Depth: none to hold against, or hidden.'
							: `Depth: ${counted(off.n, 'session')} with a depth; of a range its upper end counts, and off is outside the protocol’s own range.`,
						device?.n == null
							? ''
							: `Device: ${counted(device.n, 'session')}; one that names no device had the protocol’s.`
					]
						.filter(Boolean)
						.join(' ')
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Why a session left the plan: a deeper needle may be a decision or a slip. Ended courses count with what they had; ongoing ones will have more.'
				}
			]
		},
		{
			title: 'Hidden',
			text: hiddenWords(context)
		}
	];
}

/** More names than these would be a wall of words; the tables have them all. */
const MOST_NAMES = 3;

function hiddenWords(context: Context): Phrase[] {
	const { filters, hidden, hiddenCells } = context;
	const few = hidden.length <= MOST_NAMES || hidden.some((group) => group.whole);
	if (few || filters.by !== 'protocol') return hiddenLinesWords(context, PAGE);
	return [
		{
			text: `${byReason(hidden, context, (groups) => counted(groups.length, 'protocol'))} The tables name them.`
		},
		...tryWords(togetherStep(context, (wider) => pageHref(PAGE, wider, context))),
		...(hiddenCells ? [{ text: ` ${SINGLE_CELLS}` }] : [])
	];
}
