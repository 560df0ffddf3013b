/**
 * Which read model answers a question about improvement. Pure: it looks at the question alone. Whatever it
 * chooses, the answer is the same; only the time differs.
 */
import { areaRoot } from '#lib/domain/areas.ts';
import { NO_CHOICES } from '#lib/domain/clinic-choices.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import type { Question } from '../analysis.ts';

export type ReadModel = 'cube' | 'trajectory';

/** The groupings that `cube_clinic` holds; by clinic is everybody together, clinic by clinic. */
export const CUBE_GROUPINGS = ['depth'] as const satisfies readonly Dimension[];

/** In its column `grouping`: everybody together. */
export const NO_GROUPING = 'none';
/** In its column `area_root`: all areas together, and those on which the measure leads as published. */
export const ALL_AREAS = 'all';
export const LEADING_AREAS = 'leading';

/**
 * The cube where nothing is filtered but concern, measure, clinic or a whole area, by a grouping that it
 * holds, and it is read as the records say: no rule or schedule that a clinic chose, no model, no question
 * of those not seen, no release. A measure chosen to lead changes over which areas the measures are pooled.
 */
export function readModelFor({ filters, viewer, known }: Question): ReadModel {
	const { where, by, concern, measure, miss, model, arms, cohort } = filters;
	const { responders, visits, primary } = known.choices ?? NO_CHOICES;
	const asRecorded = Object.keys({ ...responders, ...visits }).length === 0;
	const filtered = Object.keys(where).some((key) => key !== 'clinic' && key !== 'area');
	const ofPart = where.area !== undefined && areaRoot(where.area) !== where.area;
	const held = by === null || by === 'clinic' || CUBE_GROUPINGS.some((name) => name === by);
	const pooled = concern === null && measure === null && where.area === undefined;
	const plain = miss !== 'low' && !(model && concern !== null) && arms.length === 0;
	const released = viewer.release !== undefined || cohort !== null;
	const fits =
		asRecorded &&
		!filtered &&
		!ofPart &&
		held &&
		plain &&
		!released &&
		!(pooled && primary.length > 0);
	return fits ? 'cube' : 'trajectory';
}
