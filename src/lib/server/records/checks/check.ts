/** What a check of the import looks at. Each check is one function, and one entry of the list. */
import type { ImportSet } from '../import-set.ts';
import type { Known } from '../known.ts';

export type CheckContext = {
	set: ImportSet;
	known: Known;
	/** The latest date anywhere on Earth, YYYY-MM-DD. */
	today: string;
	/** Whether patients under 18 are taken. */
	minorsAllowed: boolean;
	/** Clinic -> the day up to which its records are complete. */
	dataThrough: ReadonlyMap<string, string>;
};

export type ImportCheck = (context: CheckContext) => void;
