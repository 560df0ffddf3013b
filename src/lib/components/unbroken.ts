/** Keeps together what is read together when a line is broken. */

const NO_BREAK = '\u00a0';
const NARROW_NO_BREAK = '\u202f';
const JOINED = '\u2060';

/** The text with its intervals, and numbers with their units, in one piece each. */
export function unbroken(text: string): string {
	return text
		.replace(/\([−\d.,]+ to [−\d.,]+\)/g, (range) => range.replaceAll(' ', NO_BREAK))
		.replace(/\u2009/g, NARROW_NO_BREAK)
		.replace(
			/(\d) (?=(?:grades?|points?|percentage points|sessions?|weeks?|mm|%)\b)/g,
			`$1${NO_BREAK}`
		)
		.replace(/\b([Ww]eeks?) (?=\d)/g, `$1${NO_BREAK}`);
}

/** The same, and ranges such as 0.5–1.0 too, which else break behind their dash: for sentences. */
export const wholeRanges = (text: string): string =>
	unbroken(text).replace(/(?<=\d)–(?=\d)/g, `${JOINED}–${JOINED}`);
