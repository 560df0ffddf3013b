/** Which columns of a table a phone shows at once: the names, the counts, and the one that matters. */
import type { TwinTable } from '#lib/charts/figure.ts';

const MOST_NUMBERS = 4;
const COUNTS = /^(courses|patients|sessions|due|seen)\b/i;

/**
 * True for each column that waits behind the switch. Nothing waits where no column is marked, or where
 * all numbers fit. Of the counts the two nearest to the marked column stay.
 */
export function waitingOnPhone(columns: TwinTable['columns']): boolean[] {
	const strong = columns.findIndex((column) => column.strong);
	const numbers = columns.filter((column) => column.align === 'right').length;
	if (strong < 0 || numbers <= MOST_NUMBERS) return columns.map(() => false);
	const counts = columns.flatMap(({ label, align }, i) =>
		align === 'right' && COUNTS.test(label) ? [i] : []
	);
	const kept = new Set([strong, ...counts.slice(-2)]);
	// Words of several lines beside the figure would part its rows.
	const words = (i: number) => columns[i]?.wraps === true && i > strong;
	return columns.map(({ align }, i) => (align === 'right' && !kept.has(i)) || words(i));
}
