/** The visit windows that follow-up scores are put into, and the rule that puts them there. */

export type VisitWindow = {
	/** Target in weeks since the first session. */
	week: number;
	/** Half of the window's width in weeks; both ends belong to it. */
	halfWidthWeeks: number;
};

/** The customary windows; a clinic may use others, so every function takes them as an argument. */
export const VISIT_WINDOWS: readonly VisitWindow[] = [
	{ week: 4, halfWidthWeeks: 2 },
	{ week: 8, halfWidthWeeks: 2 },
	{ week: 12, halfWidthWeeks: 2 },
	{ week: 18, halfWidthWeeks: 3 },
	{ week: 26, halfWidthWeeks: 4 },
	{ week: 39, halfWidthWeeks: 6 },
	{ week: 52, halfWidthWeeks: 6 }
];

export const VISIT_WEEKS = VISIT_WINDOWS.map((window) => window.week);

/** Planned follow-up visits of a course when neither its protocol nor its clinic names others. */
export const DEFAULT_VISIT_WEEKS: readonly number[] = [4, 8, 12, 26];

export const opensOnDay = (window: VisitWindow) => (window.week - window.halfWidthWeeks) * 7;
export const closesOnDay = (window: VisitWindow) => (window.week + window.halfWidthWeeks) * 7;

/**
 * The window a score of this day belongs to: the nearest target among the windows that hold the day,
 * the earlier one at a tie. Null for a baseline and for a day outside every window.
 */
export function windowOfDay(
	day: number,
	windows: readonly VisitWindow[] = VISIT_WINDOWS
): VisitWindow | null {
	let best: VisitWindow | null = null;
	for (const window of windows) {
		if (day <= 0 || day < opensOnDay(window) || day > closesOnDay(window)) continue;
		if (!best || Math.abs(day - window.week * 7) < Math.abs(day - best.week * 7)) best = window;
	}
	return best;
}

/** The bits of the planned windows: bit 0 is the first window. Weeks no window holds are left out. */
export function scheduleBits(
	weeks: readonly number[],
	windows: readonly VisitWindow[] = VISIT_WINDOWS
): number {
	let bits = 0;
	for (const week of weeks) {
		const window = windowOfDay(week * 7, windows);
		if (window) bits |= 1 << windows.indexOf(window);
	}
	return bits;
}
