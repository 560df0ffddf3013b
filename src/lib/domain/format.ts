/** Numbers as the product writes them: true minus, thin space before units, an interval in words. */

const THIN_SPACE = '\u2009';
const MINUS = '\u2212';

/** Made once: a number's own method makes it for each number anew. */
const COUNTS = new Intl.NumberFormat('en-GB');

/** "1,925". */
export const count = (value: number) => COUNTS.format(value);

/** Fixed decimals with a true minus; never "−0.00". */
export function decimal(value: number, decimals: number): string {
	const text = Math.abs(value).toFixed(decimals);
	return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** "(0.71 to 0.82)"; empty without an interval. */
export function interval(low: number | null, high: number | null, decimals: number): string {
	if (low === null || high === null) return '';
	return `(${decimal(low, decimals)} to ${decimal(high, decimals)})`;
}

/** "79 %". */
export const percent = (value: number, decimals = 0) => `${decimal(value, decimals)}${THIN_SPACE}%`;

/** Percentages get a decimal once a hundred people carry it. */
export const percentDecimals = (n: number) => (n < 100 ? 0 : 1);

/** "1 course", "2 courses". */
export const counted = (value: number, one: string, many = `${one}s`) =>
	`${count(value)} ${value === 1 ? one : many}`;

/** "face, neck and hands". */
export function list(words: readonly string[]): string {
	if (words.length < 2) return words.join('');
	return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "darkening (PIH)" from "Darkening (PIH)": abbreviations stay. */
export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** "Wrinkles" from "wrinkles". */
export const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** "31 Oct 2026" from "2026-10-31". */
export function day(iso: string): string {
	const [year, month, date] = iso.split('-');
	return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** Rounds away what the arithmetic cannot know, so that a page, a file and the API say the same. */
export const rounded = (value: number) => Number(value.toPrecision(10));
