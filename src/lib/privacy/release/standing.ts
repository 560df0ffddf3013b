/**
 * Who stays in a release at given steps: leaves out classes that are too small or would tell a sensitive
 * value, then whoever a few could be told apart by when it is held against the earlier releases.
 */
import { RELEASE_K, RELEASE_L } from '#lib/domain/release-report.ts';
import { classesAt, coursesIn, patientsIn, profilesOf, refined, type Classes } from './classes.ts';
import type { Coded, CodedEarlier } from './coded.ts';

export const STAYS = 0;
export const TOO_SMALL = 1;
export const SENSITIVE = 2;
export const WAITS = 3;

export type Standing = Classes & {
	/** Of each course: STAYS, or why it is left out. */
	cause: Uint8Array;
	/** Patients with a course that is left out, and those with one that stays. */
	leftOut: number;
	told: number;
	/** Earlier release -> courses that it held back. */
	heldBack: ReadonlyMap<number, number>;
};

/**
 * Every class of it holds k patients or more, and so does every part that it shares with earlier releases
 * or does not: no sum and no difference of classes of any of them is about a few.
 */
export function standingAt(
	data: Coded,
	steps: readonly number[],
	mainConcernOnly: boolean,
	earlier = data.earlier
): Standing {
	const classes = classesAt(data, steps, mainConcernOnly);
	const cause = new Uint8Array(classes.classOf.length);
	const leave = (course: number, why: number) => leaveOut(data, classes, cause, course, why);
	dropSmall(data, classes, (course) => leave(course, TOO_SMALL));
	dropTelling(data, classes, (course) => leave(course, SENSITIVE));
	const heldBack = new Map<number, number>();
	const hold = (course: number) => {
		const releaseNo = earlier?.latestOf[earlier.partOf.codes[course] ?? 0] ?? 0;
		heldBack.set(releaseNo, (heldBack.get(releaseNo) ?? 0) + 1);
		leave(course, WAITS);
	};
	while (
		earlier &&
		dropPieces(data, classes, earlier, hold) + dropBatches(data, classes, earlier, hold)
	) {
		dropSmall(data, classes, (course) => leave(course, WAITS));
		dropTelling(data, classes, (course) => leave(course, WAITS));
	}
	const out = new Uint8Array(data.patients);
	const told = new Uint8Array(data.patients);
	for (let i = 0; i < cause.length; i++) {
		(cause[i] === STAYS ? told : out)[data.patientOf[i] ?? 0] = 1;
	}
	const sum = (flags: Uint8Array) => flags.reduce((total, flag) => total + flag, 0);
	return { ...classes, cause, leftOut: sum(out), told: sum(told), heldBack };
}

type Leave = (course: number) => void;

/** Linked, a patient goes with all courses: one profile is told whole or not at all. */
function leaveOut(
	data: Coded,
	{ classOf }: Classes,
	cause: Uint8Array,
	course: number,
	why: number
): void {
	const patient = data.patientOf[course] ?? 0;
	const from = data.linked ? (data.firstOf[patient] ?? course) : course;
	const to = data.linked ? (data.firstOf[patient + 1] ?? course + 1) : course + 1;
	for (let i = from; i < to; i++) {
		if (cause[i] !== STAYS) continue;
		cause[i] = why;
		classOf[i] = -1;
	}
}

/** Leaves out every course whose class is marked; gives back how many there were. */
function dropMarked({ classOf }: Classes, marked: (own: number) => boolean, leave: Leave): number {
	const own = classOf.slice();
	let dropped = 0;
	for (let i = 0; i < own.length; i++) {
		const number = own[i] ?? -1;
		if (number < 0 || !marked(number)) continue;
		leave(i);
		dropped++;
	}
	return dropped;
}

function dropSmall(data: Coded, classes: Classes, leave: Leave): number {
	const patients = patientsIn(classes, data.patientOf);
	return dropMarked(classes, (own) => (patients[own] ?? 0) < RELEASE_K, leave);
}

