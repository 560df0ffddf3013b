/** The answer of the comparison, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { count, counted, decimal, list, percent, percentDecimals } from '#lib/domain/format.ts';
import { zeroEventsUpperBound } from '#lib/statistics/index.ts';
import type { Context } from '../../analysis.ts';
import { dayWords, shareDecimals } from '../resolution/panel.ts';
import { decimalsFor } from '../side-effects/rates.ts';
import { told } from '../told.ts';
import { NOTHING_HIDDEN, SINGLE_CELLS } from '../widen.ts';
import {
	AFTER_DAY,
	askedPatients,
	dayOf,
	LEAST_PATIENTS,
	type ComparedTerm,
	type Comparison
} from './comparison.ts';

/** More than these would be read by nobody: the table has them all. */
const MOST_TERMS = 2;

/** Redness, what differs most, and what is serious: that first where there was any. */
export function answer(compared: Comparison, context: Context): Phrase[] {
	if (compared.arms.length < 2) {
		return [{ text: 'Choose two groups that differ in one thing, such as the needle depth.' }];
	}
	const missing = compared.arms.filter(({ group }) => !group);
	if (missing.length > 0) {
		const words = missing.map(({ label, why }) => `${label}: ${why}`);
		return [{ text: `No comparison: ${words.join('; ')}. Take a filter away or widen a group.` }];
	}
	const serious = seriousWords(compared);
	const differences = [
		...rednessWords(compared, context),
		...largestDifferences(compared).flatMap(termWords)
	];
	const harmed = compared.arms.some(({ group }) => (group?.cells.serious?.sums?.events ?? 0) > 0);
	return harmed ? [...serious, ...differences] : [...differences, ...serious];
}

function rednessWords({ lines, redness }: Comparison, { viewer }: Context): Phrase[] {
	const days = lines.map((line) => ({ line, day: dayOf(line) }));
	const shares = days.flatMap(({ line: { label, episodes }, day }) =>
		day?.share && episodes ? [`${shareText(day.share.value, episodes.patients)} with ${label}`] : []
	);
	if (shares.length < lines.length) {
		const why = lines.find((line) => line.why)?.why ?? days.find(({ day }) => day?.why)?.day?.why;
		const next = viewer.insideClinic
			? ''
			: ' Over several clinics small counts are hidden: choose one.';
		return [{ text: `How long redness stays cannot be compared: ${why ?? 'no data'}.${next} ` }];
	}
	const medians = lines.every(({ median }) => median.day !== null)
		? ` Half have none by ${list(lines.map(({ label, median }) => `${dayWords(median)} with ${label}`))}.`
		: '';
	return [
		{ text: `Of patients with redness, still red beyond day ${AFTER_DAY}: ${shares.join(', ')}: ` },
		...redness.flatMap(({ arm, verdict }, i): Phrase[] => [
			...(i > 0 ? [{ text: '; ' }] : []),
			{ text: verdict, strong: true },
			...(redness.length > 1 ? [{ text: ` for ${arm.label}` }] : [])
		]),
		{ text: `.${medians} ` }
	];
}

const shareText = (share: number, patients: number) =>
	percent(100 * told(share, shareDecimals(patients)), percentDecimals(patients));

/** The terms, other than redness, with the largest clear difference. */
function largestDifferences({ terms }: Comparison): ComparedTerm[] {
	const largest = ({ contrasts }: ComparedTerm) =>
		Math.max(0, ...contrasts.map((one) => Math.abs(one.difference?.value ?? 0)));
	return terms
		.filter(({ contrasts }) => contrasts.some(({ verdict }) => verdict.startsWith('clear')))
		.toSorted((a, b) => largest(b) - largest(a))
		.slice(0, MOST_TERMS);
}

function termWords({ effect, rates, contrasts }: ComparedTerm): Phrase[] {
	const values = rates.map(({ rate: { estimate } }) =>
		estimate ? decimal(estimate.value, Math.min(1, decimalsFor(estimate.value))) : '–'
	);
	return [
		{ text: `${effect.label} follows ${values.join(' vs ')} of 100 sessions: ` },
		...contrasts.flatMap(({ verdict }, i): Phrase[] => [
			...(i > 0 ? [{ text: ', ' }] : []),
			{ text: verdict, strong: true }
		]),
		{ text: '. ' }
	];
}

function seriousWords({ arms }: Comparison): Phrase[] {
	const words = arms.map(({ label, group }) => {
		const cell = group?.cells.serious;
		if (!cell?.sums || cell.patients === 0) return `${label}: not told`;
		const events = cell.sums.events ?? 0;
		if (events > 0) return `${label}: in ${counted(events, 'course')}`;
		const upper = decimal(100 * (zeroEventsUpperBound(cell.patients) ?? 1), 1);
		return `${label}: none in ${counted(cell.patients, 'patient')}, at most ${upper} of 100`;
	});
	return [{ text: `Serious effects, ${words.join('; ')}. ` }];
}

export function basis({ arms }: Comparison): string {
	const parts = arms.flatMap(({ group }) => {
		const { answered, done } = group?.counts.sessions ?? {};
		return answered == null || done == null ? [] : [`${count(answered)} of ${count(done)}`];
	});
	return parts.length === 0 ? 'No sessions shown' : `${parts.join(' and ')} sessions answered`;
}

export function restsOn({ arms, lines }: Comparison, context: Context): Figure['restsOn'] {
	const asked = arms.flatMap(({ label, group }) => {
		const { answered, done } = group?.counts.sessions ?? {};
		const patients = askedPatients(group);
		if (answered == null || !done || patients === null) return [`${label}: not told`];
		return [
			`${label}: ${count(answered)} of ${count(done)} sessions (${percent((100 * answered) / done)}) in ${counted(patients, 'patient')}`
		];
	});
	const episodes = lines.flatMap(({ label, episodes: one }) =>
		one ? [`${label}: ${counted(one.patients, 'patient')}`] : []
	);
	const hidden = context.hidden.length > 0 || context.hiddenCells;
	return [
		{
			title: 'Asked',
			text: [
				{ text: `${asked.join('; ')}.`, strong: true },
				{ text: ' Unanswered is not “none”: those sessions count nowhere.' }
			]
		},
		{
			title: 'How sure',
			text: [
				{
					text: `Rates and their differences are clustered by patient (Newcombe’s interval with the number of independent sessions that tell as much); the ratio is quasi-Poisson where patients vary more than chance, else exact; the table says which. Below ${LEAST_PATIENTS} patients a group there is no difference and no test.`
				}
			]
		},
		{
			title: 'How long redness stays',
			text: [
				{
					text: `${episodes.length > 0 ? `${episodes.join('; ')}. ` : ''}Each patient counts once, in one group: with the first session that redness followed. Who is not known to be free of it counts until the last day on which somebody asked. Days are those of the contacts: what passed between two of them is seen at the later.`
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Groups were chosen by people, not by lot, and nothing is adjusted for: an association, not an effect. A patient with courses in two groups counts in the rates of both.'
				}
			]
		},
		{ title: 'Hidden', text: [{ text: hidden ? SINGLE_CELLS : NOTHING_HIDDEN }] }
	];
}

export const notes = (): string[] => [
	'Open marks: fewer than 5 events, or fewer than 10 patients still followed. Lines and bands: 95 % intervals. A difference of 10 sessions in 100 or more that leaves out none is clear, a smaller one clear but small.'
];
