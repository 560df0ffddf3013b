/** The answer of whose skin a side effect is recorded in, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { counted, decimal, interval, list } from '#lib/domain/format.ts';
import type { SideEffect } from '#lib/domain/side-effects.ts';
import type { Context, Group } from '../../analysis.ts';
import { decimalsOf, inWords, rateOf } from '../side-effects/rates.ts';
import { groupsHidden, hiddenLinesWords, onItsPage, pageHref, refusal } from '../widen.ts';
import { ALL, type Cells } from './grid.ts';

const pageOf = ({ term }: SideEffect) => `/safety/${term}`;

export function answer(
	{ rows, places }: Cells,
	total: Group | undefined,
	effect: SideEffect,
	context: Context
): Phrase[] {
	const own = onItsPage(context);
	const [whole] = context.hidden.filter((group) => group.whole);
	if (whole) return refusal(whole, own, (filters) => pageHref(pageOf(effect), filters, own));
	if (!total || total.patients === 0) {
		return [{ text: 'No answer for these filters: nobody was treated. Take a filter away.' }];
	}
	const types = rows
		.filter(({ id }) => id !== ALL)
		.flatMap(({ id, label }) => {
			const place = places.find(({ rowId, columnId }) => rowId === id && columnId === ALL);
			return place?.rate.estimate
				? [{ label, rate: place.rate, estimate: place.rate.estimate }]
				: [];
		});
	const [first, ...rest] = types.map(({ label, rate, estimate }, i) => {
		const decimals = decimalsOf(rate);
		const range = interval(estimate.low, estimate.high, decimals);
		const name = i === 0 ? label.replace('Skin', 'skin') : label.replace('Skin type ', '');
		return `${decimal(estimate.value, decimals)} of 100 courses in ${name} ${range}`.trim();
	});
	const all = rateOf(total, ALL, 'course');
	return [
		{ text: `${effect.label} is recorded in ${inWords(all)}. ` },
		...(first
			? [
					{
						text: `By skin type: ${list([first, ...rest.map((text) => text.replace(' of 100 courses', ''))])}.`
					}
				]
			: [{ text: 'By skin type every group is hidden.' }]),
		...groupsHidden(places.some(({ columnId }) => columnId !== ALL) ? [total] : [], context)
	];
}

export function restsOn(
	total: Group | undefined,
	effect: SideEffect,
	context: Context
): Figure['restsOn'] {
	const asked = total?.counts.courses?.asked;
	const patients = total?.cells[ALL]?.sums ? total.cells[ALL].patients : null;
	return [
		{
			title: 'Asked',
			text:
				asked == null || patients === null
					? [{ text: 'Hidden, or nobody was asked.' }]
					: [
							{ text: counted(asked, 'course'), strong: true },
							{
								text: ` of ${counted(patients, 'patient')} with a session that was asked about. A course has it when it followed one of those.`
							}
						]
		},
		{
			title: 'How sure',
			text: [
				{
					text: 'Each rate stands for itself, with nothing borrowed from its neighbours; intervals are clustered by patient where patients have several courses, else exact. Without an event the upper limit counts patients.'
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Skin types differ in more than colour, and depth is chosen with the skin in view: an association, not an effect. Scars and keloids in the history are a '
				},
				{ text: 'contraindication', href: '/contraindications' },
				{ text: ' of their own.' }
			]
		},
		{ title: 'Hidden', text: hiddenLinesWords(onItsPage(context), pageOf(effect)) }
	];
}

export const notes = (): string[] => [
	'The stronger the colour, the more often recorded. Faint: fewer than 5 courses with it. Hidden cells have too few patients, or a small one would follow from them.'
];
