/**
 * How the patients of two groups lie on the preference scale, in bands so wide that none holds a few
 * patients of a group only.
 */

export type Bin = { from: number; to: number; counts: [number, number] };

const WIDTHS = 10;

/**
 * Ten bands of the scale from 0 to 1; neighbours are taken together, from below, until each band holds
 * nobody or at least `threshold` patients of either group. What is left at the top joins the band below.
 * Nothing where not even all of them together do.
 */
export function overlapBins(
	first: readonly number[],
	second: readonly number[],
	threshold: number
): Bin[] {
	const at = (values: readonly number[], index: number) =>
		values.filter((value) => Math.min(WIDTHS - 1, Math.floor(value * WIDTHS)) === index).length;
	const enough = ({ counts }: Bin) => counts.every((count) => count === 0 || count >= threshold);
	const bins: Bin[] = [];
	let open: Bin | null = null;
	for (let i = 0; i < WIDTHS; i++) {
		const next: Bin = {
			from: i / WIDTHS,
			to: (i + 1) / WIDTHS,
			counts: [at(first, i), at(second, i)]
		};
		open = open ? joined(open, next) : next;
		if (!enough(open)) continue;
		bins.push(open);
		open = null;
	}
	while (open && !enough(open)) {
		const below = bins.pop();
		if (!below) return [];
		open = joined(below, open);
	}
	return open ? [...bins, open] : bins;
}

const joined = (one: Bin, two: Bin): Bin => ({
	from: one.from,
	to: two.to,
	counts: [one.counts[0] + two.counts[0], one.counts[1] + two.counts[1]]
});
