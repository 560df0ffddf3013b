/** What the bench is made of: suites of cases, each with a name to choose it by. */

export type Result = {
	suite: string;
	name: string;
	/** What was measured, as columns for the screen; numbers also in `numbers`. */
	cells: string[];
	numbers: Record<string, number | string | null>;
	/** Whether its budget, promise or figure is kept. */
	ok: boolean;
	/** Given where a figure may be missed: then only wrong numbers end the bench with 1. */
	wrong?: boolean;
};

export type Case = { name: string; run: () => Result | Promise<Result> };
export type Suite = {
	name: string;
	/** A line above its table. */
	about: string;
	columns: readonly string[];
	cases: readonly Case[];
	/** What it ran on, for the written results. */
	facts?: () => Promise<Record<string, string>>;
	/** Stops what its cases started. */
	close?: () => Promise<void>;
};
