/** Places labels beside line ends so that none covers another. */

export type Wanted = { at: number; size: number };

/**
 * Moves the wanted positions apart to at least `pitch`, inside [top, bottom], as little as their order
 * allows. Gives a position for each, in the order given; when there is no room for all, they are
 * spread evenly.
 */
export function spread(
	wanted: readonly number[],
	pitch: number,
	top: number,
	bottom: number
): number[] {
	const order = wanted.map((_, i) => i).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
	const room = bottom - top;
	const step = order.length > 1 ? Math.min(pitch, room / (order.length - 1)) : pitch;
	const placed: number[] = [];
	for (const [rank, i] of order.entries()) {
		const before = placed[rank - 1];
		placed.push(Math.max(wanted[i] ?? top, before === undefined ? top : before + step));
	}
	// What was pushed past the bottom pushes back up.
	let limit = bottom;
	for (let rank = placed.length - 1; rank >= 0; rank--) {
		placed[rank] = Math.min(placed[rank] ?? bottom, limit);
		limit = (placed[rank] ?? bottom) - step;
	}
	const result = Array.from({ length: wanted.length }, () => top);
	order.forEach((i, rank) => (result[i] = placed[rank] ?? top));
	return result;
}

/** Cuts a text to a width with an ellipsis. */
export function fitted(text: string, width: number, measure: (text: string) => number): string {
	if (measure(text) <= width) return text;
	let end = text.length - 1;
	while (end > 1 && measure(`${text.slice(0, end).trimEnd()}…`) > width) end--;
	return `${text.slice(0, end).trimEnd()}…`;
}

type Box = { left: number; right: number; top: number; bottom: number };

/**
 * Where the name of an upright interval stands: at the side with more room, broken into lines, beside
 * the interval's upper end or above it, never outside the plot.
 */
export function noteBeside(
	text: string,
	interval: { at: number; top: number },
	plot: Box,
	lineHeight: number,
	measure: (text: string) => number
): { lines: string[]; left: number; top: number } {
	const gap = 7;
	const right = plot.right - interval.at - gap;
	const left = interval.at - gap - plot.left;
	const room = Math.max(right, left);
	const lines = broken(text, room, measure).map((line) => fitted(line, room, measure));
	const width = Math.max(...lines.map(measure));
	// The right side is read first; where it is narrower, it still serves when the text fits.
	const toRight = right >= left || width <= right;
	const lowest = plot.bottom - lines.length * lineHeight;
	return {
		lines,
		left: toRight ? interval.at + gap : interval.at - gap - width,
		top: Math.max(plot.top + 1, Math.min(interval.top - lineHeight, lowest))
	};
}

/** Breaks a text between words into lines no wider than this, where its words allow it. */
function broken(text: string, width: number, measure: (text: string) => number): string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const line = lines.at(-1);
		const longer = line === undefined ? word : `${line} ${word}`;
		if (line === undefined || measure(longer) > width) lines.push(word);
		else lines[lines.length - 1] = longer;
	}
	return lines;
}
