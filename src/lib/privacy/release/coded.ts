/** Courses as numbers: a code for each value at each step, so that a hundred thousand are quick to class. */
import {
	RELEASE_COLUMNS,
	releaseColumn,
	type ReleaseColumnName
} from '#lib/domain/release-columns.ts';
import {
	NOTHING_SENSITIVE,
	type EarlierMember,
	type EarlierRelease,
	type ReleaseAsked,
	type ReleaseCourse
} from './course.ts';

/** One code a course, from 0; `size` is one more than the highest. */
export type Codes = { codes: Int32Array; size: number };

/**
 * All earlier releases as one: courses that stood in the same class of each are together. Whoever has all
 * of them can add and subtract classes, and arrives at sums of these parts at the least.
 */
export type CodedEarlier = {
	releaseNos: readonly number[];
	/** One of them tells which courses are of one patient. */
	linked: boolean;
	parts: number;
	/** The part of each course of today plus 1; 0 for one that was in no release. */
	partOf: Codes;
	/** The latest release that each part stood in, by the part plus 1; the latest of all for 0. */
	latestOf: readonly number[];
	/** Of each course that was ever released: the course of today or -1, the patient, the part. */
	courses: Int32Array;
	patients: Int32Array;
	memberParts: Int32Array;
};

export type Coded = {
	/** By clinic, patient and course, so that the courses of a patient stand together. */
	courses: readonly ReleaseCourse[];
	patientOf: Int32Array;
	/** Where the courses of a patient begin; one more entry at the end. */
	firstOf: Int32Array;
	patients: number;
	/** Decides who waits: as good as random, and the same at every making. */
	lotOf: Float64Array;
	/** The columns that were asked for, the most important first, with the codes of each step. */
	columns: readonly { name: ReleaseColumnName; steps: readonly Codes[] }[];
	concerns: Codes;
	mainConcern: Codes;
	control: Codes;
	/** The other side of a pair, or -1. */
	partner: Int32Array;
	sensitive: readonly (Codes & { name: string; none: number })[];
	linked: boolean;
	/** Null before the first. */
	earlier: CodedEarlier | null;
	/** Patients whose untreated sides are not told. */
	untreated: number;
};

const SEPARATOR = '\u0000';
const personKey = ({ clinic, patient }: { clinic: string; patient: string }) =>
	clinic + SEPARATOR + patient;
const courseKey = ({ clinic, course }: { clinic: string; course: string }) =>
	clinic + SEPARATOR + course;

