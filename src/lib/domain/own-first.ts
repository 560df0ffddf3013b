/**
 * A practitioner's own courses come first on pages that describe what was done. Links from there say whose
 * courses they are about, so that they mean the same for whoever opens them.
 */
import { keysOfArms } from './arms.ts';
import type { Dimension } from './dimensions.ts';
import { dimensionsUsed, mostDimensions, type Accepted, type Filters } from './filters.ts';

/** Whether the question leaves room to say whose courses it is about. */
export const mayBeOwn = ({ network, by, arms }: Filters, { ownFirst }: Accepted): boolean =>
	ownFirst === true &&
	!network &&
	by !== 'practitioner' &&
	!keysOfArms(arms).includes('practitioner');

/**
 * The filters with which a page begins where its address does not say whose courses: the practitioner's
 * own. Unchanged for whoever has none, and where that would be one dimension too many.
 */
export function beginningWithOwn(filters: Filters, accepted: Accepted): Filters {
	if (!mayBeOwn(filters, accepted) || filters.where.practitioner !== undefined) return filters;
	const own: Filters = { ...filters, where: { ...filters.where, practitioner: 'mine' } };
	return dimensionsUsed(own, accepted).size <= mostDimensions(accepted) ? own : filters;
}

/** The filters, with “mine” of a page that began with it after all others. */
export const ownLast = (given: readonly [Dimension, string][], { ownFirst }: Accepted) =>
	given.toSorted(([, one], [, other]) =>
		ownFirst === true ? Number(one === 'mine') - Number(other === 'mine') : 0
	);
