/** How well such predictions held, in words, and why that cannot be said. */
import type { Figure, Hidden, Phrase } from '#lib/charts/figure.ts';
import { counted, decimal, list } from '#lib/domain/format.ts';
import type { Filters } from '#lib/domain/filters.ts';
import { toQuery } from '#lib/domain/filters.ts';
import type { Context } from '../../analysis.ts';
import { nextStep, reasonOf } from '../widen.ts';
import { unfitAsked } from './areas.ts';
import type { Calibration } from './calibration.ts';
import { MOST_CAREFUL } from './prediction.ts';

const PAGE = '/expect/calibration';

function href(filters: Filters, { accepted }: Pick<Context, 'accepted'>): string {
	const query = toQuery(filters, accepted);
	return query ? `${PAGE}?${query}` : PAGE;
}

/** Why there is no calibration, and what to ask instead. */
export function whyNot({ area, why, patients }: Calibration, context: Context): Hidden {
	const { filters } = context;
	if (why === 'hidden') {
		const key = { measure: area.measure.code, area: area.area };
		return {
			reason: `Hidden: ${reasonOf(area.hidden ?? { why: 'second' }, context)}.`,
			next: nextStep(context, (wider) => href(wider, context), key)
		};
	}
	const reason =
		why === 'no fit'
			? 'The model cannot be fitted to these courses.'
			: why === 'no data'
				? `Nobody was scored at week ${filters.wk}.`
				: `${counted(patients, 'patient')} were scored at week ${filters.wk}; it takes ${MOST_CAREFUL} to judge predictions.`;
	const next =
		filters.wk === 12
			? null
			: { label: 'Try week 12', href: href({ ...filters, wk: 12 }, context) };
	return { reason, next };
}

export function calibrationAnswer(found: Calibration | null, context: Context): Phrase[] {
	const { filters } = context;
	const unfit = unfitAsked(context);
	if (unfit) return [{ text: `${unfit} Choose another measure.` }];
	if (!found) {
		return [
			{
				text: 'No answer: no course with a baseline score is recorded for these filters. Choose another concern or fewer filters.'
			}
		];
	}
	if (found.why !== null) {
		const { reason, next } = whyNot(found, context);
		return [
			{ text: reason },
			...(next ? [{ text: ' ' }, { text: next.label, href: next.href }, { text: '.' }] : [])
		];
	}
	const shares = found.bands.flatMap(({ coverage, share }) =>
		share === null
			? []
			: [`${decimal(share, 0)} of 100 lay in the band that should hold ${decimal(coverage, 0)}`]
	);
	const place = `${found.area.name}, week ${filters.wk}`;
	if (shares.length === 0) {
		return [
			{
				text: `${place}: how many scores lay in the bands is hidden, too few are in one of them. `
			},
			{ text: meanWords(found) }
		];
	}
	return [
		{ text: `${place}: of the scores seen, ` },
		{ text: list(shares), strong: true },
		{ text: `. ${bandWords(found)} ${meanWords(found)}` }
	];
}

/** By rule: whether the share that the band promises lies within the interval of the share seen. */
function bandWords({ bands }: Calibration): string {
	const misses = bands.filter(
		({ coverage, interval }) =>
			interval && (100 * interval.low > coverage || 100 * interval.high < coverage)
	);
	if (misses.length === 0) return 'The bands hold what they say.';
	return misses.every(({ coverage, share }) => share !== null && share > coverage)
		? 'The bands are wider than need be: scores in whole grades are lumps.'
		: 'The bands are too narrow here: take the wider one for the narrow one.';
}

/** By rule: in how many groups the interval of what was seen holds what was predicted. */
function meanWords({ groups }: Calibration): string {
	const held = groups.filter(
		({ predicted, low, high }) =>
			low !== null && high !== null && low <= predicted && predicted <= high
	).length;
	return `In ${held} of ${counted(groups.length, 'group')} the mean predicted lies within the interval of the mean seen.`;
}

export function calibrationRestsOn(
	found: Calibration | null,
	{ filters }: Context
): Figure['restsOn'] {
	if (found?.why !== null) return [];
	return [
		{
			title: 'How this is done',
			text: [
				{
					text: `The ${counted(found.patients, 'patient')} scored at week ${filters.wk} are dealt into five parts. Each part is predicted from the other four, by the baseline score.`
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'How well patients are predicted who were not seen, who come later, or who are treated elsewhere. Age, skin type and depth are not used here.'
				}
			]
		}
	];
}
