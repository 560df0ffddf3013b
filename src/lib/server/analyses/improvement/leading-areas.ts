/** Where a measure leads: the areas on which it is shown unasked. */
import { areaRoot, isAreaCode } from '#lib/domain/areas.ts';
import { primaryPairs } from '#lib/domain/primary-measures.ts';
import type { Analysis } from '../../analysis.ts';

/** Unasked, a measure is shown where it leads; asked for, on the other areas as well. */
export const within: Analysis['within'] = ({ filters }, { area }) => {
	if (!filters.measure) return { primary: ['yes'] };
	const on = area ?? filters.where.area;
	return { primary: on ? [leadsOn(filters.measure, on) ? 'yes' : 'no'] : [] };
};

export const covers: Analysis['covers'] = ({ measure, area }, { filters }) => {
	const on = area ?? filters.where.area;
	return filters.measure !== null || !on || leadsOn(measure ?? '', on);
};

/** Whether the measure is shown unasked on the area: as the leading one or as a companion. */
function leadsOn(code: string, area: string): boolean {
	if (!isAreaCode(area)) return false;
	const root = areaRoot(area);
	return primaryPairs().some(
		({ measure, companions, areaRoots, except }) =>
			[measure, ...companions].includes(code) &&
			(areaRoots ? areaRoots.includes(root) : !except.includes(root))
	);
}
