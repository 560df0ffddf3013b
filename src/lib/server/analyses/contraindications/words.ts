/** The answer about recorded contraindications, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { count, counted, list, percent } from '#lib/domain/format.ts';
import { RECORDED_FLAGS } from '#lib/domain/recorded-flags.ts';
import type { Context, Group } from '../../analysis.ts';
import { NOTHING_HIDDEN, pageHref, refusal } from '../widen.ts';
import { recordedOf } from './recorded.ts';

const PAGE = '/contraindications';

export function answer(group: Group | undefined, context: Context): Phrase[] {
	const [whole] = context.hidden.filter((hidden) => hidden.whole);
	if (whole) return refusal(whole, context, (filters) => pageHref(PAGE, filters, context));
	if (!group) {
		return [{ text: 'No answer for these filters: nobody was treated. Take the filter away.' }];
	}
	const ranked = RECORDED_FLAGS.flatMap(({ flag, label }) => {
		const { share, decimals, answers } = recordedOf(group, flag);
		return share === null || !answers?.yes
			? []
			: [{ share, words: `${label.toLowerCase()} in ${percent(share, decimals)}` }];
	}).toSorted((a, b) => b.share - a.share);
	if (ranked.length === 0) {
		return [
			{
				text: `Of ${counted(group.patients, 'treated patient')} none has a contraindication on record that may be shown.`
			}
		];
	}
	return [
		{ text: `${counted(group.patients, 'treated patient')}; on record of those with yes or no: ` },
		{ text: list(ranked.slice(0, 3).map(({ words }) => words)), strong: true },
		{ text: '. They were treated all the same: why is not in these records.' }
	];
}

/** The flags that are hidden, in words; empty for none. */
const hiddenFlags = (group: Group) =>
	RECORDED_FLAGS.filter(({ flag }) => recordedOf(group, flag).answers === null).map(({ label }) =>
		label.toLowerCase()
	);

export function restsOn(group: Group | undefined, context: Context): Figure['restsOn'] {
	const { threshold } = context.viewer;
	const flags = group ? hiddenFlags(group) : [];
	const filtered = Object.keys(context.filters.where).length > 0;
	return [
		{
			title: 'Patients',
			text: [
				{
					text: group
						? `${counted(group.patients, 'patient')} with at least one session done (${counted(group.courses, 'course')}). Recorded once a patient, when treatment starts.`
						: 'None shown.'
				}
			]
		},
		{
			title: 'Unknown is not no',
			text: [
				{
					text: 'Shares are of patients with yes or no on record. Intervals: Wilson, and exact where nobody or everybody has it.'
				}
			]
		},
		{
			title: 'Sensitive',
			text: [
				{
					text: `What speaks against treatment is sensitive: at most one filter at a time, no grouping, and an answer that fewer than ${count(threshold)} patients gave hides yes, no and unknown together, since it would follow from the other two.`
				}
			]
		},
		{
			title: 'Hidden',
			text: [
				{
					text:
						flags.length > 0
							? `Too few patients gave one of the answers: ${list(flags)}.${filtered ? ' Take the filter away.' : ''}`
							: NOTHING_HIDDEN
				}
			]
		}
	];
}
