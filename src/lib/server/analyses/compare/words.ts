/** What a comparison says: its title, the answer by rule, what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { areaLabel, areaRoot } from '#lib/domain/areas.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { count, decimal, interval, list, sentenceCase } from '#lib/domain/format.ts';
import { CONCERNS, type Measure } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import { amountWithInterval } from '../improvement/words.ts';
import { nextStep, pageHref, SINGLE_CELLS, NOTHING_HIDDEN, tryWords } from '../widen.ts';
import { differsIn, type ComparedArm } from './arms.ts';
import type { Contrast } from './contrasts.ts';
import { followedAt, meanAt } from './means.ts';

export const EFFECT_PAGE = '/compare';

/** "Neck wrinkles", "Wrinkles". */
export function subjectOf(measure: Measure, { filters }: Pick<Context, 'filters'>): string {
	const concern = CONCERNS.find((name) => name === measure.concern);
	const noun = concern ? CONCERN_WORDS[concern].noun : measure.name;
	const { area } = filters.where;
	if (!area) return sentenceCase(noun);
	return areaRoot(area) === area
		? `${areaLabel(area)} ${noun}`
		: `${sentenceCase(noun)}, ${areaLabel(area).toLowerCase()}`;
}

/** "Neck wrinkles: 0.5–1.0 mm or 1.5–2.0 mm?" */
export function title(
	arms: readonly ComparedArm[],
	measure: Measure,
	context: Pick<Context, 'filters'>
): string {
	const labels = arms.map(({ label }) => label);
	const last = labels.at(-1) ?? '';
	return `${subjectOf(measure, context)}: ${labels.slice(0, -1).join(', ')} or ${last}?`;
}

/** Each group's improvement, then each difference with its verdict, or why there is none. */
export function answer(
	arms: readonly ComparedArm[],
	contrasts: readonly Contrast[],
	measure: Measure,
	context: Context
): Phrase[] {
	const { filters } = context;
	const since = filters.clock === 'last' ? ' after the last session' : '';
	const told = arms.map((arm) => groupWords(arm, measure, filters.wk));
	const missing = arms.filter(({ group }) => group === null);
	return [
		{ text: `Week ${filters.wk}${since}: ${told.join('; ')}.` },
		...contrasts.flatMap((contrast) => differenceWords(contrast, measure, contrasts.length > 1)),
		...(missing.length > 0
			? tryWords(
					nextStep(context, (wider) => pageHref(EFFECT_PAGE, wider, context), {
						measure: measure.code
					})
				)
			: [])
	];
}

/** "B (1.5–2.0 mm) improved by 0.66 grades (0.49 to 0.83; 33 of 51 seen)". */
function groupWords(arm: ComparedArm, measure: Measure, week: number): string {
	const name = `${arm.letter} (${arm.label})`;
	if (!arm.group) return `${name}: ${arm.why ?? 'nobody'}`;
	const { estimate, why } = meanAt(arm.group, week);
	if (!estimate) return `${name}: ${why ?? 'no scores'}`;
	const { seen, due } = followedAt(arm.group, week);
	const better = estimate.value >= 0;
	const turned = better
		? estimate
		: {
				value: -estimate.value,
				low: estimate.high === null ? null : -estimate.high,
				high: estimate.low === null ? null : -estimate.low
			};
	const amount = amountWithInterval(turned, 'scale', measure, measure.decimals);
	const followed = seen === null || due === null ? '' : `${count(seen)} of ${count(due)} seen`;
	const words = !followed
		? amount
		: amount.endsWith(')')
			? `${amount.slice(0, -1)}; ${followed})`
			: `${amount} (${followed})`;
	return `${name} ${better ? 'improved by' : 'got worse by'} ${words}`;
}

const LEAD_WORDS = {
	weighted: 'Adjusted difference',
	ancova: 'Difference at the same baseline',
	raw: 'Plain difference'
};

function differenceWords(
	{ of, against, lead, verdict, sign, detectable }: Contrast,
	measure: Measure,
	several: boolean
): Phrase[] {
	const pair = `${of.letter} minus ${against.letter}`;
	if (!lead?.estimate) {
		return [
			{ text: ` ${several ? `${pair}: no` : 'No'} difference is told: `, strong: false },
			{ text: sign.word === 'WITHHELD' ? 'withheld' : 'no estimate', strong: true },
			// Of a group that is hidden or empty that is said already.
			{ text: of.group && against.group ? `. ${sign.reasons.join(' ')}` : '.' }
		];
	}
	const { value, low, high } = lead.estimate;
	const { decimals } = measure;
	const amount = `${decimal(value, decimals)} ${measure.unit.many} ${interval(low, high, decimals)}`;
	const more = detectable?.moreCourses ?? null;
	return [
		{ text: ` ${LEAD_WORDS[lead.id]}, ${pair}: ${amount.trim()}${verdict ? ': ' : '.'}` },
		...(verdict ? [{ text: verdict, strong: true }, { text: '.' }] : []),
		...(verdict === 'not clear' && more !== null ? [{ text: moreWords(more) }] : [])
	];
}

