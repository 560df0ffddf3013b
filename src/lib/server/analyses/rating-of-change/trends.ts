/** The share rated improved at each visit, with who was seen under it. */
import type { TrendPanel } from '#lib/charts/figure.ts';
import { counted, interval, percent, percentDecimals, sentenceCase } from '#lib/domain/format.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Context, Group } from '../../analysis.ts';
import { countsOf } from '../improvement/follow-up.ts';
import { FEW_PATIENTS, ribbonOf } from '../improvement/panels.ts';
import { followUp } from '../improvement/words.ts';
import { toldEstimate } from '../told.ts';
import { nextStep, pageHref, reasonIn, reasonOf } from '../widen.ts';
import { improvedOf, nameOf, panelName, type RatingPanel } from './panels.ts';

/** Weeks at which somebody was due or rated, or it is hidden whether. */
export function weeksOf({ total }: RatingPanel): number[] {
	const weeks = VISIT_WEEKS.filter((week) => {
		const { scored, due } = total ? countsOf(total, week) : { scored: 0, due: 0 };
		return scored === null || due === null || scored + due > 0;
	});
	return weeks.length > 0 ? weeks : [...VISIT_WEEKS];
}

export function shareOverWeeks(panel: RatingPanel, context: Context): TrendPanel {
	const { filters } = context;
	const { total, measure, rating } = panel;
	const weeks = weeksOf(panel);
	const { scored, seen, due } = total
		? countsOf(total, filters.wk)
		: { scored: null, seen: null, due: null };
	const { estimate, why } = improvedOf(total?.cells[filters.wk]);
	const decimals = percentDecimals(scored ?? 0);
	const hidden = context.hidden.find(
		({ whole, key }) => whole && key.measure === panel.base && (key.area ?? null) === panel.area
	);
	const drawn = panel.groups.length > 0 || !total ? panel.groups : [total];
	return {
		id: `${panel.id}.weeks`,
		title: panelName(panel, context),
		href: null,
		verdict: null,
		headline: total ? toldEstimate(estimate, decimals) : null,
		headlineWords: !total
			? []
			: estimate
				? [
						{ text: percent(estimate.value, decimals), strong: true },
						{
							text: ` ${interval(estimate.low, estimate.high, decimals)} ${rating.improved.label} at week ${filters.wk}`.replace(
								/ {2,}/g,
								' '
							)
						}
					]
				: [{ text: `Week ${filters.wk}: ${why}` }],
		subline: total
			? [followUp(scored, seen, due), counted(total.patients, 'patient'), measure.shortName].join(
					' · '
				)
			: measure.shortName,
		yLabel: `Per cent of courses ${rating.improved.label}`,
		direction: `${sentenceCase(measure.shortName)}: a rating of the change, without a baseline`,
		scale: { min: 0, max: 100, step: 20, decimals: 0 },
		weeks,
		selectedWeek: filters.wk,
		worthwhile: null,
		series: drawn.map((group) => {
			const name =
				total && group === total
					? { ...nameOf(panel, group, context) }
					: nameOf(panel, group, context);
			return { ...name, points: weeks.map((week) => pointOf(group, week, name.label, context)) };
		}),
		ribbon: total ? ribbonOf(total, weeks) : [],
		published: [],
		publishedWords: [],
		hidden: total
			? null
			: {
					reason: `Hidden: ${reasonOf(hidden ?? { why: 'second' }, context)}. Their number and follow-up are hidden too.`,
					next: nextStep(context, (wider) => ratedHref(wider, context), {
						measure: panel.base,
						area: panel.area
					})
				}
	};
}

/** The page of the ratings for these filters. */
export function ratedHref(filters: Context['filters'], context: Context): string {
	const path = filters.concern ? `/outcomes/${filters.concern}/rated` : '/outcomes/rated';
	return pageHref(path, { ...filters, concern: null }, context);
}

function pointOf(group: Group, week: number, label: string, context: Context) {
	const cell = group.cells[week];
	const { estimate, why } = improvedOf(cell);
	const { scored, seen, due } = countsOf(group, week);
	const decimals = percentDecimals(scored ?? 0);
	const patients = cell?.sums && cell.patients > 0 ? cell.patients : null;
	const value = estimate
		? `${percent(estimate.value, decimals)} ${interval(estimate.low, estimate.high, decimals)} improved`.replace(
				'  ',
				' '
			)
		: why?.startsWith('hidden')
			? `hidden, ${reasonIn(cell, context)}`
			: 'no ratings';
	return {
		week,
		estimate: toldEstimate(estimate, decimals),
		why,
		scored,
		seen,
		due,
		patients,
		few: patients !== null && patients < FEW_PATIENTS,
		sentence: `Week ${week}, ${label}: ${value}; ${followUp(scored, seen, due)}.`
	};
}
