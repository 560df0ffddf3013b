/** Where a measure leads: the areas on which it is shown unasked. */
import { areaRoot, isAreaCode } from '#lib/domain/areas.ts';
import { pairsFor, type Choices } from '#lib/domain/clinic-choices.ts';
import type { Analysis } from '../../analysis.ts';

/** Unasked, a measure is shown where it leads; asked for, on the other areas as well. */
export const within: Analysis['within'] = ({ filters, known }, { area }) => {
	if (!filters.measure) return { primary: ['yes'] };
	const on = area ?? filters.where.area;
	return { primary: on ? [leadsOn(filters.measure, on, known.choices) ? 'yes' : 'no'] : [] };
};

export const covers: Analysis['covers'] = ({ measure, area }, { filters, known }) => {
	const on = area ?? filters.where.area;
	return filters.measure !== null || !on || leadsOn(measure ?? '', on, known.choices);
};

/** Whether the measure is shown unasked on the area: as the leading one or as a companion. */
function leadsOn(code: string, area: string, choices?: Choices): boolean {
	if (!isAreaCode(area)) return false;
	const root = areaRoot(area);
	return pairsFor(choices).some(
		({ measure, companions, areaRoots, except }) =>
			[measure, ...companions].includes(code) &&
			(areaRoots ? areaRoots.includes(root) : !except.includes(root))
	);
}
