/** The page of the distribution for these filters. */
import { MOST_DIMENSIONS } from '#lib/domain/dimensions.ts';
import { dimensionsUsed, toQuery, type Filters } from '#lib/domain/filters.ts';
import type { Context } from '../../analysis.ts';

/** Grouped by nothing where the areas leave no room for it. */
export function distributionHref(wanted: Filters, { accepted }: Pick<Context, 'accepted'>): string {
	const full = dimensionsUsed(wanted, accepted).size > MOST_DIMENSIONS;
	const filters = full ? { ...wanted, by: null } : wanted;
	const path = filters.concern
		? `/outcomes/${filters.concern}/distribution`
		: '/outcomes/distribution';
	const query = toQuery({ ...filters, concern: null }, accepted);
	return query ? `${path}?${query}` : path;
}
