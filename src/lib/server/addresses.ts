/** Where the groups of a question stand among all cells of patients: filters and grouping as addresses. */
import { areaRoot, isAreaCode } from '#lib/domain/areas.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import type { Accepted, Filters, Known } from '#lib/domain/filters.ts';
import { quartersOf } from '#lib/domain/quarter-options.ts';
import { asksForPart, quartersIn } from '#lib/domain/reach.ts';
import type { Address, Atom, Axis } from '#lib/privacy/disclosure.ts';
import type { Key, Question } from './analysis.ts';

/**
 * The axis of a dimension: areas with their parts, quarters with what holds them, else single values.
 * Where parts are told apart, an area recorded without its part is one of them (null): else it would be
 * what is left of the area when all its parts are taken away.
 */
export const axisOf = (
	name: string,
	{ known, filters }: Pick<Question, 'known' | 'filters'>
): Axis => ({
	name,
	levels: (atom) => {
		if (atom === null) return [null];
		if (name === 'quarter') return wayToQuarter(atom, known);
		if (name !== 'area') return [atom];
		const way = wayToArea(atom);
		return way.length === 1 && asksForPart(filters) ? [atom, null] : way;
	}
});

/** A part stands under its area. */
function wayToArea(area: string): string[] {
	const root = isAreaCode(area) ? areaRoot(area) : (area.split('.')[0] ?? area);
	return root === area ? [area] : [root, area];
}

/**
 * A quarter stands under its year, and years under the last four quarters or the time before: so that
 * either can be asked for. The one year that lies in both has two places. Beside other clinics the four
 * are the viewer's own, and later quarters of the others stand with those before.
 */
function wayToQuarter(quarter: string, known: Known): string[] {
	const recent = quartersOf('last-4', known.quarters).includes(quarter);
	return [recent ? 'last-4' : 'before', quarter.slice(0, 4), quarter];
}

/**
 * The addresses of a group: one, or two for the year that lies in and before the last four quarters. `key.line` is read where
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
		return [area === undefined ? [] : wayToArea(area ?? '')];
	}
	if (dimension === 'quarter') {
		const period = value ?? filter;
		return period === undefined ? [[]] : waysToPeriod(period, known);
	}
	if (value !== undefined) return [[value]];
	return [filter === undefined ? [] : [filter]];
}

/** The last four quarters, one quarter, or a year: in one place, or in two. */
function waysToPeriod(period: string, known: Known): string[][] {
	if (period === 'last-4') return [[period]];
	const ways = quartersIn(period, known.quarters).map((quarter) => wayToQuarter(quarter, known));
	if (/^\d{4}$/.test(period)) {
		const years = ways.map((way) => way.slice(0, 2));
		return [...new Map(years.map((way) => [way.join(), way])).values()];
	}
	return ways;
}
