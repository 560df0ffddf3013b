/** Days as whole numbers, counted on YYYY-MM-DD text: no clock, no time zone, no daylight saving. */

const ISO_DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const MILLISECONDS = 86_400_000;

/** Days since 1970-01-01. Null when the text is not a day of the calendar, such as 31 February. */
export function dayNumber(text: string): number | null {
	const parts = ISO_DAY.exec(text);
	if (!parts) return null;
	const number = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / MILLISECONDS;
	return dayText(number) === text ? number : null;
}

/** The day with this number as YYYY-MM-DD. */
export function dayText(number: number): string {
	return new Date(number * MILLISECONDS).toISOString().slice(0, 10);
}

/** Whole days from one day to another; null when either is not a day of the calendar. */
export function daysBetween(from: string, to: string): number | null {
	const start = dayNumber(from);
	const end = dayNumber(to);
	return start === null || end === null ? null : end - start;
}

/** The month of a day, YYYY-MM. */
export const monthOf = (day: string) => day.slice(0, 7);

/** The latest date that it is anywhere on Earth at this moment: later ones lie in the future. */
export const latestToday = (now: Date) =>
	new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
