/** What the analysis of covariance needs of each group: its means, and squares about them. */
import { beyondRounding } from '#lib/statistics/beyond-rounding.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';

export type Trajectory = { group: string; baseline: number; followUp: number };

export type AncovaGroup = {
	group: string;
	n: number;
	baseline: number[];
	followUp: number[];
	meanBaseline: number;
	meanFollowUp: number;
	/** sums of squares and products about the group's own means */
	xx: number;
	xy: number;
};

/** The reference first, then the others as they first appear. A reference without patients is no group. */
export function ancovaGroups(
	trajectories: readonly Trajectory[],
	reference: string | undefined
): AncovaGroup[] {
	const groups = new Map<string, Trajectory[]>();
	if (reference !== undefined) groups.set(reference, []);
	for (const trajectory of trajectories) {
		const members = groups.get(trajectory.group);
		if (members) members.push(trajectory);
		else groups.set(trajectory.group, [trajectory]);
	}
	return [...groups]
		.filter(([, members]) => members.length > 0)
		.map(([group, members]) => sumsOfGroup(group, members));
}

function sumsOfGroup(group: string, members: Trajectory[]): AncovaGroup {
	const n = members.length;
	const baseline = members.map((member) => member.baseline);
	const followUp = members.map((member) => member.followUp);
	const meanBaseline = exactSum(baseline) / n;
	const meanFollowUp = exactSum(followUp) / n;
	const x = baseline.map((value) => value - meanBaseline);
	const y = followUp.map((value) => value - meanFollowUp);
	const same = baseline.every((value) => value === baseline[0]);
	const xx = same ? 0 : exactSum(x.map((value) => value ** 2));
	const xy = same ? 0 : exactSum(x.map((value, i) => value * y[i]!));
	return { group, n, baseline, followUp, meanBaseline, meanFollowUp, xx, xy };
}

/** The squares about each group's own line, all with one slope or each with its own. */
export function residualSquares(
	groups: readonly AncovaGroup[],
	slopeOf: (group: AncovaGroup) => number
): number {
	const squares = exactSum(
		groups.flatMap((group) => {
			const slope = slopeOf(group);
			return group.followUp.map((value, i) => {
				const expected = group.meanFollowUp + slope * (group.baseline[i]! - group.meanBaseline);
				return (value - expected) ** 2;
			});
		})
	);
	return beyondRounding(
		squares,
		groups.flatMap((group) => group.followUp)
	);
}
