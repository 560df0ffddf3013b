/** The answer about protocols, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { counted, list, sentenceCase } from '#lib/domain/format.ts';
import type { Context } from '../../analysis.ts';
import { subjectOf } from '../improvement/answer.ts';
import { anyStep, hiddenWords } from '../improvement/hidden.ts';
import { amountWithInterval } from '../improvement/words.ts';
import { refusal } from '../widen.ts';
import { followUpWords, unfitIn } from './dose-words.ts';
import { frontierOf, isPlaced, isThin, protocolLabel, type Protocols } from './frontier.ts';
import type { Line } from './lines.ts';
import { daysText } from './redness.ts';
import { depthHref } from './series.ts';

export function answer(all: readonly Protocols[], context: Context): Phrase[] {
	const { filters, hidden } = context;
	const answered = all.flatMap((protocols) => {
		const best = frontierOf(protocols.lines);
		return best.length > 0 ? [{ protocols, best }] : [];
	});
	const subject = ({ panel }: Protocols) => subjectOf(panel, filters.concern !== null);
	if (answered.length === 0) {
		const unfit = unfitIn(all);
		if (unfit) return [{ text: `${unfit} Choose another measure.` }];
		const [whole] = hidden.filter((group) => group.whole);
		const href = (wider: typeof filters) => depthHref(wider, context);
		if (whole && all.every(({ panel }) => !panel.total)) {
			return refusal(whole, context, href, anyStep(context, depthHref));
		}
		return [{ text: noneWords(all, filters.wk) }];
	}
	const [only, ...more] = answered;
	const phrases =
		only && more.length === 0
			? frontierWords(only.protocols, only.best, subject(only.protocols), context)
			: answered.flatMap(({ protocols, best }) => mostWords(protocols, best, subject, context));
	const without = all.filter((each) => !answered.some(({ protocols }) => protocols === each));
	return [
		...phrases,
		...(without.length > 0
			? [
					{ text: ` ${sentenceCase(list(without.map(subject)))}: ` },
					{ text: 'too few to say', strong: true },
					{ text: '.' }
				]
			: [])
	];
}

/** Of one area: each protocol that no other beats. */
function frontierWords(
	protocols: Protocols,
	best: readonly Line[],
	subject: string,
	context: Context
): Phrase[] {
	const named = best.map(
		(line) => `${protocolLabel(line, context)} (${bothText(line, protocols)})`
	);
	const count = best.length === 1 ? 'One protocol is' : `${best.length} protocols are`;
	return [
		{ text: `${count} not beaten on ${subject} by week ${context.filters.wk}`, strong: true },
		{ text: `: ${named.join('; ')}.` }
	];
}

/** Of several areas: on each the protocol that gains most. */
function mostWords(
	protocols: Protocols,
	best: readonly Line[],
	subject: (of: Protocols) => string,
	context: Context
): Phrase[] {
	const most = best.at(-1);
	if (!most) return [];
	return [
		{ text: `On ${subject(protocols)} the most is gained with ` },
		{ text: protocolLabel(most, context), strong: true },
		{ text: `: ${bothText(most, protocols)}. ` }
	];
}

/** "0.98 grades (0.90 to 1.06), red for 2.3 days (2.0 to 2.6)". */
function bothText({ gain, decimals, redness }: Line, { panel }: Protocols): string {
	const gained = gain ? amountWithInterval(gain, 'scale', panel.measure, decimals) : '–';
	return `${gained}, red for ${redness.days ? daysText(redness.days) : '–'}`;
}

function noneWords(all: readonly Protocols[], week: number): string {
	const lines = all.flatMap(({ lines: own }) => own);
	const placed = lines.filter(({ gain }) => gain !== null);
	if (placed.length === 0) {
		return `No answer at week ${week} for these filters: nobody was scored under a named protocol. Try another week or fewer filters.`;
	}
	if (placed.every(({ redness }) => redness.days === null)) {
		return 'No answer: days of redness are not known for any protocol. Ask about side effects after each session.';
	}
	return `Too few to say: no protocol has 20 patients scored at week ${week} and asked about redness. Try another week or fewer filters.`;
}

export function restsOn(all: readonly Protocols[], context: Context): Figure['restsOn'] {
	const { filters } = context;
	const lines = all.flatMap(({ lines: own }) => own);
	const thin = lines.filter((line) => isPlaced(line) && isThin(line)).length;
	const without = lines.filter(({ redness }) => redness.days === null).length;
	return [
		{
			title: `Follow-up at week ${filters.wk}`,
			text: followUpWords(
				all.map(({ panel, total }) => ({
					name: subjectOf(panel, filters.concern !== null),
					seen: total?.seen,
					due: total?.due
				}))
			)
		},
		{
			title: 'Days of redness',
			text: [
				{
					text: `Median after each patient’s first session that was asked about; no redness counts as 0 days, redness still open as longer than seen.${without > 0 ? ` Not known for ${counted(without, 'protocol')}: a median needs ten patients asked.` : ''}`
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: `Protocols are chosen for the patient, so their patients differ: an association, not an effect. “Not beaten” goes by the estimates alone; where intervals overlap, the order may be chance.${thin > 0 ? ` ${counted(thin, 'protocol')} with fewer than 20 patients ${thin === 1 ? 'is' : 'are'} faded and left out of the frontier.` : ''}`
				}
			]
		},
		{ title: 'Hidden', text: hiddenWords(context, depthHref) }
	];
}