const moreWords = (more: number): string =>
	more > 0
		? ` About ${count(more)} more seen courses would settle whether it is worthwhile.`
		: ' The groups are large enough to show a worthwhile difference.';

export function restsOn(
	arms: readonly ComparedArm[],
	contrasts: readonly Contrast[],
	measure: Measure,
	context: Context
): Figure['restsOn'] {
	const { filters } = context;
	const shown = arms.flatMap((arm) => (arm.group ? [{ ...arm, group: arm.group }] : []));
	const followed = shown.map(({ letter, group }) => {
		const { patients } = meanAt(group, filters.wk);
		const { seen, due } = followedAt(group, filters.wk);
		const known = seen !== null && due !== null && patients !== null;
		return known
			? `${letter} ${count(seen)} of ${count(due)} courses due were seen, ${count(patients)} patients with a score`
			: `${letter} follow-up hidden`;
	});
	const worthwhile =
		measure.smallestWorthwhile === null
			? 'No smallest worthwhile difference is known, so no verdict is given'
			: `Smallest worthwhile difference ${measure.smallestWorthwhile}`;
	const noise =
		measure.mdc95 === null
			? 'error of a single reading not known'
			: `one patient’s change counts beyond ${measure.mdc95}`;
	return [
		{
			title: `Patients at week ${filters.wk}`,
			text: [
				{
					text:
						followed.length === 0
							? 'Nobody that may be told.'
							: `${followed.join('; ')}. The groups differ in ${differsIn(filters)}.`
				}
			]
		},
		{
			title: 'Measure',
			text: [
				{
					text: `${measure.shortName}, ${measure.better} is better, drawn upwards. ${worthwhile}; ${noise}.`
				}
			]
		},
		{ title: 'Adjusted for', text: [{ text: adjustedWords(contrasts) }] },
		{
			title: 'What it does not show',
			text: [
				{
					text: 'An association, not an effect: nobody was assigned by lot, and what was not recorded is not adjusted for. A patient with courses in two groups counts in each.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenWords(arms, context) }
	];
}

function adjustedWords(contrasts: readonly Contrast[]): string {
	const known = contrasts.flatMap(({ likeness, of, against }) =>
		likeness ? [{ likeness, pair: `${of.letter} against ${against.letter}: ` }] : []
	);
	if (known.length === 0) return 'Nothing: too few patients to compare.';
	return known
		.map(({ likeness, pair }) => {
			const names = likeness.adjustedFor.map((name) => name.toLowerCase());
			const left = [
				...new Set(
					likeness.balance.flatMap(({ label, left }) =>
						left === null ? [] : [label.toLowerCase()]
					)
				)
			];
			const used = names.length === 0 ? 'Nothing that varies' : sentenceCase(list(names));
			return `${known.length > 1 ? pair : ''}${used}.${left.length > 0 ? ` Left out: ${list(left)}.` : ''}`;
		})
		.join(' ');
}

export function hiddenWords(arms: readonly ComparedArm[], { hiddenCells }: Context): Phrase[] {
	const hidden = arms.filter(({ why }) => why?.startsWith('hidden'));
	const cells = hiddenCells ? SINGLE_CELLS : '';
	if (hidden.length === 0) return [{ text: cells || NOTHING_HIDDEN }];
	return [
		{
			text: `${hidden.map(({ letter, label, why }) => `${letter} (${label}) is ${why}`).join('; ')}.${cells ? ` ${cells}` : ''}`
		}
	];
}

/** How the page is read, and the rules that no chart shows. */
export function notes({ filters }: Pick<Context, 'filters'>, several: boolean): string[] {
	const clock =
		filters.clock === 'last'
			? ' Weeks count from the last session done; scores up to that day count at no visit, and a planned visit counts in the window that holds its distance from that day.'
			: '';
	const family = several
		? ' With three groups each is set against A; p values are adjusted for both (Holm), intervals are not.'
		: '';
	return [
		`Bands: 95 % intervals that count patients. Open points: fewer than 20 patients. Models take one value a patient: with several courses in a group, their mean.${clock}${family}`
	];
}
