/** What both questions about sessions and time share: their keys, their address, their subjects. */
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import { toQuery, type Accepted, type Filters } from '#lib/domain/filters.ts';
import type { Context, Group } from '../../analysis.ts';
import { leadingOf } from '../change-at-visit/columns.ts';
import { subjectOf } from '../improvement/answer.ts';
import { byArea } from '../improvement/panel-order.ts';
import { panelsOf, type Panel } from '../improvement/panels.ts';

export const ACCEPTED: Accepted = {
	view: ['concern', 'measure', 'data'],
	where: DIMENSIONS,
	by: [],
	defaultBy: null,
	panels: 'area',
	parts: null
};

/** The page of both. */
export function gainHref(wanted: Filters, { accepted }: { accepted: Accepted }): string {
	const query = toQuery(wanted, accepted);
	return query ? `/sessions/gain?${query}` : '/sessions/gain';
}

/** The areas of a concern, or the leading concerns. */
export function panelsAsked(shown: Group[], totals: Group[], context: Context): Panel[] {
	const found = panelsOf(shown, totals, context);
	return context.filters.concern ? byArea(found) : leadingOf(found, context);
}

export const subjectIn = (panel: Panel, { filters }: Context) =>
	subjectOf(panel, filters.concern !== null);
