/** The curves of the groups over weeks, each with its interval and its own follow-up ribbon. */
import type { RibbonBar, TrendPanel, TrendPoint } from '#lib/charts/figure.ts';
import type { Clock } from '#lib/domain/filters.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { VISIT_WEEKS, VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Context, Group } from '../../analysis.ts';
import { axisLabel, changed, directionOf, followUp } from '../improvement/words.ts';
import { niceScale } from '../scale.ts';
import { toldEstimate } from '../told.ts';
import { reasonIn } from '../widen.ts';
import type { ComparedArm } from './arms.ts';
import { followedAt, meanAt } from './means.ts';

/** Points on fewer patients are drawn open. */
const FEW_PATIENTS = 20;

const CLOCK_WORDS: Record<Clock, string> = {
	first: 'Weeks since first session',
	last: 'Weeks since last session'
};

export function curves(
	arms: readonly ComparedArm[],
	measure: Measure,
	context: Context
): TrendPanel {
	const { filters } = context;
	const shown = arms.flatMap((arm) => (arm.group ? [{ arm, group: arm.group }] : []));
	const weeks = weeksIn(shown.map(({ group }) => group));
	const style = ({ name }: ComparedArm) => ({ kind: 'arm', arm: name }) as const;
	return {
		id: `curves-${measure.code}`,
		title: 'Improvement over weeks',
		href: null,
		verdict: null,
		headline: null,
		headlineWords: shown.map(({ arm }, i) => ({
			text: `${i > 0 ? ' · ' : ''}${arm.letter} ${arm.label}`
		})),
		subline: [
			measure.shortName,
			...shown.map(({ arm, group }) => {
				const { scored, seen, due } = followedAt(group, filters.wk);
				return `${arm.letter} ${followUp(scored, seen, due)}`;
			})
		].join(' · '),
		yLabel: axisLabel('scale', measure),
		direction: directionOf(measure),
		scale: niceScale(valuesOf(shown, weeks), (measure.smallestWorthwhile ?? 0) * 1.1),
		weeks,
		selectedWeek: filters.wk,
		worthwhile: null,
		series: shown.map(({ arm, group }) => ({
			id: arm.name,
			label: `${arm.letter} ${arm.label}`,
			style: style(arm),
			points: weeks.map((week) => pointOf(group, arm, measure, week, context))
		})),
		ribbon: [],
		ribbons: shown.map(({ arm, group }) => ({
			label: arm.letter,
			style: style(arm),
			bars: ribbonOf(group, weeks)
		})),
		xLabel: CLOCK_WORDS[filters.clock],
		published: [],
		publishedWords: arms
			.filter(({ group }) => group === null)
			.map(({ letter, label, why }) => `${letter} ${label}: ${why ?? 'nobody'}.`),
		hidden: null
	};
}

/** Weeks at which somebody was due or scored, or it is hidden whether. */
export function weeksIn(groups: readonly Group[]): number[] {
	const some = VISIT_WEEKS.filter((week) =>
		groups.some((group) => {
			const { scored, due } = followedAt(group, week);
			return scored === null || due === null || scored + due > 0;
		})
	);
	return some.length > 0 ? some : [...VISIT_WEEKS];
}

const valuesOf = (shown: readonly { group: Group }[], weeks: readonly number[]) =>
	shown.flatMap(({ group }) =>
		weeks.flatMap((week) => {
			const { estimate } = meanAt(group, week);
			return estimate
				? [estimate.value, estimate.low ?? estimate.value, estimate.high ?? estimate.value]
				: [];
		})
	);

function pointOf(
	group: Group,
	{ letter, label }: ComparedArm,
	measure: Measure,
	week: number,
	context: Context
): TrendPoint {
	const { estimate, why, patients } = meanAt(group, week);
	const { scored, seen, due } = followedAt(group, week);
	const value = estimate
		? changed(estimate, 'scale', measure, measure.decimals)
		: why?.startsWith('hidden')
			? `hidden, ${reasonIn(group.cells[week], context)}`
			: 'no scores';
	return {
		week,
		estimate: toldEstimate(estimate, measure.decimals),
		why,
		scored,
		seen,
		due,
		patients: patients || null,
		few: patients !== null && patients > 0 && patients < FEW_PATIENTS,
		sentence: `Week ${week}, ${letter} (${label}): ${value}; ${followUp(scored, seen, due)}.`
	};
}

/** Empty where a count is hidden. */
function ribbonOf(group: Group, weeks: readonly number[]): RibbonBar[] {
	return weeks.flatMap((week) => {
		const window = VISIT_WINDOWS.find((candidate) => candidate.week === week);
		const { due, seen, missed, dropped, notYetDue } = followedAt(group, week);
		if (!window || due === null || seen === null || dropped === null) return [];
		if (missed === null || notYetDue === null || due + notYetDue === 0) return [];
		const half = window.halfWidthWeeks;
		return [{ week, fromWeek: week - half, toWeek: week + half, seen, missed, dropped, notYetDue }];
	});
}
