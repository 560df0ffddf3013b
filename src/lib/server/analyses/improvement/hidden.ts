/** What is hidden, why, and the nearest question that can be answered. */
import type { Hidden, Phrase } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { DIMENSION_FACTS, type Dimension } from '#lib/domain/dimensions.ts';
import { toQuery, without, type Filters } from '#lib/domain/filters.ts';
import { list } from '#lib/domain/format.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import type { Context, HiddenGroup } from '../../analysis.ts';
import { lineLabel, lineOrder } from '../lines.ts';
import { NOTHING_HIDDEN, SINGLE_CELLS } from '../widen.ts';
import type { Panel } from './panels.ts';

/** The outcomes page for these filters. */
export function outcomesHref(filters: Filters, { accepted }: Pick<Context, 'accepted'>): string {
	const path = filters.concern ? `/outcomes/${filters.concern}` : '/outcomes';
	const query = toQuery({ ...filters, concern: null }, accepted);
	return query ? `${path}?${query}` : path;
}

/** A panel without a drawing: the unit does not fit, or every group is too small. */
export function hiddenPanel(panel: Panel, barred: string | null, context: Context): Hidden {
	if (barred) {
		return {
			reason: barred,
			next: {
				label: 'Show the change on the scale',
				href: outcomesHref({ ...context.filters, unit: 'scale' }, context)
			}
		};
	}
	return {
		reason: `Hidden: fewer than ${context.viewer.threshold} patients. Their number and follow-up are hidden too.`,
		next: nextStep(context)
	};
}

/** Drops the filter set last, else the grouping; null when nothing is left to widen. */
export function nextStep(context: Context): { label: string; href: string } | null {
	const { filters } = context;
	const set = Object.keys(filters.where).filter((key) => key !== 'area') as Dimension[]; // keys of `where` are dimensions
	const last = set.at(-1);
	if (filters.by && !last) {
		return {
			label: `Try ${DIMENSION_FACTS[filters.by].all} together`,
			href: outcomesHref({ ...filters, by: null }, context)
		};
	}
	if (!last) return null;
	return {
		label: `Try ${DIMENSION_FACTS[last].all}`,
		href: outcomesHref({ ...without(filters, last), by: filters.by }, context)
	};
}

/** "Fewer than 5 patients: Pores: under 0.5 mm and 2.0–2.5 mm. Try all depths together." */
export function hiddenWords(context: Context): Phrase[] {
	const { hidden, filters, viewer } = context;
	const cells = context.hiddenCells ? SINGLE_CELLS : '';
	if (hidden.length === 0) return [{ text: cells || NOTHING_HIDDEN }];
	const sentences = [...Map.groupBy(hidden, panelName)].map(
		([name, groups]) => `${name}${linesOf(groups, context)}`
	);
	const second = hidden.some((group) => group.why === 'second')
		? ' A group beside them is hidden too, so that they do not follow from the total.'
		: '';
	const step = filters.by ? ` Try ${DIMENSION_FACTS[filters.by].all} together.` : '';
	return [
		{
			text: `Fewer than ${viewer.threshold} patients: ${sentences.join('; ')}.${second}${step}${cells ? ` ${cells}` : ''}`
		}
	];
}

function panelName({ key }: HiddenGroup): string {
	if (key.area) return areaLabel(key.area);
	const measure = measureOf(key.measure ?? '');
	const concern = CONCERNS.find((name) => name === measure?.concern);
	const label = concern ? CONCERN_WORDS[concern].label : (measure?.name ?? '');
	return measure ? `${label} (${measure.shortName})` : label;
}

function linesOf(groups: HiddenGroup[], { filters, known }: Context): string {
	if (!filters.by) return '';
	const order = lineOrder(filters.by, known);
	const values = groups.map((group) => group.key.line ?? null).toSorted(order);
	return `: ${list(values.map((value) => lineLabel(filters.by, value, known)))}`;
}

/** " Hidden, fewer than 5 patients: hands." for whole panels; empty for none. */
export function hiddenPanelsSentence(titles: string[], { viewer }: Context): string {
	return titles.length === 0
		? ''
		: ` Hidden, fewer than ${viewer.threshold} patients: ${list(titles)}.`;
}
