/**
 * The value below which a part q of the values lies: type 7 of Hyndman & Fan 1996, the straight line
 * between the two order statistics around (n - 1) q. The median at q = 0.5. Describes the values at
 * hand and assumes nothing. Leaves the values in their order. Null for no values.
 */
export function quantile(values: readonly number[], q: number): number | null {
	if (!(q >= 0 && q <= 1)) throw new RangeError(`a quantile lies between 0 and 1, not at ${q}`);
	const sorted = values.toSorted((a, b) => a - b);
	const position = (sorted.length - 1) * q;
	const below = sorted[Math.floor(position)];
	const above = sorted[Math.ceil(position)];
	if (below === undefined || above === undefined) return null;
	return below + (position - Math.floor(position)) * (above - below);
}
