/** The answer about a patient like this, what it rests on, and why there is none. */
import type { Figure, Hidden, Phrase } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { toQuery, type Filters } from '#lib/domain/filters.ts';
import { count, counted, decimal, list } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import { hiddenWords } from '../improvement/hidden.ts';
import { nextStep, reasonOf } from '../widen.ts';
import { unfitAsked, type Area } from './areas.ts';
import { MOST_CAREFUL, type Point, type Prediction } from './prediction.ts';

const PAGE = '/expect';
/** The answer stands on the page of the practitioner and on the sheet: its links stay where they are. */
type Page = typeof PAGE | '/expect/sheet';

function expectHref(
	filters: Filters,
	{ accepted }: Pick<Context, 'accepted'>,
	page: Page = PAGE
): string {
	const query = toQuery(filters, accepted);
	return query ? `${page}?${query}` : page;
}

const areaHref = ({ area }: Area, context: Context): string =>
	expectHref({ ...context.filters, where: { ...context.filters.where, area } }, context);

/** Why an area has no prediction, and what to ask instead. */
export function refusalOf(
	{ area, why, patients }: Prediction,
	context: Context,
	page: Page = PAGE
): Hidden {
	const { measure, area: code } = area;
	const href = (filters: Filters) => expectHref(filters, context, page);
	if (why === 'hidden') {
		return {
			reason: `Hidden: ${reasonOf(area.hidden ?? { why: 'second' }, context)}.`,
			next: nextStep(context, href, { measure: measure.code, area: code })
		};
	}
	const filtered = Object.keys(context.filters.where).some((key) => key !== 'area');
	const next = filtered
		? {
				label: 'Try without the filters',
				href: href({ ...context.filters, where: { area: context.filters.where.area ?? code } })
			}
		: { label: 'See what these courses did', href: outcomesHref(context) };
	if (why === 'no fit') {
		return { reason: 'No prediction: the model cannot be fitted to these courses.', next };
	}
	return {
		reason:
			why === 'no data'
				? 'No prediction: nobody here has a baseline and a later score.'
				: `No prediction: ${counted(patients, 'patient')} with a baseline and a later score, and it takes ${MOST_CAREFUL}.`,
		next
	};
}

const outcomesHref = ({ filters }: Context) =>
	filters.concern ? `/outcomes/${filters.concern}` : '/outcomes';

/** "between 0.31 and 1.12 grades better", where an end is negative "worse" is said. */
function rangeWords({ low, high }: { low: number; high: number }, measure: Measure): string {
	const { decimals, unit } = measure;
	const ends = `${decimal(low, decimals)} and ${decimal(high, decimals)} ${unit.many}`;
	return low < 0 ? `between ${ends} better (below 0 is worse)` : `between ${ends} better`;
}

const at = (points: readonly Point[], week: number) => points.find((point) => point.week === week);

export function answer(
	prediction: Prediction | null,
	areas: readonly Area[],
	context: Context,
	page: Page = PAGE
): Phrase[] {
	const { filters } = context;
	if (!filters.concern) {
		return [
			{ text: 'Choose what the patient comes for: a prediction is of one concern on one area.' }
		];
	}
	const unfit = unfitAsked(context);
	if (unfit) return [{ text: `${unfit} Choose another measure.` }];
	if (!prediction) {
		return [
			{
				text: `No answer: no course against ${CONCERN_WORDS[filters.concern].noun} with a baseline score is recorded for these filters. `
			},
			{ text: 'Take the filters away', href: expectHref({ ...filters, where: {} }, context, page) },
			{ text: '.' }
		];
	}
	return [...about(prediction, context, page), ...otherAreas(prediction, areas, context)];
}

function about(prediction: Prediction, context: Context, page: Page): Phrase[] {
	const { filters } = context;
	const { area, points, why } = prediction;
	if (why !== null) {
		const { reason, next } = refusalOf(prediction, context, page);
		return [
			{ text: reason },
			...(next ? [{ text: ' ' }, { text: next.label, href: next.href }, { text: '.' }] : [])
		];
	}
	const point = at(points, filters.wk);
	if (!point?.half || !point.most) {
		const weeks = points.filter(({ middle }) => middle !== null).map(({ week }) => String(week));
		const instead = weeks.length > 0 ? ` Weeks with one: ${list(weeks)}.` : '';
		return [
			{
				text: `No prediction for week ${filters.wk}: ${point?.why ?? 'fewer than 10 patients were seen'}.${instead}`
			}
		];
	}
	const four = rangeWords(point.most, area.measure).replace(` ${area.measure.unit.many}`, '');
	return [
		{ text: `${area.name}: by week ${filters.wk}, half of such courses lie ` },
		{ text: rangeWords(point.half, area.measure), strong: true },
		{ text: `, four fifths ${four}. ` },
		...seenWords(prediction, context)
	];
}

