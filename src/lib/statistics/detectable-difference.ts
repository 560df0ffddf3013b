/**
 * How small a difference the patients at hand could have shown, and how many more it would take: beside
 * a comparison that is not clear, so that nobody reads 'no difference' into too few patients. Planning
 * figures, good to about a patient, worked out from spread and share alone, not from the difference seen.
 */
import { criticalNormal } from '#lib/statistics/critical-value.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';

export type DetectableMeans = {
	/** the smallest difference that would be found with the power asked for */
	smallest: number | null;
	/** about so many patients more in each group for the worthwhile difference; 0 when there are enough */
	morePerGroup: number | null;
	reason: NoAnswer | null;
};

export type DetectableShares = {
	/** the nearest share above the first group's, and below it, that would be told from it */
	above: number | null;
	below: number | null;
	morePerGroup: number | null;
	reason: NoAnswer | null;
};

export type Sizes = { first: number; second: number };
type Planned = { confidence?: number; power?: number };

/**
 * For two means: (z(1-alpha/2) + z(power)) sd sqrt(2 / (n - z(1-alpha/2)^2 / 4)), n the harmonic mean of
 * the groups: the normal formula with Guenther's (1981) correction for t, within 1 % of the exact one
 * from 10 patients a group.
 *
 * Assumes one spread for both groups, estimated. Fewer than two patients in a group: no answer. No
 * variation: no answer.
 */
export function detectableMeanDifference(
	sd: number | null,
	sizes: Sizes,
	worthwhile: number,
	{ confidence = 0.95, power = 0.8 }: Planned = {}
): DetectableMeans {
	const none = (reason: NoAnswer) => ({ smallest: null, morePerGroup: null, reason });
	const fewest = Math.min(sizes.first, sizes.second);
	if (fewest === 0) return none('no data');
	if (fewest === 1 || sd === null) return none('one value');
	if (sd === 0) return none('no variation');
	const z = criticalNormal(confidence);
	const reach = z + powerNormal(power);
	const smallest = ({ first, second }: Sizes) => {
		const n = 2 / (1 / first + 1 / second);
		return n > z ** 2 / 4 ? reach * sd * Math.sqrt(2 / (n - z ** 2 / 4)) : null;
	};
	const found = smallest(sizes);
	const morePerGroup = more(sizes, worthwhile, (all) => {
		return (smallest(all) ?? Infinity) <= worthwhile;
	});
	return { smallest: found, morePerGroup, reason: found === null ? 'too few values' : null };
}

/**
 * For two shares, one of them known: the nearest p2 with |p2 - p1| = z(1-alpha/2) sqrt(p q (1/n1 +
 * 1/n2)) + z(power) sqrt(p1 q1/n1 + p2 q2/n2), p the pooled share (Fleiss 1981, without continuity
 * correction). `morePerGroup` is for a share that is `worthwhile` higher or lower, whichever needs more.
 *
 * Assumes independent patients. An empty group: no answer. A side on which even 0 or 1 would not be told
 * apart: null.
 */
export function detectableShareDifference(
	share: number | null,
	sizes: Sizes,
	worthwhile: number,
	{ confidence = 0.95, power = 0.8 }: Planned = {}
): DetectableShares {
	if (share === null || Math.min(sizes.first, sizes.second) === 0) {
		return { above: null, below: null, morePerGroup: null, reason: 'no data' };
	}
	if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is no share`);
	const z = criticalNormal(confidence);
	const zPower = powerNormal(power);
	const found = (other: number, { first, second }: Sizes) => {
		const pooled = (first * share + second * other) / (first + second);
		const without = Math.sqrt(pooled * (1 - pooled) * (1 / first + 1 / second));
		const own = Math.sqrt((share * (1 - share)) / first + (other * (1 - other)) / second);
		return Math.abs(other - share) >= z * without + zPower * own;
	};
	const others = [share + worthwhile, share - worthwhile].filter((p) => p >= 0 && p <= 1);
	const needs = others.map((other) => more(sizes, worthwhile, (all) => found(other, all)));
	const known = needs.filter((need) => need !== null);
	return {
		above: nearest(share, 1, (other) => found(other, sizes)),
		below: nearest(share, 0, (other) => found(other, sizes)),
		morePerGroup: known.length === 0 ? null : Math.max(...known),
		reason: null
	};
}

function powerNormal(power: number): number {
	if (!(power >= 0.5 && power < 1)) {
		throw new RangeError(`power must lie between 0.5 and 1, not ${power}`);
	}
	// The normal quantile at the power: half as much is left out on either side.
	return power === 0.5 ? 0 : criticalNormal(2 * power - 1);
}

/** By halving: along the way from the share to the end, being found begins once and does not stop. */
function nearest(share: number, end: number, found: (other: number) => boolean): number | null {
	if (share === end || !found(end)) return null;
	let missed = share;
	let hit = end;
	for (let step = 0; step < 60; step++) {
		const middle = (missed + hit) / 2;
		if (found(middle)) hit = middle;
		else missed = middle;
	}
	return hit;
}

const MOST = 1e9;

/** The smallest number to add to both groups for which there are enough. Null for no difference at all. */
function more(
	{ first, second }: Sizes,
	worthwhile: number,
	enough: (all: Sizes) => boolean
): number | null {
	const enoughWith = (added: number) => enough({ first: first + added, second: second + added });
	if (!(worthwhile > 0)) return null;
	if (enoughWith(0)) return 0;
	let few = 0;
	let many = 1;
	while (!enoughWith(many)) {
		few = many;
		many *= 2;
		if (many > MOST) return null;
	}
	while (many - few > 1) {
		const middle = Math.floor((few + many) / 2);
		if (enoughWith(middle)) many = middle;
		else few = middle;
	}
	return many;
}
