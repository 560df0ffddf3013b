/**
 * Which visits were due follows from the schedule of the clinic or protocol, and from how recent a course
 * is: it would tell of device, clinic and year where a release dropped them. So within a class, where nobody
 * can be told apart, courses exchange it: how many were due, and of how many seen, stays as it was.
 */
import { RELEASE_K } from '#lib/domain/release-report.ts';
import { closesOnDay, opensOnDay, VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { PlannedClass } from '#lib/privacy/release/course.ts';
import { shuffled } from './random-ids.ts';
import type { CourseRow, ScoreRow } from './read.ts';

export type DueCourse = {
	classNo: number;
	/** Bit 0 is the first visit window, here and below. */
	due: number;
	/** The windows with a score that is told. */
	scored: number;
	/** The measures it has scores of. */
	measures: string;
	droppedDay: number | null;
};

/**
 * Gives the windows that are told as due, in the order of the courses. Each window is exchanged for itself,
 * among courses of one class that agree on whether a score is there; and on whether they had ended before,
 * and on their measures, where that leaves as many as a class must have.
 */
export function exchangedDue(courses: readonly DueCourse[]): number[] {
	const told = courses.map(() => 0);
	VISIT_WINDOWS.forEach((window, index) => {
		const bit = 1 << index;
		const alike = Map.groupBy(courses.entries(), ([, { classNo, scored }]) =>
			JSON.stringify([classNo, scored & bit])
		);
		const ended = ({ droppedDay }: DueCourse) =>
			String(droppedDay !== null && droppedDay < opensOnDay(window));
		for (const group of alike.values()) {
			const pools = apart(group, ended).flatMap((pool) => apart(pool, ({ measures }) => measures));
			for (const pool of pools) {
				const given = shuffled(pool.map(([, { due }]) => due & bit));
				pool.forEach(([at], i) => (told[at] = (told[at] ?? 0) | (given[i] ?? 0)));
			}
		}
	});
	return told;
}

type Placed = readonly [place: number, course: DueCourse];

/** Apart by the key where enough have the same; the others together, with some more if need be. */
function apart(courses: readonly Placed[], keyOf: (course: DueCourse) => string): Placed[][] {
	const byKey = [...Map.groupBy(courses, ([, course]) => keyOf(course)).values()];
	const [few, enough] = [true, false].map((small) =>
		byKey.filter(({ length }) => length < RELEASE_K === small)
	) as [Placed[][], Placed[][]];
	const others = few.flat();
	enough.sort((a, b) => a.length - b.length);
	if (others.length > 0 && others.length < RELEASE_K) others.push(...(enough.pop() ?? []));
	return others.length > 0 ? [...enough, others] : enough;
}

/** The course as it is on record, with those of its scores that its class tells. */
export function dueCourse(
	course: CourseRow,
	{ classNo, concerns }: Pick<PlannedClass, 'classNo' | 'concerns'>,
	scores: readonly ScoreRow[]
): DueCourse {
	const told = scores.filter(({ concern }) => concerns.includes(concern));
	const isScored = (place: number) =>
		told.some((score) => score[`window_${place}` as 'window_1'] !== null);
	const measures = told.map(({ measure }) => measure).sort();
	return {
		classNo,
		due: bitsOf((window, i) => (course.scheduled & (1 << i)) !== 0 && hasClosed(window, course)),
		scored: bitsOf((_, i) => isScored(i + 1)),
		measures: measures.join(' '),
		droppedDay: course.dropped_day
	};
}

type Window = (typeof VISIT_WINDOWS)[number];

const bitsOf = (holds: (window: Window, index: number) => boolean) =>
	VISIT_WINDOWS.reduce((bits, window, i) => (holds(window, i) ? bits | (1 << i) : bits), 0);

const hasClosed = (window: Window, { month_end: monthEnd, through }: CourseRow) =>
	monthEnd + closesOnDay(window) <= through;
