/** The answer about depth, and what it rests on. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { count, decimal, interval, list, percent, sentenceCase } from '#lib/domain/format.ts';
import { unfitForChange, type Measure } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import { subjectOf } from '../improvement/answer.ts';
import { FOLLOW_UP_FLOOR } from '../improvement/follow-up.ts';
import { anyStep, hiddenWords } from '../improvement/hidden.ts';
import { amount, answerSentence, type Clause } from '../improvement/words.ts';
import { lineLabel } from '../lines.ts';
import { groupsHidden, refusal } from '../widen.ts';
import type { Dose } from './dose-panels.ts';
import { DAY_DECIMALS, lastingOf } from './redness.ts';
import { depthHref } from './series.ts';
import type { Trend } from './trend.ts';

/** "0.31 grades (0.22 to 0.40) more for each mm". */
export function slopeText({ slope, interval: range }: Trend, measure: Measure): string {
	if (slope === null) return 'no slope';
	const sign = slope < 0 ? -1 : 1;
	const ends = range && [sign * range.low, sign * range.high].toSorted((a, b) => a - b);
	const words = interval(ends?.[0] ?? null, ends?.[1] ?? null, measure.decimals);
	const size = amount(sign * slope, 'scale', measure, measure.decimals);
	return `${size}${words ? ` ${words}` : ''} ${slope < 0 ? 'less' : 'more'} for each mm`;
}

export function answer(doses: readonly Dose[], context: Context): Phrase[] {
	const { filters, hidden } = context;
	const told = doses.filter(({ panel, total }) => panel.total && total?.gain);
	if (told.length === 0) return noAnswer(doses, context);
	const subject = ({ panel }: Dose) => subjectOf(panel, filters.concern !== null);
	const compared = told.filter(({ trend }) => trend.slope !== null);
	const few = told.filter(({ trend }) => trend.slope === null).map(subject);
	const clauses = compared.map((dose): Clause => {
		const { trend, panel } = dose;
		const predicate = `improved by ${slopeText(trend, panel.measure)}`;
		return { subject: subject(dose), predicate, verdict: trend.verdict };
	});
	const without = hidden.filter(({ whole }) => whole).length > 0 ? ' The rest is hidden.' : '';
	return [
		...(clauses.length > 0 ? answerSentence(`Needled deeper, by week ${filters.wk}`, clauses) : []),
		...tooFew(few, clauses.length > 0),
		...rednessWords(told, subject, context),
		...(without ? [{ text: without }] : []),
		...groupsHidden(
			doses.flatMap(({ panel }) => panel.groups),
			context
		)
	];
}

function tooFew(subjects: string[], after: boolean): Phrase[] {
	if (subjects.length === 0) return [];
	return [
		{ text: `${after ? ' ' : ''}${sentenceCase(list(subjects))}: ` },
		{ text: 'too few to say', strong: true },
		{ text: ', fewer than two depths with ten patients.' }
	];
}

/** "Redness lasts longer with depth on necks (median 0.9 to 2.4 days): clear." */
function rednessWords(
	doses: readonly Dose[],
	subject: (dose: Dose) => string,
	{ known }: Context
): Phrase[] {
	const lasting = doses.map((dose) => {
		const lines = dose.lines.filter(({ group, redness }) => group.key.line != null && redness.days);
		const ends = [lines[0], lines.at(-1)].flatMap((line) => {
			if (!line?.redness.days) return [];
			const depth = lineLabel('depth', line.group.key.line ?? null, known);
			return [`${decimal(line.redness.days.value, DAY_DECIMALS)} days at ${depth}`];
		});
		return { dose, ends, ...lastingOf(lines.map(({ group }) => group)) };
	});
	const groups = Map.groupBy(lasting, ({ verdict, difference }) =>
		verdict.startsWith('clear') ? `${verdict} ${Math.sign(difference ?? 0)}` : verdict
	);
	return [...groups.values()].flatMap((members): Phrase[] => {
		const [first] = members;
		if (!first) return [];
		const names = list(members.map(({ dose }) => subject(dose)));
		const [one, ...others] = members;
		const few = first.verdict === 'too few to say';
		const alone = one && others.length === 0 && !few;
		const numbers = alone ? ` (median ${one.ends.join(', ')})` : '';
		// What is not clear has no direction.
		const way = (first.difference ?? 0) < 0 ? 'shorter' : 'longer';
		const said = first.verdict.startsWith('clear')
			? `Redness lasts ${way} with depth on`
			: 'Whether redness lasts longer with depth on';
		return [
			{ text: ` ${said} ${names}${numbers}: ` },
			{ text: first.verdict, strong: true },
			{ text: '.' }
		];
	});
}