/** Where no area is asked for: the others, each a link. */
function otherAreas({ area }: Prediction, areas: readonly Area[], context: Context): Phrase[] {
	const others = areas.filter((other) => other !== area);
	return others.flatMap((other, i): Phrase[] => [
		{ text: i === 0 ? ' Other areas: ' : ', ' },
		{ text: other.name.toLowerCase(), href: areaHref(other, context) },
		...(i === others.length - 1 ? [{ text: '.' }] : [])
	]);
}

/** What was seen, in three short sentences; each says of whom where it is not of everybody. */
function seenWords(
	{ improved, redness, darkening, area }: Prediction,
	{ filters }: Context
): Phrase[] {
	const sentences: string[] = [];
	if (improved.estimate) {
		const rule =
			area.measure.mdc95 === null ? area.measure.responderWords : 'better by more than noise';
		sentences.push(
			`${whole(improved.estimate.value)} of 100 were ${rule} at week ${filters.wk}${ofWhom(improved.of)}.`
		);
	}
	const red = rednessWords(redness);
	if (red) sentences.push(red);
	if (darkening.estimate) {
		sentences.push(
			darkening.none
				? `Skin darkened in none of ${count(darkening.patients)}${ofWhom(darkening.of)} (at most ${decimal(darkening.estimate.high ?? 0, 1)} of 100).`
				: `Skin darkened in ${decimal(darkening.estimate.value, 1)} of 100${ofWhom(darkening.of)}.`
		);
	}
	return [{ text: sentences.join(' ') }];
}

const whole = (value: number) => decimal(value, 0);
const ofWhom = (of: string | null) => (of === null ? '' : ` (${of})`);

/** "Redness after the first session was gone by day 2 in half, by day 5 in 90 of 100." */
export function rednessWords({ half, late, lateDay, of }: Prediction['redness']): string | null {
	const day = (value: number) => (value === 0 ? 'within a day' : `by day ${value}`);
	const parts = [
		...(half === null ? [] : [`${day(half)} in half`]),
		...(late === null || lateDay === null ? [] : [`${day(lateDay)} in ${whole(late)} of 100`])
	];
	return parts.length > 0
		? `Redness after the first session was gone ${parts.join(', ')}${ofWhom(of)}.`
		: null;
}

export function restsOn(prediction: Prediction | null, context: Context): Figure['restsOn'] {
	const { filters } = context;
	if (prediction?.why !== null) return [];
	const { area, said, patients } = prediction;
	const { due, seen } = area.total?.counts[filters.wk] ?? {};
	const taken = said.filter(({ why }) => why === null);
	const left = said.filter(({ why }) => why !== null);
	return [
		{
			title: 'Patients',
			text: [
				{ text: counted(patients, 'patient'), strong: true },
				{
					text: ` with a baseline and a later score on this area, each with the first course there.${due == null || seen == null ? '' : ` ${count(seen)} of ${count(due)} due were seen at week ${filters.wk}.`}`
				}
			]
		},
		{
			title: 'What the prediction knows',
			text: [
				{
					text:
						taken.length === 0
							? 'Nothing but the concern and the area: it is of the average patient there.'
							: `${list(taken.map(({ label, patients: own }) => (own === null ? label : `${label} (${count(own)} patients)`)))}; all patients of the area count, those like this one show the difference.`
				},
				...left.map(({ label, why }) => ({ text: ` Left out: ${label}, ${why}.` }))
			]
		},
		{
			title: 'How sure',
			text: [
				{
					text: 'A mixed model with an unstructured covariance; scores missing at random. '
				},
				{
					text: 'Predicted against seen',
					href: `${PAGE}/calibration?${toQuery(filters, context.accepted)}`
				},
				{ text: ' shows how often such bands held.' }
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'What happened to others, not what will happen to this patient: no promise. An association, not an effect.'
				}
			]
		},
		{
			title: 'Hidden',
			// What is hidden of those like the patient is said where they are named.
			text: hiddenWords(
				{ ...context, hidden: context.hidden.filter(({ key }) => !key.table) },
				(filters) => expectHref(filters, context)
			)
		}
	];
}

export function notes(prediction: Prediction | null): string[] {
	if (prediction?.why !== null) return [];
	const { measure } = prediction.area;
	const rule =
		measure.mdc95 === null
			? `The error of readings of ${measure.shortName} is not known: improved enough stands for it (${measure.responderWords}).`
			: 'Beyond noise: by more than 95 of 100 repeat readings differ.';
	return [
		`Line: middle of the expected course; inner band: half of such courses, outer band: four fifths. Only weeks at which at least 10 patients were seen. ${rule}`,
		...(prediction.simpler
			? [
					'The unstructured covariance could not be fitted: a random intercept and slope stands for it, and bands may be somewhat too narrow.'
				]
			: [])
	];
}
