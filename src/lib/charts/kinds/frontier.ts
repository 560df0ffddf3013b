/** Where benefit against price stands on a plane, numbered from the lowest price on. */
import type { FrontierPanel } from '../panels.ts';
import { along } from './axis.ts';
import { down, line, upright } from './plane.ts';

type Mark = FrontierPanel['marks'][number];

export type PlacedMark = Mark & {
	/** 1, 2, 3 …, as its name in the list below the plane. */
	number: number;
	/** Null where its numbers are hidden: it stands in the list alone. */
	place: { x: number; y: number } | null;
	across: { from: number; to: number } | null;
	upright: { top: number; bottom: number } | null;
};

/** The marks by price, lowest first; those that are not drawn last. */
export function byPrice({ marks, xScale, yScale }: FrontierPanel): PlacedMark[] {
	const price = (mark: Mark) => (mark.x && mark.y ? mark.x.value : Infinity);
	return marks
		.toSorted((a, b) => (price(a) === price(b) ? 0 : price(a) - price(b)))
		.map((mark, i) => {
			const { x, y } = mark;
			const drawn = x !== null && y !== null;
			const spans = drawn && x.low !== null && x.high !== null;
			return {
				...mark,
				number: i + 1,
				place: drawn ? { x: along(xScale, x.value), y: down(yScale, y.value) } : null,
				across: spans
					? { from: along(xScale, x.low ?? x.value), to: along(xScale, x.high ?? x.value) }
					: null,
				upright: drawn ? upright(yScale, y) : null
			};
		});
}

/** The line that joins those that no other beats, from left to right; empty with fewer than two. */
export function frontierLine(marks: readonly PlacedMark[]): string {
	const on = marks.flatMap(({ onFrontier, place }) => (onFrontier && place ? [place] : []));
	return on.length < 2 ? '' : line(on);
}
