/** The answer of how long a side effect stays, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import type { Filters } from '#lib/domain/filters.ts';
import { count, counted, lowerFirst, percent, percentDecimals } from '#lib/domain/format.ts';
import type { SideEffect } from '#lib/domain/side-effects.ts';
import { survivalDifference, verdictOf } from '#lib/statistics/index.ts';
import type { Context } from '../../analysis.ts';
import type { ResolutionLine } from '../resolution/line.ts';
import { dayWords, shareDecimals } from '../resolution/panel.ts';
import { told } from '../told.ts';
import { groupsHidden, hiddenLinesWords, onItsPage, pageHref, refusal } from '../widen.ts';

export type Answered = {
	effect: SideEffect;
	lines: ResolutionLine[];
	total: ResolutionLine | null;
};

/** Smallest worthwhile difference of shares, and the patients a comparison needs on each side. */
const WORTHWHILE = 0.1;
const LEAST_PATIENTS = 10;

export function answer(answered: Answered, context: Context): Phrase[] {
	const { total, lines, effect } = answered;
	const [whole] = context.hidden.filter((group) => group.whole);
	const href = (filters: Filters) =>
		pageHref(`/safety/${effect.term}`, filters, onItsPage(context));
	if (whole) return refusal(whole, context, href);
	if (!total?.group || total.group.patients === 0) {
		return [{ text: 'No answer for these filters: nobody was treated. Take a filter away.' }];
	}
	if (!total.episodes) {
		const { patients } = total.group.counts.sessions ?? {};
		const asked = patients == null ? '' : ` of ${counted(patients, 'patient')} asked`;
		return total.why?.startsWith('hidden')
			? [{ text: `${effect.label} is ${total.why}. Take a filter away.` }]
			: [{ text: `Nobody${asked} had ${lowerFirst(effect.label)} after a session.` }];
	}
	const { escalateAfterDays } = effect;
	return [
		...medianWords(total, effect),
		...furthestApart(lines, total, context),
		...openWords(total),
		...(escalateAfterDays === null
			? []
			: [{ text: ` Still there after day ${escalateAfterDays}: a clinician should look.` }]),
		...groupsHidden(
			lines.flatMap(({ group }) => group ?? []),
			context
		)
	];
}

function medianWords({ median, ninth }: ResolutionLine, { label }: SideEffect): Phrase[] {
	if (median.day === null) {
		return [{ text: `${label}: the day by which half have none is not told, ${median.why}.` }];
	}
	const nine = ninth.day === null ? '' : `, nine in ten by ${dayWords(ninth)}`;
	return [
		{ text: `${label} is gone by ` },
		{ text: dayWords(median), strong: true },
		{ text: ` in half of the patients with it${nine}.` }
	];
}

/** Of an ordered grouping the two ends: the day by which half of all had none tells them best apart. */
function furthestApart(
	lines: readonly ResolutionLine[],
	{ median }: ResolutionLine,
	{ filters }: Context
): Phrase[] {
	const able = lines.filter(
		({ id, episodes }) => id !== 'none' && (episodes?.patients ?? 0) >= LEAST_PATIENTS
	);
	const [first, last] = [able[0], able.at(-1)];
	const ordered = filters.by !== null && DIMENSION_FACTS[filters.by].ordered;
	if (!ordered || !first?.episodes || !last?.episodes || first === last) return [];
	const day = first.shares.find((point) => point.day >= (median.day ?? Infinity))?.day;
	const shareOn = (line: ResolutionLine) => line.shares.find((point) => point.day === day)?.share;
	const [one, two] = [shareOn(first), shareOn(last)];
	if (day === undefined || !one || !two) return [];
	const found = survivalDifference(last.episodes.curve, first.episodes.curve, day);
	const patients = Math.min(first.episodes.patients, last.episodes.patients);
	const { difference: estimate, interval } = found;
	const text = (line: ResolutionLine, value: number) => {
		const n = line.episodes?.patients ?? 0;
		return `${percent(100 * told(value, shareDecimals(n)), percentDecimals(n))} with ${line.label}`;
	};
	return [
		{
			text: ` Beyond day ${day} it stays in ${text(first, one.value)} and ${text(last, two.value)}: `
		},
		{
			text: verdictOf({ estimate, interval, patients }, WORTHWHILE, LEAST_PATIENTS),
			strong: true
		},
		{ text: '.' }
	];
}

/** Told only where the share of the last day is: it is the same patients. */
function openWords({ episodes, shares }: ResolutionLine): Phrase[] {
	const told = shares.at(-1)?.why?.startsWith('hidden') !== true;
	if (!episodes || !told || episodes.open === 0) return [];
	return [
		{
			text: ` ${counted(episodes.open, 'patient')} had it when last asked, or longer than 90 days.`
		}
	];
}

export function restsOn({ total, effect }: Answered, context: Context): Figure['restsOn'] {
	const { done, answered, patients } = total?.group?.counts.sessions ?? {};
	const { resolutionDays, source } = effect;
	const usual = resolutionDays
		? `Usually gone after ${resolutionDays.min === resolutionDays.max ? '' : `${resolutionDays.min} to `}${counted(resolutionDays.max, 'day')}`
		: 'No source says how long it usually lasts';
	return [
		{
			title: 'Who is counted',
			text:
				done != null && answered != null && patients != null && total?.episodes
					? [
							{
								text: `${count(total.episodes.patients)} of ${counted(patients, 'patient')} asked had it`,
								strong: true
							},
							{
								text: `; ${count(answered)} of ${count(done)} sessions were asked about. Reports that name no session, or follow one nobody asked about, are not in here.`
							}
						]
					: [{ text: 'Hidden, or nobody was asked.' }]
		},
		{
			title: 'How days are known',
			text: [
				{
					text: 'Day 0 is the day of the session. What passed between two days of the axis counts as gone by the later one; who is not known to be free of it counts until the last day on which somebody asked. Answers come from contacts, so the curve is late rather than early.'
				}
			]
		},
		{ title: 'As published', text: [{ text: `${usual} (${source}).` }] },
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Groups differ in more than what parts them: an association, not an effect. A second episode of the same patient is not in the curve.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenLinesWords(onItsPage(context), `/safety/${effect.term}`) }
	];
}

export const notes = (): string[] => [
	'Bands: 95 % intervals. Faint or open: fewer than 10 patients still followed. A median needs 10 patients, nine in ten needs 50.'
];
