/** The answer about sessions, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { counted, decimal, interval, percent } from '#lib/domain/format.ts';
import type { Context, Group } from '../../analysis.ts';
import { groupsHidden, hiddenLinesWords, pageHref, refusal } from '../widen.ts';
import { meanDone, paceOf, planOf, weeksApart } from './summaries.ts';

const PAGE = '/sessions';

export function answer(total: Group | undefined, lines: Group[], context: Context): Phrase[] {
	const [whole] = context.hidden.filter((group) => group.whole);
	if (whole) return refusal(whole, context, (filters) => pageHref(PAGE, filters, context));
	const mean = total ? meanDone(total) : null;
	if (total && mean?.mean == null) {
		return [
			{
				text: `${counted(total.courses, 'course')} in ${counted(total.patients, 'patient')}. The mean number of sessions is hidden: a share of too few patients would follow from it.`
			},
			...groupsHidden(lines, context)
		];
	}
	if (!total || mean?.mean == null) {
		return [
			{
				text: 'No answer for these filters: no course has a session. Take a filter away.'
			}
		];
	}
	const plan = planOf(total);
	const weeks = weeksApart(total);
	const pace = paceOf(total);
	const range = interval(mean.interval?.low ?? null, mean.interval?.high ?? null, 2);
	return [
		{ text: 'A course has ' },
		{ text: `${decimal(mean.mean, 1)} sessions`, strong: true },
		{ text: ` so far ${range}${weeks === null ? '' : `, ${decimal(weeks, 1)} weeks apart`}. ` },
		{
			text: plan
				? `Of the courses that have ended, ${percent(plan.complete)} had all sessions that were planned (${decimal(plan.done, 1)} done of ${decimal(plan.planned, 1)}).`
				: 'How many were planned is not recorded or hidden.'
		},
		...(pace
			? [
					{
						text: ` Where a plan names the weeks between sessions, they were ${decimal(pace.done, 1)} against ${decimal(pace.planned, 1)} planned.`
					}
				]
			: []),
		...groupsHidden(lines, context)
	];
}

export function restsOn(total: Group | undefined, context: Context): Figure['restsOn'] {
	const plan = total ? planOf(total) : null;
	return [
		{
			title: 'Courses',
			text: [
				{
					text: total
						? `${counted(total.courses, 'course')} with at least one session done, in ${counted(total.patients, 'patient')}. Cancelled sessions and no-shows do not count.`
						: 'None shown.'
				}
			]
		},
		{
			title: 'Planned against done',
			text: [
				{
					text: plan
						? `From ${counted(plan.ended, 'course')} that have ended and whose protocol names a number of sessions.`
						: 'Not recorded, or hidden with the shares.'
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Ongoing courses will have more sessions. People who stop early differ from those who go on, so more sessions here do not mean that more sessions help.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenLinesWords(context, PAGE) }
	];
}
