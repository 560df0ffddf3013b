/** What the files of a bundle know of the release they are made of. */
import { WHOLE_RELEASE, type CohortRules } from '#lib/domain/cohort-rules.ts';
import type { LeftOut, ReleaseReport } from '#lib/domain/release-report.ts';

export type ReleaseFacts = {
	releaseNo: number;
	title: string;
	description: string;
	/** When it was made; the only time a bundle knows. */
	madeAt: string;
	dataVersion: number;
	synthetic: boolean;
	/** SHA-256 of the release's rows. */
	hash: string;
	report: ReleaseReport;
	/** `slug@3` with its rules; null for all of the release. */
	cohort: { name: string; rules: CohortRules } | null;
};

/** How many there are in a bundle. */
export type ReleaseCounts = {
	patients: number;
	courses: number;
	/** Of each table of the bundle. */
	rows: Readonly<Record<string, number>>;
};

/** `release-2`, or `acne-scars@3`. */
export const nameOf = ({ releaseNo, cohort }: ReleaseFacts) =>
	cohort?.name ?? `release-${releaseNo}`;
export const rulesOf = ({ cohort }: ReleaseFacts) => cohort?.rules ?? WHOLE_RELEASE;
/** YYYY-MM-DD in UTC. */
export const dayOf = ({ madeAt }: ReleaseFacts) => new Date(madeAt).toISOString().slice(0, 10);

/** Where the bundle's files lie: `stipple-acne-scars-3-2026-11-28`. */
export const stemOf = (facts: ReleaseFacts) =>
	`stipple-${nameOf(facts).replace('@', '-')}-${dayOf(facts)}`;

/** "Release 2, made on 2026-11-28", or that with the cohort in front. */
export const sourceWords = (facts: ReleaseFacts) =>
	`${facts.cohort ? `Cohort ${facts.cohort.name} of release` : 'Release'} ${facts.releaseNo}, made on ${dayOf(facts)}`;

/** A number of people left out, as a release tells it. */
export const LEFT_OUT_WORDS = {
	noConsent: 'no consent to research',
	untreated: 'an untreated side, which is told only where the courses of a patient are linked',
	nothingToTell: 'no session and no score to tell of',
	tooSmall: 'too few others like them',
	sensitive: 'their group would have told a sensitive value',
	waiting: 'they wait for a later release, so that no group differs from an earlier one by a few'
} as const satisfies Record<keyof LeftOut, string>;
