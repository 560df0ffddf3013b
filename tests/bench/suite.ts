/** What the bench is made of: suites of cases, each with a name to choose it by. */

export type Result = {
	suite: string;
	name: string;
	/** What was measured, as columns for the screen; numbers also in `numbers`. */
	cells: string[];
	numbers: Record<string, number | string | null>;
	ok: boolean;
};

export type Case = { name: string; run: () => Result };
export type Suite = {
	name: string;
	/** A line above its table. */
	about: string;
	columns: readonly string[];
	cases: readonly Case[];
};
