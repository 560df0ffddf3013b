/** The answer about side effects, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { count, counted, decimal, list, lowerFirst, percent } from '#lib/domain/format.ts';
import type { SideEffect } from '#lib/domain/side-effects.ts';
import type { Per } from '#lib/domain/view-keys.ts';
import { zeroEventsUpperBound } from '#lib/statistics/index.ts';
import type { Context, Group } from '../../analysis.ts';
import { groupsHidden, hiddenLinesWords, pageHref, reasonIn, refusal } from '../widen.ts';
import { decimalsFor, rateOf, type Rate } from './rates.ts';

const PAGE = '/safety';

export function answer(
	seen: readonly SideEffect[],
	total: Group | undefined,
	lines: Group[],
	context: Context
): Phrase[] {
	const [whole] = context.hidden.filter((group) => group.whole);
	if (whole) return refusal(whole, context, (filters) => pageHref(PAGE, filters, context));
	if (!total || total.patients === 0) {
		return [
			{
				text: 'No answer for these filters: nobody was treated. Take a filter away.'
			}
		];
	}
	const { network, per } = context.filters;
	const leading = (kind: SideEffect['expected'], most: number) =>
		seen
			.filter(({ expected }) => expected === kind)
			.map((effect) => ({ effect, rate: rateOf(total, effect.term, per) }))
			.filter(({ rate }) => rate.estimate !== null)
			.toSorted((a, b) => (b.rate.estimate?.value ?? 0) - (a.rate.estimate?.value ?? 0))
			.slice(0, most);
	return [
		{ text: network ? 'In all clinics together: ' : '' },
		...seriousWords(total.cells.serious, context),
		...ratesWords(leading('unexpected', 1), 'Of the unexpected ones ', context),
		...ratesWords(leading('expected', 3), '', context),
		...freeWords(total),
		...groupsHidden(lines, context)
	];
}

type Leading = { effect: SideEffect; rate: Rate };

/** " Redness follows 63 of 100 sessions, swelling 29 and pain 24." */
function ratesWords(leading: readonly Leading[], opening: string, { filters }: Context): Phrase[] {
	const { per, least } = filters;
	const worse = { any: '', moderate: ', moderate or severe,', severe: ', severe,' }[least];
	const named = leading.map(({ effect, rate }, i) => {
		const value = rate.estimate?.value ?? 0;
		const number = decimal(value, opening === '' ? 0 : decimalsFor(value));
		const name = opening === '' && i === 0 ? effect.label : lowerFirst(effect.label);
		return i === 0
			? `${name}${worse} ${FOLLOWS[per]} ${number} of 100 ${per}s`
			: `${name} ${number}`;
	});
	if (named.length > 0) return [{ text: ` ${opening}${list(named)}.` }];
	return opening === '' && least === 'any'
		? [{ text: ' No expected side effect can be shown.' }]
		: [];
}

const FOLLOWS = { session: 'follows', course: 'is recorded in' };

/** " 312 of 401 courses asked about had none recorded." */
function freeWords({ counts }: Group): Phrase[] {
	const { asked, free } = counts.courses ?? {};
	if (asked == null || free == null || asked === 0) return [];
	return [
		{ text: ` ${count(free)} of ${counted(asked, 'course')} asked about had none recorded.` }
	];
}

function seriousWords(cell: Group['cells'][string] | undefined, context: Context): Phrase[] {
	if (cell && !cell.sums)
		return [{ text: `Serious effects are hidden: ${reasonIn(cell, context)}.` }];
	if (!cell?.sums || cell.patients === 0)
		return [{ text: 'Nobody was asked about serious effects.' }];
	const events = cell.sums.events ?? 0;
	if (events > 0) {
		return [
			{ text: `Serious effects are on record in ${counted(events, 'course')}`, strong: true },
			{ text: '.' }
		];
	}
	const upper = zeroEventsUpperBound(cell.patients);
	return [
		{
			text: `No serious effect in ${counted(cell.patients, 'patient')}: at most ${decimal(100 * (upper ?? 1), 1)} of 100.`
		}
	];
}

export function basis(total: Group | undefined, per: Per): string {
	const { done, answered } = total?.counts.sessions ?? {};
	if (done == null || answered == null) return 'No sessions shown';
	const courses = total?.counts.courses?.asked;
	return per === 'course' && courses != null
		? `${counted(courses, 'course')} asked about, ${count(answered)} of ${count(done)} sessions answered`
		: `${count(done)} sessions, ${count(answered)} answered`;
}

export function restsOn(total: Group | undefined, context: Context): Figure['restsOn'] {
	const { done, answered, patients } = total?.counts.sessions ?? {};
	const share = done && answered != null ? percent((100 * answered) / done) : null;
	return [
		{
			title: 'Asked',
			text:
				share && answered != null && done != null && patients != null
					? [
							{ text: `${count(answered)} of ${count(done)} sessions`, strong: true },
							{
								text: ` (${share}) were asked about, in ${counted(patients, 'patient')}. Unanswered is not “none”: those sessions count nowhere.${context.filters.per === 'course' ? ' A course counts when one of its sessions was asked about, with what followed those.' : ''}`
							}
						]
					: [{ text: 'Hidden or nobody was asked.' }]
		},
		{
			title: 'How sure',
			text: [
				{
					text: 'Sessions and courses of one patient are not independent: where a patient has more than one, intervals are clustered by patient, else exact. The exact ones, as if all were independent, are in the file. With no event, the upper limit counts patients.'
				}
			]
		},
		...withoutAny(total, context),
		{
			title: 'What it does not show',
			text: [
				{
					text: `Reports that name no session are in no rate.${context.filters.least === 'any' ? '' : ' Reports without a severity count only where any severity is asked for.'} Groups differ in more than what parts them: an association, not an effect.`
				}
			]
		},
		{ title: 'Hidden', text: hiddenLinesWords(context, PAGE) }
	];
}

/** Courses with nothing on record, whatever severity is asked for. */
function withoutAny(total: Group | undefined, { filters }: Context): Figure['restsOn'] {
	const { asked, free, calm } = total?.counts.courses ?? {};
	if (asked == null || free == null || calm == null || asked === 0) return [];
	return [
		{
			title: 'Without a side effect',
			text: [
				{ text: `${count(free)} of ${counted(asked, 'course')}`, strong: true },
				{
					text: ` asked about have none on record${filters.least === 'any' ? '' : ', of any severity'}, ${count(calm)} none that is serious or unexpected. A report counts here whichever session it names.`
				}
			]
		}
	];
}
