/** What one group of a panel says: improvement at the chosen week, its follow-up, its days of redness. */
import type { Estimate, Hidden } from '#lib/charts/figure.ts';
import type { Measure } from '#lib/domain/measure.ts';
import type { Context, Group, HiddenGroup } from '../../analysis.ts';
import { estimateOf } from '../improvement/estimates.ts';
import type { Panel } from '../improvement/panels.ts';
import { changed, followUp } from '../improvement/words.ts';
import { nextStep, reasonIn, reasonOf } from '../widen.ts';
import { daysText, rednessOf, type Redness } from './redness.ts';
import { depthHref, FEW_PATIENTS } from './series.ts';
import { meanDepth } from './trend.ts';

export type Line = {
	group: Group;
	gain: Estimate | null;
	/** Why there is no gain. */
	why: string | null;
	decimals: number;
	/** Patients scored; null where hidden. */
	patients: number | null;
	few: boolean;
	depthMm: number | null;
	redness: Redness;
	scored: number | null;
	seen: number | null;
	due: number | null;
};

export function lineOf(group: Group, measure: Measure, week: number): Line {
	const cell = group.cells[week];
	const { estimate, why, decimals } = estimateOf(cell, 'scale', measure);
	const { n, seen, due } = group.counts[week] ?? {};
	const patients = cell?.sums ? cell.patients : null;
	return {
		group,
		gain: estimate,
		why,
		decimals,
		patients,
		few: patients !== null && patients < FEW_PATIENTS,
		depthMm: meanDepth(group, week),
		redness: rednessOf(group),
		scored: n ?? null,
		seen: seen ?? null,
		due: due ?? null
	};
}

/** "improved by 0.61 grades (0.55 to 0.67); 214 seen of 260 due", or why it did not. */
export function gainText(line: Line, measure: Measure, context: Context): string {
	const { gain, why, decimals, scored, seen, due, group } = line;
	const cell = group.cells[context.filters.wk];
	const said = gain
		? changed(gain, 'scale', measure, decimals)
		: why?.startsWith('hidden')
			? `hidden, ${reasonIn(cell, context)}`
			: 'nobody was scored';
	return `${said}; ${followUp(scored, seen, due)}`;
}

/** "median 2.3 days (2.0 to 2.6) of redness, 214 patients asked", or why there is none. */
export function rednessText({ days, why, patients }: Redness): string {
	const asked = patients === null ? '' : `, ${patients} asked`;
	return days ? `median ${daysText(days)} of redness${asked}` : `days of redness: ${why}`;
}

/** The hidden groups of a panel; those of the whole panel come apart. */
export const hiddenIn = (panel: Panel, { hidden }: Context): HiddenGroup[] =>
	hidden.filter(
		({ key, whole }) =>
			!whole && key.measure === panel.measure.code && (key.area ?? null) === panel.area
	);

/** A panel without a drawing, with the nearest question that can be answered. */
export function hiddenPanel(panel: Panel, context: Context, address = depthHref): Hidden | null {
	if (panel.total) return null;
	const key = { measure: panel.measure.code, area: panel.area };
	const whole = wholeHidden(panel, context);
	return {
		reason: `Hidden: ${reasonOf(whole ?? { why: 'second' }, context)}. Their number and follow-up are hidden too.`,
		next: nextStep(context, (wider) => address(wider, context), key)
	};
}

/** The panel among what is hidden as a whole. */
export const wholeHidden = (panel: Panel, { hidden }: Context): HiddenGroup | undefined =>
	hidden.find(
		({ key, whole }) =>
			whole && key.measure === panel.measure.code && (key.area ?? null) === panel.area
	);
