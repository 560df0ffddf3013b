/** When a course's sessions and visits fall, how far its clinic has written it down, and how it ended. */
import type { CourseTable } from '#db/schema.ts';
import type { DemoClinic } from './clinics.ts';
import { drawVisits, type Visit } from './follow-up.ts';
import type { Random } from './random.ts';

export type Timeline = {
	/** Days of the sessions that were given, the first on day 0. */
	sessionDays: number[];
	/** Visits whose day has come, up to the one after which the patient left. */
	visits: Visit[];
	/** The last day on which anything is recorded. */
	lastDay: number;
	status: CourseTable['status'];
	endDay: number | null;
};

export type Plan = { sessions: number; intervalDays: number; visitWeeks: readonly number[] };

/** A clinic knows that somebody stays away after so many days. */
const NOTICED_AFTER_DAYS = 60;

/** Sessions of a plan: every interval off by some days, one in twenty late by two to four weeks. */
function drawSessionDays(random: Random, { sessions, intervalDays }: Plan): number[] {
	const days = [0];
	while (days.length < sessions) {
		const late = random.chance(0.05) ? random.int(14, 28) : 0;
		const interval = Math.round(random.normal(intervalDays, 4)) + late;
		days.push((days.at(-1) ?? 0) + Math.max(7, interval));
	}
	return random.chance(0.04) && days.length > 1 ? days.slice(0, -1) : days;
}

/** The visits of a plan: on the day of a session when one is near, else about the planned week. */
function drawVisitDays(random: Random, weeks: readonly number[], sessionDays: readonly number[]) {
	const baseline = { week: 0, day: random.chance(0.7) ? 0 : -random.int(1, 10) };
	const planned = [baseline];
	for (const week of weeks) {
		const near = sessionDays.find((day) => day > 0 && Math.abs(day - week * 7) <= 6);
		const day = near ?? Math.round(random.normal(week * 7, 4));
		planned.push({ week, day: Math.max(day, (planned.at(-1)?.day ?? 0) + 1) });
	}
	return planned;
}

/**
 * Draws a course's days. `daysKnown` is the number of days from its first session to its clinic's
 * data-through day; `shortfall` how much less than expected the patient has improved by a day.
 */
export function drawTimeline(
	random: Random,
	clinic: DemoClinic,
	plan: Plan,
	daysKnown: number,
	shortfall: (day: number) => number
): Timeline {
	const sessionDays = drawSessionDays(random, plan);
	const planned = drawVisitDays(random, plan.visitWeeks, sessionDays);
	const { visits, leftOnDay } = drawVisits(random, planned, clinic.attendance, shortfall);
	const lastDay = Math.min(daysKnown, leftOnDay ?? Infinity);
	const lastPlanned = planned.at(-1)?.day ?? 0;
	const seen = visits.filter((visit) => visit.attended && visit.day <= lastDay);
	const timeline = {
		sessionDays: sessionDays.filter((day) => day <= lastDay),
		visits: visits.filter((visit) => visit.day <= lastDay),
		lastDay
	};
	if (leftOnDay !== null && leftOnDay + NOTICED_AFTER_DAYS <= daysKnown) {
		const status = random.chance(0.55) ? 'discontinued' : 'lost_to_follow_up';
		return { ...timeline, status, endDay: leftOnDay };
	}
	if (leftOnDay === null && lastPlanned <= daysKnown) {
		return { ...timeline, status: 'completed', endDay: Math.max(0, seen.at(-1)?.day ?? 0) };
	}
	return { ...timeline, status: 'ongoing', endDay: null };
}
