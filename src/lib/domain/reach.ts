/**
 * What the value of a filter reaches: the quarters of a period, the parts of an area. The figure and
 * the decision whether it is told both read it here, so that they are about the same courses.
 */
import { areaRoot } from './areas.ts';
import type { Filters } from './filters.ts';
import { quartersOf } from './quarter-options.ts';

/**
 * The quarters a period stands for. A year is all of it, also where the viewer's own clinics began in
 * it: beside other clinics theirs count as well.
 */
export const quartersIn = (period: string, known: readonly string[]): string[] =>
	/^\d{4}$/.test(period)
		? [1, 2, 3, 4].map((number) => `${period}-Q${number}`)
		: quartersOf(period, known);

/** Whether a part of an area is asked for: only then are parts told apart. */
export const asksForPart = ({ where }: Pick<Filters, 'where'>): boolean =>
	where.area !== undefined && areaRoot(where.area) !== where.area;
