/** Where the groups of a question stand among all cells of patients: filters and grouping as addresses. */
import { areaRoot, isAreaCode } from '#lib/domain/areas.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import { quartersOf, type Accepted, type Filters, type Known } from '#lib/domain/filters.ts';
import type { Address, Atom, Axis } from '#lib/privacy/disclosure.ts';
import type { Key } from './analysis.ts';

/** The axis of a dimension: areas with their parts, years with their quarters, else single values. */
export const axisOf = (name: string): Axis => ({
	name,
	levels: (atom) => (name === 'area' || name === 'quarter' ? wayTo(name, atom) : [atom])
});

/** The way down to a value that stands under another: a part under its area, a quarter under its year. */
function wayTo(name: 'area' | 'quarter', value: Atom): Atom[] {
	if (value === null) return [null];
	if (name === 'quarter') return value.length > 4 ? [value.slice(0, 4), value] : [value];
	const root = isAreaCode(value) ? areaRoot(value) : (value.split('.')[0] ?? value);
	return root === value ? [value] : [root, value];
}

/**
 * The addresses of a group: one, or one for each quarter of the last four. `key.line` is read where
 * there is a grouping and it is given, `key.area` where panels part the answer.
 */
export function addressesOf(
	key: Key,
	filters: Filters,
	accepted: Accepted,
	known: Known,
	within: Address
): Address[] {
	const dimensions = new Set(Object.keys(filters.where) as Dimension[]); // keys of `where` are dimensions
	if (filters.by) dimensions.add(filters.by);
	if (accepted.panels) dimensions.add(accepted.panels);
	return [...dimensions].reduce<Address[]>(
		(found, dimension) => {
			const paths = pathsOf(dimension, valueIn(key, dimension, filters, accepted), filters, known);
			return found.flatMap((address) => paths.map((path) => ({ ...address, [dimension]: path })));
		},
		[within]
	);
}

/** The group's own value of the dimension; undefined where it is not parted by it. */
function valueIn(
	key: Key,
	dimension: Dimension,
	{ by }: Filters,
	{ panels }: Accepted
): Atom | undefined {
	if (dimension === by && key.line !== undefined) return key.line;
	return dimension === panels && key.area ? key.area : undefined;
}

function pathsOf(
	dimension: Dimension,
	value: Atom | undefined,
	{ where }: Filters,
	known: Known
): (readonly Atom[])[] {
	const filter = where[dimension];
	if (dimension === 'area') {
		// A filter may be finer than the area that names the group.
		const area = filter ?? value;
		return [area === undefined ? [] : wayTo('area', area)];
	}
	if (value !== undefined) return [dimension === 'quarter' ? wayTo('quarter', value) : [value]];
	if (filter === undefined) return [[]];
	if (dimension !== 'quarter') return [[filter]];
	return /^\d{4}$/.test(filter)
		? [[filter]]
		: quartersOf(filter, known.quarters).map((quarter) => wayTo('quarter', quarter));
}
