/** What the register says of a method: plain data, the same for the page, the files and the API. */

export type Source = {
	authors: string;
	year: number;
	title: string;
	/** The journal with its volume, or the publisher. */
	in: string;
};

export type Method = {
	/** Its anchor on the page, and its name in files and the API. */
	id: string;
	/** The term of the field. */
	name: string;
	/** What it is, for someone who did not study statistics. */
	words: string;
	/** A line a formula; `_` lowers and `^` raises the next sign, or all that stands in braces. */
	formula: readonly string[];
	sources: readonly Source[];
	assumes: string;
	/** When there is no answer, or only a part of it. */
	noAnswer: string;
	/** What it cannot say, or where it misleads. */
	limits: string;
	/** What `statistics/index.ts` exports of it. */
	functions: readonly string[];
};

export type Family = { id: string; name: string; words: string; methods: readonly Method[] };
