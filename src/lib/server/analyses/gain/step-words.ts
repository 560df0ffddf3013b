/** The answer about further sessions, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { decimal, interval, list, sentenceCase } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import { AFTER_DAYS } from '../../queries/session-gains.ts';
import { unfitIn } from '../depth/dose-words.ts';
import { anyStep, hiddenWords } from '../improvement/hidden.ts';
import type { Panel } from '../improvement/panels.ts';
import { amountWithInterval } from '../improvement/words.ts';
import { refusal } from '../widen.ts';
import { gainHref, subjectIn } from './asked.ts';
import { addedUpTo, type Step } from './steps.ts';

export type Ladder = { panel: Panel; steps: Step[] };

/** "1st", "2nd", "3rd", "4th". */
export const ordinal = (n: number) =>
	`${n}${['th', 'st', 'nd', 'rd'][n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? 'th'}`;

export function answer(ladders: readonly Ladder[], context: Context): Phrase[] {
	const { hidden } = context;
	const told = ladders.filter(({ steps }) => steps.some(({ gain }) => gain !== null));
	if (told.length === 0) {
		const unfit = unfitIn(ladders);
		if (unfit) return [{ text: `${unfit} Choose another measure.` }];
		const [whole] = hidden.filter((group) => group.whole);
		if (whole && ladders.every(({ panel }) => !panel.total)) {
			const href = (wider: typeof context.filters) => gainHref(wider, context);
			return refusal(whole, context, href, anyStep(context, gainHref));
		}
		return [
			{
				text: 'No answer for these filters: too few series were scored before and after a session. Take a filter away.'
			}
		];
	}
	const without = ladders.filter((ladder) => !told.includes(ladder));
	return [
		...told.flatMap((ladder) => ladderWords(ladder, subjectIn(ladder.panel, context))),
		...(without.length > 0
			? [
					{
						text: `${sentenceCase(list(without.map(({ panel }) => subjectIn(panel, context))))}: `
					},
					{ text: 'too few to say', strong: true },
					{ text: '. ' }
				]
			: []),
		{ text: 'Those who go on are not those who stopped.' }
	];
}

/** "Necks: sessions 1 to 3 each added, the 3rd 0.21 grades (…): clear. The 4th added 0.02 (…): not clear." */
function ladderWords({ panel, steps }: Ladder, subject: string): Phrase[] {
	const { measure } = panel;
	const many = addedUpTo(steps);
	const last = steps[many - 1];
	const next = steps[many];
	const opening = `${sentenceCase(subject)}: `;
	const said: Phrase[] = last
		? [
				{
					text: `${opening}${many === 1 ? 'the 1st session added' : `sessions 1 to ${many} each added, the ${ordinal(many)}`} ${gainWords(last, measure)}`
				},
				...verdictWords(last)
			]
		: [{ text: opening }];
	if (!next?.gain) return said;
	return [
		...said,
		{ text: `${last ? 'The' : 'the'} ${ordinal(next.session)} added ${gainWords(next, measure)}` },
		...verdictWords(next)
	];
}

const verdictWords = ({ verdict }: Step): Phrase[] =>
	verdict ? [{ text: ': ' }, { text: verdict, strong: true }, { text: '. ' }] : [{ text: '. ' }];

/** "0.21 grades (0.15 to 0.27)", or why there is none. */
export const gainWords = ({ gain, why }: Step, measure: Measure): string =>
	gain ? amountWithInterval(gain, 'scale', measure, measure.decimals) : (why ?? 'no data');

/** "0.21 (0.15 to 0.27)". */
export const shortWords = ({ gain }: Step, { decimals }: Measure): string =>
	gain ? `${decimal(gain.value, decimals)} ${interval(gain.low, gain.high, decimals)}`.trim() : '–';

export function restsOn(context: Context): Figure['restsOn'] {
	const { from, to } = AFTER_DAYS;
	return [
		{
			title: 'What is compared',
			text: [
				{
					text: `The same series before and after each session: the last score from day ${from} to day ${to} behind it and before the next one, less the same for the session before; before the first session, the baseline. Series without both scores are counted as not scored.`
				}
			]
		},
		{
			title: 'Who goes on',
			text: [
				{ text: 'People who stop early differ from those who go on', strong: true },
				{
					text: ': they may have got what they wanted, or seen nothing. So the gains of different sessions are of different people, and are not compared with each other. To look at the same people, choose one number of sessions.'
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Skin goes on changing for months: part of what is counted after a session is the work of those before it, and the last session’s is not finished. An association, not an effect.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenWords(context, gainHref) }
	];
}
