/** Which visit weeks have room for their number on the time axis. */

/** Width of a digit and least gap between two numbers, in px, at 13 px of IBM Plex Sans. */
const DIGIT = 7.6;
const GAP = 3;

/** The weeks to label: the chosen one first, then from left to right what does not touch. */
export function labelledWeeks(
	weeks: readonly number[],
	chosen: number,
	pxPerWeek: number
): Set<number> {
	const half = (week: number) => (String(week).length * DIGIT) / 2;
	const touch = (a: number, b: number) => Math.abs(a - b) * pxPerWeek < half(a) + half(b) + GAP;
	const shown = new Set(weeks.filter((week) => week === chosen));
	for (const week of weeks) {
		if (![...shown].some((other) => touch(week, other))) shown.add(week);
	}
	return shown;
}