function noAnswer(doses: readonly Dose[], context: Context): Phrase[] {
	const { filters, hidden } = context;
	const unfit = unfitIn(doses);
	if (unfit) return [{ text: `${unfit} Choose another measure.` }];
	const [whole] = hidden.filter((group) => group.whole);
	const href = (wider: typeof filters) => depthHref(wider, context);
	if (whole && doses.every(({ panel }) => !panel.total)) {
		return refusal(whole, context, href, anyStep(context, depthHref));
	}
	const some = doses.some(({ panel }) => panel.total?.cells[filters.wk]?.sums === null);
	const why = some ? 'too few patients were scored' : 'nobody was scored';
	return [
		{
			text: `No answer at week ${filters.wk} for these filters: ${why}. Try another week or fewer filters.`
		}
	];
}

/** Why improvement on the measure is not told, where all panels are of one unfit for change. */
export function unfitIn(panels: readonly Pick<Dose, 'panel'>[]): string | null {
	const reasons = panels.map(({ panel }) => unfitForChange(panel.measure));
	return reasons.includes(null) ? null : (reasons[0] ?? null);
}

export function restsOn(doses: readonly Dose[], context: Context): Figure['restsOn'] {
	const { filters } = context;
	const name = ({ panel }: Dose) => subjectOf(panel, filters.concern !== null);
	return [
		{
			title: `Follow-up at week ${filters.wk}`,
			text: followUpWords(
				doses.map((dose) => ({ name: name(dose), seen: dose.total?.seen, due: dose.total?.due }))
			)
		},
		{
			title: 'How it is compared',
			text: [
				{
					text: 'The slope is that of a straight line through all patients, one value each; with several courses in an area, the means of their improvements and depths. “Clear” also asks the Jonckheere–Terpstra test for trend to agree.'
				},
				...(doses.some(({ trend }) => trend.disagree)
					? [
							{
								text: ` They disagree for ${list(doses.filter(({ trend }) => trend.disagree).map(name))}.`,
								strong: true
							}
						]
					: [])
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Depth is chosen for the skin in front of one: deeper for worse wrinkles and thicker skin. Patients at each depth differ, and nothing here is adjusted for it: an association, not an effect.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenWords(context, depthHref) }
	];
}

/** "214 of 260 courses seen for necks (82 %)", and which are below the floor. */
export function followUpWords(
	panels: readonly { name: string; seen?: number | null; due?: number | null }[]
): Phrase[] {
	const known = panels.flatMap(({ name, seen, due }) =>
		seen == null || !due ? [] : [{ name, seen, due }]
	);
	if (known.length === 0) {
		return [{ text: 'No visit was due in this window yet, or its counts are hidden.' }];
	}
	const low = known.filter(({ seen, due }) => seen / due < FOLLOW_UP_FLOOR);
	const words = known.map(
		({ name, seen, due }) =>
			`${count(seen)} of ${count(due)} courses seen for ${name} (${percent((100 * seen) / due)})`
	);
	return [
		{ text: `${words.join(', ')}.` },
		...(low.length > 0
			? [
					{
						text: ` Below 60 %: ${list(low.map(({ name }) => name))} may mislead.`,
						strong: true
					}
				]
			: [])
	];
}
