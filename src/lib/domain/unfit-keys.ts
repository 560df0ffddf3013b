/** Why a key of an address is not taken, and what to write instead. */
import { DIMENSION_FACTS, DIMENSIONS, type Dimension } from './dimensions.ts';
import type { Filters } from './filters.ts';
import { list } from './format.ts';
import { shorten } from './refusals.ts';

/** For a dimension that is one too many beside those used already; at most `most` go together. */
export function oneTooMany(
	key: Dimension,
	{ by, where }: Pick<Filters, 'by' | 'where'>,
	used: Iterable<Dimension>,
	most: number
): string {
	const names = [...used].map((name) =>
		by === name && where[name] === undefined ? `${word(name)} (the grouping)` : word(name)
	);
	return `${DIMENSION_FACTS[key].label} would be one too many beside ${list(names)}: at most ${most} of filters and groupings at once, so that no group gets too small. Take one of them away to use “${key}”.`;
}

/** For a key that is none of `keys`. “depth[]” is “depth” to somebody used to lists. */
export function noSuchKey(key: string, keys: readonly string[]): string {
	const plain = key.replace(/\[.*$/, '');
	if (plain !== key && keys.includes(plain)) {
		return `There is no filter “${shorten(key)}” here: write ${plain}=…, one value a key.`;
	}
	const named = keys.map((name) => (isDimension(name) ? `${name} (${word(name)})` : name));
	return `There is no filter “${shorten(key)}” here. Filters: ${named.join(', ')}.`;
}

export const isDimension = (key: string): key is Dimension =>
	(DIMENSIONS as readonly string[]).includes(key); // widened to ask

const word = (dimension: Dimension) => DIMENSION_FACTS[dimension].label.toLowerCase();
