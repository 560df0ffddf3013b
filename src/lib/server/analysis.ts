/** The shape of a question: which rows it needs, how to sum them up, what to show. */
import type { Compilable } from 'kysely';
import type { Figure } from '#lib/charts/figure.ts';
import type { Accepted, Filters, Known } from '#lib/domain/filters.ts';
import type { PublishedRow } from '#lib/domain/published.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import type { Cohort } from './cohort.ts';

/** The names and values that part one group from the others: { measure: 'LEMPERLE', depth: '0.5-1.0' }. */
export type Key = Record<string, string | null>;

/**
 * One group of courses as the database summed it up. `patients` decides whether it may be shown;
 * each cell (a visit window, a side effect) carries the patients its own sums rest on.
 */
export type Group = {
	key: Key;
	/** The groups of one table: small ones are hidden so that their table's total does not tell them. */
	table: string;
	patients: number;
	courses: number;
	/** Sums of outcomes: hidden with fewer patients than the threshold. */
	cells: Record<string, Cell>;
	/** Counts within the group: due, seen, missed. Hidden only with the group. */
	counts: Record<string, Record<string, number | null>>;
	/** A wider table the group also adds up to: all areas of a measure. */
	margin?: string;
	/** Cells that add up to the group (shares of a whole): hidden ones must not follow from the rest. */
	parts?: string[][];
	/** Cells from which a hidden part could be worked out: hidden with it. */
	tied?: string[];
};
export type Cell = {
	patients: number;
	/** Patients with an event, where the cell counts events: small ones are hidden outside the clinic. */
	events?: number;
	/** Null when hidden. */
	sums: Record<string, number> | null;
};

/** A group that was hidden: its key, never its numbers. */
export type HiddenGroup = { key: Key; table: string; why: 'small' | 'second' };

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
	published: readonly PublishedRow[];
};

export type Analysis = {
	/** In links, downloads and the API. */
	id: string;
	title: string;
	/** One sentence for the API's list. */
	description: string;
	/** The page on which a person sees it. */
	page: string;
	permission: 'aggregates';
	accepted: Accepted;
	/** The groups, as a query that has not been run. */
	rows: (cohort: Cohort, question: Question) => Compilable<FlatRow>;
	/** The rows as groups with cells. */
	groups: (rows: readonly FlatRow[], question: Question) => Group[];
	/**
	 * The same sums over the shown groups of each table together, for headlines. Null when the groups
	 * are their own totals.
	 */
	totals: (cohort: Cohort, question: Question, shown: Group[]) => Compilable<FlatRow> | null;
	figure: (groups: Group[], totals: Group[], context: Context) => Figure;
};

/** One row as the database gives it; `groups` gives the names their meaning. */
export type FlatRow = Record<string, string | number | boolean | null>;
