/** The shape of a question: which rows it needs, how to sum them up, what to show. */
import type { Compilable } from 'kysely';
import type { Figure } from '#lib/charts/figure.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import type { Accepted, Filters, Known } from '#lib/domain/filters.ts';
import type { TermId } from '#lib/domain/glossary.ts';
import type { PublishedRow, PublishedSideEffectRow } from '#lib/domain/published.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import type { MethodId } from '#lib/statistics/register/index.ts';
import type { Cohort } from './cohort.ts';

/**
 * The names and values that part one group from the others: `measure`, `area`, `line` (of the grouping),
 * and where they exist `arm` (of a comparison) and `table` (a further grouping).
 */
export type Key = Record<string, string | null>;

/**
 * One group of courses as the database summed it up; each cell (a visit window, a side effect) carries
 * the patients its own sums rest on.
 */
export type Group = {
	key: Key;
	patients: number;
	courses: number;
	/** Sums of outcomes: hidden where the guard of the same name says so. */
	cells: Record<string, Cell>;
	/** Counts within the group: due, seen, missed. Hidden with the group, or where a guard says so. */
	counts: Record<string, Record<string, number | null>>;
};
export type Cell = {
	/** The patients the sums rest on; 0 when hidden. */
	patients: number;
	/** The value of the dimension that parts the group into this and its other cells. */
	part?: string;
	/** Null when hidden; then `why` says why. */
	sums: Record<string, number> | null;
	/** How many patients have which value: for ranks, gone when hidden, never told as it is. */
	values?: readonly { value: number; patients: number }[];
	/** One row a series, session or report, for models: gone when hidden, never told as it is. */
	records?: readonly FlatRow[];
	why?: HiddenGroup['why'];
};

/**
 * What may be told apart within a group: the sums or counts of one name, by the marks of the courses
 * they rest on. Counts of patients with each mark decide; without a mark everybody's.
 */
export type Guarded = {
	/** `cells.26` or `counts.26`. */
	id: string;
	marks: readonly string[];
	/** Sums from which a hidden part of this dimension would follow. */
	over?: Dimension;
};

/** A group that was hidden: its key, never its numbers. */
export type HiddenGroup = {
	key: Key;
	why: 'small' | 'second';
	/** All of its table: of what is in it nothing is told. */
	whole: boolean;
};

/** What is asked, by whom: all that a query may depend on. */
export type Question = {
	viewer: Viewer;
	filters: Filters;
	/** The keys and groupings this question takes. */
	accepted: Accepted;
	known: Known;
};

/** What an analysis may know when it words its answer. */
export type Context = Question & {
	hidden: HiddenGroup[];
	/** Whether single cells of shown groups are hidden. */
	hiddenCells: boolean;
	/** Whether the answer to wider filters, all groups together, may be told: of this measure and area. */
	answerable: (filters: Filters, of?: Key) => boolean;
	published: readonly PublishedRow[];
	/** Published side effects, for the questions that stand `besidePublished`. */
	publishedEffects?: readonly PublishedSideEffectRow[];
};

export type Analysis = {
	/** In links, downloads and the API. */
	id: string;
	title: string;
	/** One sentence for the API's list. */
	description: string;
	/** What its numbers are worked out by; a test holds this beside what the analysis calls. */
	methods: readonly MethodId[];
	/** The words of the glossary that explain what it counts. */
	terms?: readonly TermId[];
	/** The page on which a person sees it. */
	page: string;
	permission: 'aggregates';
	/** Whether its rates are told beside those of studies. */
	besidePublished?: true;
	/** What it says leaves the clinic with a patient: whoever asks, it follows the rules for outside. */
	leavesTheClinic?: true;
	/** Describes what one has done, so that a practitioner's page begins with the own courses. */
	ownFirst?: true;
	/** What a release has to tell in its finest bands, or of whom, so that this can be asked of it. */
	ofRelease?: { finest: readonly Dimension[]; linked?: true };
	accepted: Accepted;
	/** The groups, as a query that has not been run. Without a grouping they are the totals. */
	rows: (cohort: Cohort, question: Question) => Compilable<FlatRow>;
	/** Groups and totals, these with `total`, where one query gives both for less than two; null where none does. */
	rowsAndTotals?: (cohort: Cohort, question: Question) => Compilable<FlatRow> | null;
	/** The rows as groups with cells. */
	groups: (rows: readonly FlatRow[], question: Question) => Group[];
	/** Which patients are in which cells of these axes, with these marks: rows of `signaturesOf`. */
	signatures: (
		cohort: Cohort,
		question: Question,
		axes: readonly string[],
		marks: readonly string[]
	) => Compilable<FlatRow>;
	/** The mark of records that no group counts, only its guards: courses without a baseline. */
	beside?: string;
	/** What is decided on its own within a group; what is not named here stands with its group. */
	guards: (question: Question) => readonly Guarded[];
	/**
	 * The axes, which are no filters, whose parts are each decided on alone; and the parts that the
	 * question is about where its key stands. No value: all of them.
	 */
	within: (question: Question, key: Key) => Readonly<Record<string, readonly string[]>>;
	/** Whether the question is about this measure on this area at all. */
	covers: (key: Key, question: Question) => boolean;
	/**
	 * Dimensions by each of which the answer shows one more table: what the groups of a comparison are
	 * made of. Their groups come with `key.table`; one that would be too many dimensions does not come.
	 */
	tables?: (question: Question) => readonly Dimension[];
	/** Runs when the database is free again. Models that take long are run in a thread of their own. */
	figure: (groups: Group[], totals: Group[], context: Context) => Figure | Promise<Figure>;
};

/** One row as the database gives it; `groups` gives the names their meaning. */
export type FlatRow = Record<string, string | number | boolean | null>;
