/** The groups of a comparison as they passed the gate: shown, hidden, or without anybody. */
import { ARM_NAMES, keysOfArms, type ArmName } from '#lib/domain/arms.ts';
import { measureFor, pairsFor } from '#lib/domain/clinic-choices.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { optionsOf, type Filters, type Known } from '#lib/domain/filters.ts';
import { list } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { primaryMeasure } from '#lib/domain/primary-measures.ts';
import type { Context, Group, HiddenGroup } from '../../analysis.ts';
import { reasonOf } from '../widen.ts';
import { patientsOf, type ComparedPatient } from './patients.ts';

export type ComparedArm = {
	name: ArmName;
	/** "A". */
	letter: string;
	/** "0.5–1.0 mm". */
	label: string;
	/** Null where it is hidden, or nobody is in it. */
	group: Group | null;
	/** Why there is no group. */
	why: string | null;
	/** Those scored at the chosen week; none where they are hidden. */
	patients: ComparedPatient[];
};

/** The arms in their order, of the measure. */
export function armsOf(
	shown: readonly Group[],
	measure: Measure,
	context: Pick<Context, 'filters' | 'known' | 'hidden' | 'viewer'>
): ComparedArm[] {
	const { filters, known, hidden } = context;
	const isOf = (name: ArmName) => (one: Group | HiddenGroup) =>
		one.key.measure === measure.code && one.key.arm === name && one.key.table === undefined;
	return filters.arms.map(({ name }) => {
		const group = shown.find(isOf(name)) ?? null;
		const hiding = hidden.find(isOf(name));
		return {
			name,
			letter: name.toUpperCase(),
			label: armLabel(name, filters, known),
			group,
			why: group
				? null
				: hiding
					? `hidden: ${reasonOf(hiding, context)}`
					: 'nobody with a baseline and a session',
			patients: patientsOf(group?.cells[filters.wk])
		};
	});
}

/** "0.5–1.0 mm", "pen, 4 sessions": what the group differs in. */
export function armLabel(name: ArmName, { arms }: Filters, known: Known): string {
	const where = arms.find((arm) => arm.name === name)?.where ?? {};
	return keysOfArms(arms)
		.map((key) => {
			const value = where[key] ?? '';
			return optionsOf(key, known).find((option) => option.value === value)?.label ?? value;
		})
		.join(', ');
}

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

export const isArmName = (name: string | null | undefined): name is ArmName =>
	ARM_NAMES.some((arm) => arm === name);
