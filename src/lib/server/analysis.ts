/** The shape of a question: which rows it needs, how to sum them up, what to show. */
import type { Compilable } from 'kysely';
import type { Figure } from '#lib/charts/figure.ts';
import type { Accepted, Filters, Known } from '#lib/domain/filters.ts';
import type { Measure } from '#lib/domain/measure.ts';
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
	counts: Record<string, Record<string, number>>;
};
export type Cell = { patients: number; sums: Record<string, number> | null };

/** A group that was hidden: its key, never its numbers. */
export type HiddenGroup = { key: Key; table: string; why: 'small' | 'second' };

/** What an analysis may know when it words its answer. */
export type Context = {
	viewer: Viewer;
	filters: Filters;
	accepted: Accepted;
	known: Known;
	hidden: HiddenGroup[];
	published: readonly PublishedRow[];
	/** The page a link leads to, with these filters. */
	href: (path: string, filters: Filters) => string;
	/** Measures that the records know. */
	measures: readonly Measure[];
};

export type Analysis = {
	/** In links, downloads and the API. */
	id: string;
	title: string;
	/** One sentence for the API's list. */
	description: string;
	/** The page on which a person sees it. */
	page: (filters: Filters) => string;
	permission: 'aggregates';
	accepted: Accepted;
	/** The groups, as a query that has not been run. */
	rows: (cohort: Cohort, filters: Filters) => Compilable<FlatRow>;
	/** The rows as groups with cells. */
	groups: (rows: FlatRow[], filters: Filters) => Group[];
	/** The same sums over the shown groups of each table together, for headlines. */
	totals: (cohort: Cohort, filters: Filters, shown: Group[]) => Compilable<FlatRow> | null;
	figure: (groups: Group[], totals: Group[], context: Context) => Figure;
};
export type FlatRow = Record<string, string | number | boolean | null>;