/** A class in which everybody has the same sensitive value, and it is not "none", tells it of each. */
function dropTelling(data: Coded, classes: Classes, leave: Leave): number {
	let dropped = 0;
	const courses = coursesIn(classes);
	for (const column of data.sensitive) {
		const values = valuesIn(classes, column);
		dropped += dropMarked(
			classes,
			(own) => (values.different[own] ?? 0) < RELEASE_L && values.none[own] !== courses[own],
			leave
		);
	}
	return dropped;
}

/** Of each class: how many different values of the column, and how many courses with "none". */
export function valuesIn(
	classes: Classes,
	column: Coded['sensitive'][number]
): { different: Int32Array; none: Int32Array } {
	const different = new Int32Array(classes.size);
	const none = new Int32Array(classes.size);
	const seen = new Uint8Array(classes.size * column.size);
	for (let i = 0; i < classes.classOf.length; i++) {
		const own = classes.classOf[i] ?? -1;
		if (own < 0) continue;
		const value = column.codes[i] ?? 0;
		if (value === column.none) none[own] = (none[own] ?? 0) + 1;
		if (seen[own * column.size + value]) continue;
		seen[own * column.size + value] = 1;
		different[own] = (different[own] ?? 0) + 1;
	}
	return { different, none };
}

/**
 * What a class shares with an earlier part, and what is new in it: a few of either wait. Scores tell which
 * rows of two releases are of one course, so where one of them links courses, both do.
 */
function dropPieces(data: Coded, classes: Classes, earlier: CodedEarlier, leave: Leave): number {
	const shared = refined(classes, earlier.partOf);
	const linked = data.linked || earlier.linked;
	const pieces = linked ? refined(shared, profilesOf(data, shared)) : shared;
	const patients = patientsIn(pieces, data.patientOf);
	return dropMarked(pieces, (piece) => (patients[piece] ?? 0) < RELEASE_K, leave);
}

/** Where a few are gone from an earlier part, so many more of it wait that k of them are gone. */
function dropBatches(data: Coded, classes: Classes, earlier: CodedEarlier, leave: Leave): number {
	const gone: Set<number>[] = Array.from({ length: earlier.parts }, () => new Set());
	for (let i = 0; i < earlier.courses.length; i++) {
		const course = earlier.courses[i] ?? -1;
		if (course >= 0 && (classes.classOf[course] ?? -1) >= 0) continue;
		gone[earlier.memberParts[i] ?? 0]?.add(earlier.patients[i] ?? 0);
	}
	let held = 0;
	for (const [own, people] of gone.entries()) {
		if (people.size === 0 || people.size >= RELEASE_K) continue;
		held += dropBatch(data, classes, membersOf(earlier, own), people, leave);
	}
	return held;
}

function membersOf(earlier: CodedEarlier, own: number): number[] {
	const courses: number[] = [];
	for (let i = 0; i < earlier.courses.length; i++) {
		const course = earlier.courses[i] ?? -1;
		if (earlier.memberParts[i] === own && course >= 0) courses.push(course);
	}
	return courses;
}

/** Takes whom it needs from the largest piece that can spare them, or else the smallest piece whole. */
function dropBatch(
	data: Coded,
	{ classOf }: Classes,
	members: readonly number[],
	gone: ReadonlySet<number>,
	leave: Leave
): number {
	const need = RELEASE_K - gone.size;
	const pieces = new Map<number, number[]>();
	for (const course of members) {
		const own = classOf[course] ?? -1;
		if (own >= 0) pieces.set(own, [...(pieces.get(own) ?? []), course]);
	}
	const sized = [...pieces]
		.map(([own, courses]) => ({
			own,
			courses,
			people: [...new Set(courses.map((course) => data.patientOf[course] ?? 0))]
		}))
		.sort((a, b) => b.people.length - a.people.length || a.own - b.own);
	const largest = sized[0];
	if (!largest) return 0;
	const lots = (patient: number) => data.lotOf[patient] ?? 0;
	const spare = largest.people
		.filter((patient) => !gone.has(patient))
		.sort((a, b) => lots(a) - lots(b) || a - b)
		.slice(0, need);
	const enough = largest.people.length - need >= RELEASE_K && spare.length === need;
	const leaving = enough
		? largest.courses.filter((course) => spare.includes(data.patientOf[course] ?? 0))
		: (sized.at(-1)?.courses ?? []);
	for (const course of leaving) leave(course);
	return leaving.length;
}
