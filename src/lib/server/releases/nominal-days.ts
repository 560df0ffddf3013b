/** Days of a release: sessions stand as far apart as their band says, all else on a fixed grid after them. */
import { NOMINAL_INTERVAL_DAYS } from '#lib/domain/release-columns.ts';
import { RESOLUTION_DAYS } from '#lib/domain/resolution-days.ts';
import { opensOnDay, VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';

/** Where the spacing is not told or not known: four weeks, the middle band's. */
const USUAL_INTERVAL_DAYS = 28;

/** Days between two sessions of a course, by its released band. */
export const intervalOf = (spacing: string | null | undefined): number =>
	NOMINAL_INTERVAL_DAYS[spacing ?? ''] ?? USUAL_INTERVAL_DAYS;

/** The latest day of the grid that is not after this one; before the first day, the first. */
export const gridDown = (day: number): number =>
	RESOLUTION_DAYS.findLast((step) => step <= day) ?? RESOLUTION_DAYS[0];

/** The first day of the grid that is not before this one; after the last day, the last. */
export const gridUp = (day: number): number =>
	RESOLUTION_DAYS.find((step) => step >= day) ?? RESOLUTION_DAYS[RESOLUTION_DAYS.length - 1] ?? day;

/** The opening day of the last window that had opened by then; 0 before the first. */
export function lastOpened(day: number | null): number | null {
	if (day === null) return null;
	return Math.max(0, ...VISIT_WINDOWS.map(opensOnDay).filter((opens) => opens <= day));
}
