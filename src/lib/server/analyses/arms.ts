/** The groups of a comparison: how each is named and drawn, what may be told of it, why else not. */
import type { SeriesStyle } from '#lib/charts/figure.ts';
import { keysOfArms, type Arm, type ArmName } from '#lib/domain/arms.ts';
import { optionsOf, type Known } from '#lib/domain/filters.ts';
import { sentenceCase } from '#lib/domain/format.ts';
import type { Context, Group, HiddenGroup } from '../analysis.ts';
import { reasonOf } from './widen.ts';

export type ComparedArm = {
	name: ArmName;
	label: string;
	style: SeriesStyle;
	/** Null where it is hidden, or where nobody is in it. */
	group: Group | null;
	/** Why there is no group: "hidden: fewer than 5 patients". */
	why: string | null;
};

/** "0.5–1.0 mm", or "Pen · 3 sessions" where groups differ in more than one key. */
function armLabel({ where }: Arm, known: Known): string {
	const words = keysOfArms([{ name: 'a', where }]).map(
		(key) => optionsOf(key, known).find(({ value }) => value === where[key])?.label ?? where[key]
	);
	return sentenceCase(words.join(' · '));
}

/** Every group that was asked for, in the order of the address; `measure` where there are several. */
export function comparedArms(
	shown: readonly Group[],
	{ filters, known, hidden, viewer }: Pick<Context, 'filters' | 'known' | 'hidden' | 'viewer'>,
	measure: string | null = null
): ComparedArm[] {
	return filters.arms.map((arm) => {
		const isOf = ({ key }: Group | HiddenGroup) =>
			key.arm === arm.name && !key.table && (key.measure ?? null) === measure;
		const group = shown.find(isOf) ?? null;
		const reason = hidden.find(isOf);
		return {
			name: arm.name,
			label: armLabel(arm, known),
			style: { kind: 'arm', arm: arm.name },
			group,
			why: group
				? null
				: reason
					? `hidden: ${reasonOf(reason, { viewer })}`
					: 'nobody in this group'
		};
	});
}
