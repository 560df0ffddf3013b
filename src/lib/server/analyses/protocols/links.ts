/** Where a protocol leads: against another one of its area, its outcomes, its side effects. */
import type { Context, Group } from '../../analysis.ts';
import { coursesOn, mainPlace, type Place } from './areas.ts';

export type Comparison = { href: string; other: string; place: Place };

/** The address with the question's own filters and these keys, sorted as in every link of the product. */
function href(
	path: string,
	{ filters }: Context,
	keys: Readonly<Record<string, string | null>>
): string {
	const all: Record<string, string | null | undefined> = {
		...filters.where,
		protocol: null,
		...keys
	};
	const given = Object.entries(all).flatMap(([key, value]): [string, string][] =>
		value == null ? [] : [[key, value]]
	);
	return `${path}?${new URLSearchParams(given.toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/**
 * The protocol against the most used other one of the area on which it is used most. Null where no
 * other one of that area may be told.
 */
export function comparisonOf(
	group: Group,
	lines: readonly Group[],
	context: Context
): Comparison | null {
	const own = group.key.line;
	const place = mainPlace(group, context);
	if (!own || !place) return null;
	const there = (other: Group) =>
		context.filters.where.area ? other.courses : coursesOn(other, place.area);
	const [most] = lines
		.flatMap((other) => {
			const courses = there(other);
			return other.key.line && other.key.line !== own && courses
				? [{ other: other.key.line, courses }]
				: [];
		})
		.toSorted((a, b) => b.courses - a.courses);
	if (!most) return null;
	const { other } = most;
	const { area, concern } = place;
	return {
		href: href('/compare', context, { 'a.protocol': own, 'b.protocol': other, area, concern }),
		other,
		place
	};
}

/** What opens from a row of the list; nothing from courses whose protocol is not recorded. */
export function linksOf(
	group: Group,
	lines: readonly Group[],
	context: Context
): { label: string; href: string }[] {
	const protocol = context.filters.by === 'protocol' ? group.key.line : null;
	if (!protocol) return [];
	const comparison = comparisonOf(group, lines, context);
	return [
		...(comparison ? [{ label: 'Compare', href: comparison.href }] : []),
		{ label: 'Outcomes', href: href('/outcomes', context, { by: 'none', protocol }) },
		{ label: 'Safety', href: href('/safety', context, { by: 'none', protocol }) }
	];
}
