/**
 * Numbers as they leave the server, in figures, files and the API: one decimal more than the page
 * shows. With all their digits they would tell sums, and two of them what one patient scored.
 */
import type { Estimate } from '#lib/charts/figure.ts';

/** Closer than what the arithmetic can know. */
const SAME = 1e-9;

/**
 * Rounded to one decimal more than `decimals`, so that rounding it again to those gives what the page
 * shows, whichever way 5 is rounded: 0.7449 leaves as 0.744, since 0.745 would be read as 0.75.
 */
export function told(value: number, decimals: number): number;
export function told(value: number | null, decimals: number): number | null;
export function told(value: number | null, decimals: number): number | null {
	if (value === null) return null;
	const fixed = (number: number, places: number) => Number(number.toFixed(places)) + 0;
	const once = fixed(value, decimals + 1);
	const endsIn5 = Math.round(Math.abs(once) * 10 ** (decimals + 1)) % 10 === 5;
	if (!endsIn5 || Math.abs(once - value) < SAME) return once;
	const towards = Math.sign(fixed(value, decimals) - once);
	return fixed(once + towards * 10 ** -(decimals + 1), decimals + 1);
}

export const toldEstimate = (estimate: Estimate | null, decimals: number): Estimate | null =>
	estimate && {
		value: told(estimate.value, decimals),
		low: told(estimate.low, decimals),
		high: told(estimate.high, decimals)
	};

/** A p value: to four decimals, and below 0.001, where the page shows no digit, to one. */
export const toldP = (p: number | null): number | null =>
	p === null ? null : p < 0.001 ? Number(p.toPrecision(1)) : told(p, 3);
