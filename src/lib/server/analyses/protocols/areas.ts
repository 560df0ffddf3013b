/** Where the courses of a group were given: the counts of each body area, as far as they may be told. */
import { AREA_ROOTS } from '#lib/domain/areas.ts';
import { CONCERNS, type Concern } from '#lib/domain/measure.ts';
import type { Cell, Context, FlatRow, Group, Question } from '../../analysis.ts';

const PREFIX = 'area ';
const CONCERN = 'concern ';
/** The cell of the one area that the question is about. */
const HERE = 'here';

/** Whether the answer is parted by area: not where the question is about one, or groups by it. */
const isParted = ({ filters }: Pick<Question, 'filters'>) =>
	filters.where.area === undefined && filters.by !== 'area';

/**
 * A cell for each area, also where nobody is: whether that may be said is decided like the rest. Where
 * the question is about one area, the concerns there.
 */
export function areaCells({ areas }: FlatRow, question: Question): Record<string, Cell> {
	// What protocolSums wrote: area, courses, patients, and of each concern its code and patients.
	const listed = JSON.parse(String(areas ?? '[]')) as [
		string,
		number,
		number,
		[string, number][]
	][];
	const forConcerns = (concerns: readonly [string, number][]) =>
		Object.fromEntries(concerns.map(([code, of]) => [`${CONCERN}${code}`, of]));
	if (!isParted(question)) {
		const [only] = question.filters.where.area === undefined ? [] : listed;
		return only ? { [HERE]: { patients: only[2], sums: forConcerns(only[3]) } } : {};
	}
	const cells = new Map<string, Cell>(
		AREA_ROOTS.map((area) => [area, { patients: 0, part: area, sums: { courses: 0 } }])
	);
	for (const [area, courses, patients, concerns] of listed) {
		cells.set(area, { patients, part: area, sums: { courses, ...forConcerns(concerns) } });
	}
	return Object.fromEntries([...cells].map(([area, cell]) => [`${PREFIX}${area}`, cell]));
}

/** Courses on this area: a number, or null where it is hidden; undefined where nothing is parted. */
export function coursesOn({ cells }: Group, area: string): number | null | undefined {
	const cell = cells[`${PREFIX}${area}`];
	return cell && (cell.sums?.courses ?? null);
}

/** The areas on which any group has courses, or may have, in the order of the dictionary. */
export function areasOf(groups: readonly Group[]): string[] {
	const named = groups.flatMap(({ cells }) =>
		Object.keys(cells).flatMap((id) => (id.startsWith(PREFIX) ? [id.slice(PREFIX.length)] : []))
	);
	return [...new Set(named)].filter((area) => groups.some((group) => coursesOn(group, area) !== 0));
}

export type Place = { area: string; courses: number; concern: Concern | null };

/**
 * Where the group has most courses, with the concern most of its patients there came for, when those
 * are as many as may be told. The area asked for stands for itself. Null where no area may be told.
 */
export function mainPlace(group: Group, { filters, viewer }: Context): Place | null {
	const place = filters.where.area
		? { area: filters.where.area, courses: group.courses, id: HERE }
		: mostUsed(group);
	if (!place) return null;
	const { id, ...named } = place;
	const sums = group.cells[id]?.sums ?? {};
	const [concern] = CONCERNS.map((name) => ({ name, of: sums[`${CONCERN}${name}`] ?? 0 }))
		.filter(({ of }) => of >= viewer.threshold)
		.toSorted((a, b) => b.of - a.of);
	return { ...named, concern: concern?.name ?? null };
}

function mostUsed(group: Group) {
	const [most] = areasOf([group])
		.flatMap((area) => {
			const courses = coursesOn(group, area);
			return courses ? [{ area, courses, id: `${PREFIX}${area}` }] : [];
		})
		.toSorted((a, b) => b.courses - a.courses);
	return most ?? null;
}