/** The courses as numbers. Unlinked, an untreated side says nothing and stays out. */
export function coded({ courses: given, choices, earlier }: ReleaseAsked): Coded {
	const told = choices.linked ? given : given.filter(({ control }) => !control);
	const courses = [...told].sort(
		(a, b) =>
			compare(a.clinic, b.clinic) || compare(a.patient, b.patient) || compare(a.course, b.course)
	);
	const people = new Map<string, number>();
	const firsts: number[] = [];
	const patientOf = Int32Array.from(courses, (course, i) => {
		const known = numbered(people, personKey(course));
		if (known === firsts.length) firsts.push(i);
		return known;
	});
	const patients = people.size;
	const lotOf = Float64Array.from(people.keys(), lot);
	return {
		courses,
		patientOf,
		firstOf: Int32Array.from([...firsts, courses.length]),
		patients,
		lotOf,
		columns: choices.order.map((name) => ({ name, steps: stepsOf(courses, name) })),
		concerns: codesOf(courses.map(({ concerns }) => concerns.join(SEPARATOR))),
		mainConcern: codesOf(courses.map(({ concerns }) => concerns[0] ?? '')),
		control: codesOf(courses.map(({ control }) => String(control))),
		partner: partnersOf(courses),
		sensitive: sensitiveOf(courses),
		linked: choices.linked,
		earlier: earlier.length === 0 ? null : codedEarlier(earlier, courses, people),
		untreated: new Set(given.filter(({ control }) => !choices.linked && control).map(personKey))
			.size
	};
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function numbered(numbers: Map<string, number>, key: string): number {
	const known = numbers.get(key);
	if (known !== undefined) return known;
	numbers.set(key, numbers.size);
	return numbers.size - 1;
}

function codesOf(values: readonly (string | null)[]): Codes {
	const numbers = new Map<string | null, number>();
	const codes = Int32Array.from(values, (value) => {
		const known = numbers.get(value);
		if (known !== undefined) return known;
		numbers.set(value, numbers.size);
		return numbers.size - 1;
	});
	return { codes, size: numbers.size };
}

function stepsOf(courses: readonly ReleaseCourse[], name: ReleaseColumnName): Codes[] {
	return releaseColumn(name).steps.map(({ of }) =>
		codesOf(
			courses.map(({ values }) => {
				const value = values[name];
				return value === null ? null : of(value);
			})
		)
	);
}

/** A pair is two courses of one patient; where its other half is missing there is none. */
function partnersOf(courses: readonly ReleaseCourse[]): Int32Array {
	const partner = new Int32Array(courses.length).fill(-1);
	const sides = new Map<string, number[]>();
	for (const [i, course] of courses.entries()) {
		if (course.pair === null) continue;
		const key = personKey(course) + SEPARATOR + course.pair;
		const own = sides.get(key);
		if (own) own.push(i);
		else sides.set(key, [i]);
	}
	for (const [one, other, ...more] of sides.values()) {
		if (one === undefined || other === undefined || more.length > 0) continue;
		partner[one] = other;
		partner[other] = one;
	}
	return partner;
}

function sensitiveOf(courses: readonly ReleaseCourse[]): Coded['sensitive'] {
	const names = Object.keys(courses[0]?.sensitive ?? {}).sort();
	return names.map((name) => {
		const values = courses.map(({ sensitive }) => sensitive[name] ?? NOTHING_SENSITIVE);
		const column = codesOf(values);
		return { name, ...column, none: column.codes[values.indexOf(NOTHING_SENSITIVE)] ?? -1 };
	});
}

/** Members whose records are gone get numbers of their own, behind all patients of today. */
function codedEarlier(
	earlier: readonly EarlierRelease[],
	courses: readonly ReleaseCourse[],
	people: ReadonlyMap<string, number>
): CodedEarlier {
	const releases = earlier.toSorted((a, b) => a.releaseNo - b.releaseNo);
	const stood = new Map<string, { member: EarlierMember; in: string; latest: number }>();
	for (const { releaseNo, members } of releases) {
		for (const member of members) {
			const key = courseKey(member);
			const before = stood.get(key)?.in ?? '';
			const own = `${before}${releaseNo}:${member.classNo} `;
			stood.set(key, { member, in: own, latest: releaseNo });
		}
	}
	const latestIn = new Map([...stood.values()].map((course) => [course.in, course.latest]));
	const parts = [...latestIn.keys()].sort();
	const numberOf = new Map(parts.map((part, i) => [part, i]));
	const today = new Map(courses.map((course, i) => [courseKey(course), i]));
	const numbers = new Map(people);
	const rows = [...stood]
		.map(([key, course]) => ({
			course: today.get(key) ?? -1,
			patient: numbered(numbers, personKey(course.member)),
			part: numberOf.get(course.in) ?? 0
		}))
		.sort((a, b) => a.patient - b.patient);
	const partOf = new Int32Array(courses.length);
	for (const { course, part } of rows) if (course >= 0) partOf[course] = part + 1;
	const latest = releases.at(-1)?.releaseNo ?? 0;
	return {
		releaseNos: releases.map(({ releaseNo }) => releaseNo),
		linked: releases.some(({ linked }) => linked),
		parts: parts.length,
		partOf: { codes: partOf, size: parts.length + 1 },
		latestOf: [latest, ...parts.map((part) => latestIn.get(part) ?? latest)],
		courses: Int32Array.from(rows, ({ course }) => course),
		patients: Int32Array.from(rows, ({ patient }) => patient),
		memberParts: Int32Array.from(rows, ({ part }) => part)
	};
}

/** FNV-1a over the code of a patient. */
function lot(key: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < key.length; i++) {
		hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
	}
	return hash >>> 0;
}

/** How many steps a column has; at this number it is dropped. */
export const stepsOn = (name: ReleaseColumnName) =>
	RELEASE_COLUMNS.find((column) => column.name === name)?.steps.length ?? 0;
