/** What the plan of a release is made from, and what it says: plain data without any record's own rows. */
import type { ReleaseColumnName } from '#lib/domain/release-columns.ts';
import type { ReleaseChoices } from '#lib/domain/release-report.ts';

/** A course that consent and content let into a release, with all that may be filtered of it. */
export type ReleaseCourse = {
	clinic: string;
	patient: string;
	course: string;
	/** The finest value of each column; null where nothing is on record. */
	values: Readonly<Record<ReleaseColumnName, string | null>>;
	/** The main concern first, then the others that it has scores of. */
	concerns: readonly string[];
	/** The untreated side of a pair. */
	control: boolean;
	pair: string | null;
	/** Sensitive column -> "yes", or NOTHING_SENSITIVE. */
	sensitive: Readonly<Record<string, string>>;
};

/** The value of a sensitive column that tells nothing of anybody. */
export const NOTHING_SENSITIVE = 'none';

/** A course as it stood in an earlier release. */
export type EarlierMember = { clinic: string; patient: string; course: string; classNo: number };
export type EarlierRelease = {
	releaseNo: number;
	/** Whether it tells which courses are of one patient. */
	linked: boolean;
	members: readonly EarlierMember[];
};

export type ReleaseAsked = {
	courses: readonly ReleaseCourse[];
	choices: ReleaseChoices;
	/** Every earlier one that it could be put together with, withdrawn or not. */
	earlier: readonly EarlierRelease[];
};

/** What the courses of a class have in common. */
export type PlannedClass = {
	classNo: number;
	/** Of the columns that survived: the value at their step. */
	bands: Readonly<Partial<Record<ReleaseColumnName, string | null>>>;
	/** Those whose scores are released, the main one first. */
	concerns: readonly string[];
	control: boolean;
	patients: number;
	courses: number;
};

export type SensitiveSpread = {
	name: string;
	/** Fewest different values of a class that is not all "none"; null when all are. */
	leastValues: number | null;
	/** The largest total variation distance of a class from the whole. */
	t: number;
};

/** Patients with a course that was left out, by cause, and all of them. */
export type PlannedLeftOut = {
	/** Untreated sides, which are told only beside the treated one. */
	untreated: number;
	tooSmall: number;
	sensitive: number;
	waiting: number;
	/** For any of the last three. */
	any: number;
};

export type ReleasePlan = {
	/** The step of each column that survived, from 0. */
	steps: Readonly<Partial<Record<ReleaseColumnName, number>>>;
	linked: boolean;
	mainConcernOnly: boolean;
	classes: readonly PlannedClass[];
	members: readonly EarlierMember[];
	patients: number;
	courses: number;
	/** Patients who could have been in it. */
	asked: number;
	leftOut: PlannedLeftOut;
	/** The fewest patients of a class. */
	k: number;
	sensitive: readonly SensitiveSpread[];
	/** Share of each column's information that is gone. */
	lost: Readonly<Partial<Record<ReleaseColumnName, number>>>;
	linkage: { highest: number; mean: number; certain: number };
	comparedWith: readonly number[];
};

export type ReleaseRefusal = {
	/**
	 * Nobody at all; fewer than k patients; classes that stay too small however coarse; or an earlier
	 * release from which too many would have to be held back.
	 */
	why: 'nobody' | 'too-few' | 'too-different' | 'too-similar';
	/** The earlier release that holds most of them back. */
	releaseNo: number | null;
	/** Patients who could have been in it, and how many of them would be left out at the coarsest. */
	asked: number;
	leftOut: number;
};

export type Planned = { plan: ReleasePlan } | { refusal: ReleaseRefusal };
