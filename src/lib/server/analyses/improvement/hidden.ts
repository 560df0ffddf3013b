/** What is hidden, why, and the nearest question that can be answered. */
import type { Hidden, Phrase } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { MOST_DIMENSIONS } from '#lib/domain/dimensions.ts';
import { dimensionsUsed, toQuery, type Filters } from '#lib/domain/filters.ts';
import { list } from '#lib/domain/format.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { CONCERNS, unfitForChange } from '#lib/domain/measure.ts';
import type { Context, HiddenGroup, Key } from '../../analysis.ts';
import {
	byReason,
	lineNames,
	nextStep,
	NOTHING_HIDDEN,
	reasonOf,
	SINGLE_CELLS,
	togetherStep,
	tryWords,
	type Step
} from '../widen.ts';
import type { Panel } from './panels.ts';

/** The outcomes page for these filters; grouped by nothing where the areas' panels leave no room for it. */
export function outcomesHref(wanted: Filters, { accepted }: Pick<Context, 'accepted'>): string {
	const full = dimensionsUsed(wanted, accepted).size > MOST_DIMENSIONS;
	const filters = full ? { ...wanted, by: null } : wanted;
	const path = filters.concern ? `/outcomes/${filters.concern}` : '/outcomes';
	const query = toQuery({ ...filters, concern: null }, accepted);
	return query ? `${path}?${query}` : path;
}

/** The page that shows these filters. */
type Address = typeof outcomesHref;

/** A panel without a drawing: the unit does not fit, or too few patients are in it. */
export function hiddenPanel(
	panel: Panel,
	barred: string | null,
	context: Context,
	address: Address = outcomesHref
): Hidden {
	const { filters } = context;
	const href = (wider: Filters) => address(wider, context);
	if (barred && unfitForChange(panel.measure)) {
		return {
			reason: barred,
			next: { label: 'Show the primary measure', href: href({ ...filters, measure: null }) }
		};
	}
	if (barred) {
		return {
			reason: barred,
			next: {
				label: 'Show the change on the scale',
				href: href({ ...filters, unit: 'scale', miss: 'seen' })
			}
		};
	}
	const key = { measure: panel.measure.code, area: panel.area };
	const hidden = context.hidden.find(
		(group) => group.whole && group.key.measure === key.measure && group.key.area === key.area
	);
	const reason = reasonOf(hidden ?? { why: 'second' }, context);
	return {
		reason: `Hidden: ${reason}. Their number and follow-up are hidden too.`,
		next: nextStep(context, href, key) ?? allAreas(key, context, address)
	};
}

/** Where no wider filter helps: the measure on all areas together, on the page of all concerns. */
function allAreas(
	{ measure, area }: Key,
	context: Context,
	address: Address = outcomesHref
): Step | null {
	const filters = { ...context.filters, concern: null };
	return area && measure && context.answerable(filters, { measure })
		? { label: 'Try all areas together', href: address(filters, context) }
		: null;
}

/** The way on from a page on which every panel is hidden: the nearest for any of them. */
export function anyStep(context: Context, address: Address = outcomesHref): Step | null {
	const href = (filters: Filters) => address(filters, context);
	const keys = context.hidden.filter(({ whole }) => whole).map(({ key }) => key);
	for (const find of [
		(key: Key) => nextStep(context, href, key),
		(key: Key) => allAreas(key, context, address)
	]) {
		const step = keys.map(find).find((found) => found !== null);
		if (step) return step;
	}
	return null;
}

/** "Fewer than 5 patients: Pores (…) under 0.5 mm; Laxity (…). Try all depths together." */
export function hiddenWords(context: Context, address: Address = outcomesHref): Phrase[] {
	const { hidden } = context;
	const href = (filters: Filters) => address(filters, context);
	const cells = context.hiddenCells ? SINGLE_CELLS : '';
	if (hidden.length === 0) return [{ text: cells || NOTHING_HIDDEN }];
	const named = (groups: readonly HiddenGroup[]) =>
		[...Map.groupBy(groups, (group) => panelName(group, context))]
			.map(([name, lines]) =>
				lines.some((group) => group.whole) ? name : `${name} ${lineNames(lines, context)}`
			)
			.join('; ');
	const step = hidden.some((group) => !group.whole)
		? togetherStep(context, href)
		: anyStep(context, address);
	return [
		{ text: byReason(hidden, context, named) },
		...tryWords(step),
		...(cells ? [{ text: ` ${cells}` }] : [])
	];
}

function panelName({ key }: HiddenGroup, { filters }: Context): string {
	if (key.area) return areaLabel(key.area);
	const measure = measureOf(key.measure ?? '');
	const concern = CONCERNS.find((name) => name === measure?.concern);
	const named = concern ? CONCERN_WORDS[concern].label : (measure?.name ?? '');
	const label = filters.concern ? 'All areas together' : named;
	return measure ? `${label} (${measure.shortName})` : label;
}

/** " Hidden: hands." for whole panels; empty for none. */
export const hiddenPanelsSentence = (titles: string[]): string =>
	titles.length === 0 ? '' : ` Hidden: ${list(titles)}.`;
