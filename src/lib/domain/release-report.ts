/** What a release says about itself: what its maker chose, and the privacy report that came of it. */
import type { CohortRules } from './cohort-rules.ts';
import type { ReleaseColumnName } from './release-columns.ts';

/** Every combination of what can be filtered holds at least this many patients. */
export const RELEASE_K = 11;
/** The values a sensitive column has in each class, unless all are "none". */
export const RELEASE_L = 2;
/** The largest share of patients that may be left out because their class stays too small. */
export const MOST_LEFT_OUT = 0.1;

export type ReleaseChoices = {
	/** The columns, the most important first; one that is not named is not in the release. */
	order: readonly ReleaseColumnName[];
	/** Whether the courses of a patient carry one id; k then holds for the whole set of courses. */
	linked: boolean;
};

export type Fate = 'kept' | 'banded' | 'dropped';

export type ReleasedColumn = {
	name: ReleaseColumnName;
	label: string;
	fate: Fate;
	/** The step of its ladder, from 0; null when dropped. */
	step: number | null;
	/** What it tells apart now, or "dropped". */
	words: string;
	/** The values that occur, in their order, as filters offer them. */
	values: readonly { value: string; label: string }[];
	/** Share of the information (entropy) of the finest step that is gone, 0 to 1. */
	informationLost: number;
};

/** The columns that a release tells, coarsened or not. */
export const toldColumns = ({ columns }: Pick<ReleaseReport, 'columns'>): ReleasedColumn[] =>
	columns.filter(({ fate }) => fate !== 'dropped');

export type SensitiveColumn = {
	name: string;
	label: string;
	/** Fewest different values in a class that is not all "none"; null when all are. */
	leastValues: number | null;
	/** The largest distance of a class's values from those of the whole release (t), 0 to 1. */
	t: number;
};

/** Counts of those left out are told as "at most": the next multiple of k. */
export type LeftOut = {
	/** No consent to research: never looked at further. */
	noConsent: number;
	/** No score and no session to tell of. */
	nothingToTell: number;
	/** An untreated side, which is told only where a patient's courses are linked. */
	untreated: number;
	/** Their class stayed too small. */
	tooSmall: number;
	/** Their class would have told a sensitive value. */
	sensitive: number;
	/** They wait, so that no class differs from an earlier release's by a few. */
	waiting: number;
};

export type ReleaseReport = {
	policy: string;
	k: { required: number; reached: number };
	l: { required: number; columns: readonly SensitiveColumn[] };
	classes: number;
	linked: boolean;
	/** Whether scores of a course's further concerns were left out, so that classes grew. */
	mainConcernOnly: boolean;
	columns: readonly ReleasedColumn[];
	patients: number;
	courses: number;
	rows: { sessions: number; assessments: number; sideEffects: number; contacts: number };
	/** In patients, as "at most". */
	leftOut: LeftOut;
	/**
	 * Linkage, measured on the release with a register of the very patients that knows every column: the
	 * best chance to find a patient's row, the mean chance, and how many rows were found for certain.
	 */
	linkage: { highest: number; mean: number; certain: number };
	/** Earlier releases that it was held against. */
	comparedWith: readonly number[];
	/** Where it was made, of a release that came in as a bundle; its own are without. */
	origin?: ReleaseOrigin;
};

/** The release of another Stipple that one is a copy of, or of a cohort of it. */
export type ReleaseOrigin = {
	/** Its number there. */
	release: number;
	/** SHA-256 of all its rows. */
	hash: string;
	/** `slug@3` as it was called there; null for all of the release. */
	cohort: string | null;
	rules: CohortRules;
};
