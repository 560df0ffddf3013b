/** The groups of a comparison as they passed the gate: shown, hidden, or without anybody. */
import { keysOfArms } from '#lib/domain/arms.ts';
import { measureFor, pairsFor } from '#lib/domain/clinic-choices.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import type { Filters } from '#lib/domain/filters.ts';
import { list } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { primaryMeasure } from '#lib/domain/primary-measures.ts';
import type { Context, Group } from '../../analysis.ts';
import { comparedArms, type ComparedArm as ArmInGate } from '../arms.ts';
import { patientsOf, type ComparedPatient } from './patients.ts';

export type ComparedArm = ArmInGate & {
	/** "A". */
	letter: string;
	/** Those scored at the chosen week; none where they are hidden. */
	patients: ComparedPatient[];
};

/** The arms in their order, of the measure. */
export const armsOf = (
	shown: readonly Group[],
	measure: Measure,
	context: Pick<Context, 'filters' | 'known' | 'hidden' | 'viewer'>
): ComparedArm[] =>
	comparedArms(shown, context, measure.code).map((arm) => ({
		...arm,
		letter: arm.name.toUpperCase(),
		patients: patientsOf(arm.group?.cells[context.filters.wk])
	}));

/** "needle depth", "device and sessions done". */
export const differsIn = ({ arms }: Filters): string =>
	list(keysOfArms(arms).map((key) => DIMENSION_FACTS[key].label.toLowerCase()));

/**
 * The measure compared: the one asked for, else the one that leads on the area, else the first leading
 * one that anybody of the groups was scored on, or may have been.
 */
export function measureIn(
	shown: readonly Group[],
	{ filters, hidden, known }: Pick<Context, 'filters' | 'hidden' | 'known'>
): Measure | null {
	const { concern, measure, where } = filters;
	const { choices } = known;
	if (measure) return measureFor(measure, choices) ?? null;
	const leads =
		concern && where.area ? primaryMeasure(concern, where.area, choices?.primary) : null;
	if (leads) return measureFor(leads, choices) ?? null;
	const codes = new Set([...shown, ...hidden].map(({ key }) => key.measure));
	const pairs = pairsFor(choices, concern ?? undefined);
	const found = pairs.find((pair) => codes.has(pair.measure)) ?? pairs[0];
	return measureFor(found?.measure ?? '', choices) ?? null;
}
