/** The four rules by which a point of a control chart is more than chance. */

export type ControlRule = 'outside' | 'trend' | 'two of three' | 'shift';

export type Signal = {
	rules: ControlRule[];
	/** whether it points up or down: that of the first rule; null without a signal */
	side: 'high' | 'low' | null;
};

export type Judged = {
	value: number;
	centre: number;
	/** a third of the way from the centre to the limits before they are clipped */
	sigma: number;
	low: number;
	high: number;
};

const RUN = 7;

/** Values nearer to a line than this share of it lie on it: the mean of tenths is never exactly a tenth. */
const ON_THE_LINE = 1e-12;

/**
 * NHS Making Data Count: a point outside the limits; 7 points on one side of the centre; 7 rising or
 * falling; 2 of 3 in the outer third (past two sigma, inside the limits), all three on one side. Every
 * point of a run is marked; of two in three those in the outer third. A point on the centre line ends a run
 * on one side, and two equal points end a rise or fall.
 *
 * The rules are given in the order in which they decide the side: outside, trend, two of three, shift.
 * For the points of one stretch, in order, none missing.
 */
export function controlSignals(points: readonly Judged[]): Signal[] {
	const side = points.map(({ value, centre }) => compared(value, centre));
	const outside = points.map(
		({ value, low, high }) => compared(value, high) > 0 || compared(value, low) < 0
	);
	const outerThird = points.map(
		({ value, centre, sigma }, i) =>
			!outside[i] && sigma > 0 && compared(Math.abs(value - centre), 2 * sigma) > 0
	);
	const steps = points.slice(1).map(({ value }, i) => Math.sign(value - points[i]!.value));
	const rising = runs(steps, RUN - 1);
	// Each step joins two points.
	const trend = points.map((_, i) => rising[i] || rising[i - 1] || 0);
	const shift = runs(side, RUN);
	const three = points.map(
		(_, i) =>
			outerThird[i] && [i - 2, i - 1, i].some((start) => twoOfThree(start, side, outerThird))
	);
	return points.map((_, i) => {
		const found: [ControlRule, boolean, number][] = [
			['outside', outside[i]!, side[i]!],
			['trend', trend[i] !== 0, trend[i]!],
			['two of three', three[i]!, side[i]!],
			['shift', shift[i] !== 0, side[i]!]
		];
		const broken = found.filter(([, yes]) => yes);
		const direction = broken[0]?.[2];
		return {
			rules: broken.map(([rule]) => rule),
			side: direction === undefined ? null : direction > 0 ? 'high' : 'low'
		};
	});
}

/** For each place the sign it shares with a run of at least `length` equal signs, or 0. */
function runs(signs: readonly number[], length: number): number[] {
	const found = signs.map(() => 0);
	for (let start = 0; start < signs.length;) {
		const sign = signs[start]!;
		let end = start + 1;
		while (end < signs.length && signs[end] === sign) end++;
		if (sign !== 0 && end - start >= length) found.fill(sign, start, end);
		start = end;
	}
	return found;
}

function twoOfThree(start: number, side: readonly number[], outer: readonly boolean[]): boolean {
	const three = [start, start + 1, start + 2];
	const sum = three.reduce((total, i) => total + (side[i] ?? 0), 0);
	return Math.abs(sum) === 3 && three.filter((i) => outer[i]).length >= 2;
}

function compared(value: number, line: number): number {
	const size = Math.max(Math.abs(value), Math.abs(line));
	return Math.abs(value - line) <= ON_THE_LINE * size ? 0 : Math.sign(value - line);
}
