/** Who comes to which visit: missed visits, visits without photographs, and leaving for good. */
import type { Random } from './random.ts';

export type Attendance = {
	/** Chance to leave after each visit. */
	leave: number;
	/** Chance to miss a visit. */
	miss: number;
	/** Chance that a visit brings no scores. */
	noPhoto: number;
};

/** As in a trial, and as in a clinic, which loses more; judgement around published completion. */
export const TRIAL: Attendance = { leave: 0.02, miss: 0.06, noPhoto: 0.08 };
export const CLINIC: Attendance = { leave: 0.06, miss: 0.06, noPhoto: 0.08 };

/** The odds of leaving rise by this factor for 20 points of improvement that did not come. */
const ODDS_PER_20_POINTS = 1.4;

export type Visit = { week: number; day: number; attended: boolean; photo: boolean };

/**
 * The visits up to the one after which the patient left. The first is the baseline, which everybody
 * attends. `shortfall` says how much less than expected has come by a day, in points.
 */
export function drawVisits(
	random: Random,
	planned: readonly { week: number; day: number }[],
	attendance: Attendance,
	shortfall: (day: number) => number
): { visits: Visit[]; leftOnDay: number | null } {
	const visits: Visit[] = [];
	let lastSeen = 0;
	for (const { week, day } of planned) {
		const first = visits.length === 0;
		const attended = first || !random.chance(attendance.miss);
		const photo = attended && !random.chance(first ? attendance.noPhoto / 4 : attendance.noPhoto);
		visits.push({ week, day, attended, photo });
		if (attended) lastSeen = day;
		const stays = visits.length === planned.length;
		if (!stays && random.chance(chanceToLeave(attendance.leave, shortfall(day)))) {
			return { visits, leftOnDay: Math.max(0, lastSeen) };
		}
	}
	return { visits, leftOnDay: null };
}

function chanceToLeave(base: number, shortfall: number): number {
	const odds = (base / (1 - base)) * ODDS_PER_20_POINTS ** (shortfall / 20);
	return odds / (1 + odds);
}
