/** The answer about side effects, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { count, counted, decimal, list, percent } from '#lib/domain/format.ts';
import type { SideEffect } from '#lib/domain/side-effects.ts';
import { zeroEventsUpperBound } from '#lib/statistics/index.ts';
import type { Context, Group } from '../../analysis.ts';
import { groupsHidden, hiddenLinesWords, pageHref, reasonIn, refusal } from '../widen.ts';
import { rateOf } from './rates.ts';

const PAGE = '/safety';

export function answer(
	expected: SideEffect[],
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
	const ranked = expected
		.map((effect) => ({ effect, rate: rateOf(total, effect.term) }))
		.filter(({ rate }) => rate.estimate !== null)
		.toSorted((a, b) => (b.rate.estimate?.value ?? 0) - (a.rate.estimate?.value ?? 0))
		.slice(0, 3);
	const named = ranked.map(({ effect, rate }, i) => {
		const value = decimal(rate.estimate?.value ?? 0, 0);
		return i === 0
			? `${effect.label} follows ${value} of 100 sessions`
			: `${effect.label.toLowerCase()} ${value}`;
	});
	const serious = total.cells.serious;
	return [
		{ text: context.filters.network ? 'In all clinics together: ' : '' },
		{ text: named.length > 0 ? `${list(named)}. ` : 'No expected side effect can be shown. ' },
		...seriousWords(serious, context),
		...groupsHidden(lines, context)
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
			{ text: `Serious effects were reported in ${counted(events, 'course')}`, strong: true },
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

export function basis(total: Group | undefined): string {
	const { done, answered } = total?.counts.sessions ?? {};
	if (done == null || answered == null) return 'No sessions shown';
	return `${count(done)} sessions, ${count(answered)} answered`;
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
								text: ` (${share}) were asked about, in ${counted(patients, 'patient')}. Unanswered is not “none”: those sessions count nowhere.`
							}
						]
					: [{ text: 'Hidden or nobody was asked.' }]
		},
		{
			title: 'How sure',
			text: [
				{
					text: 'Sessions of one patient are not independent: intervals are clustered by patient. With no event, the upper limit counts patients.'
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Reports that name no session are not in here. Groups differ in more than what parts them: an association, not an effect.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenLinesWords(context, PAGE) }
	];
}
