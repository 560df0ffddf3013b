/** How a series looks: colour, marker and dash together, so that colour is never the only sign. */
import type { SeriesStyle } from './figure.ts';

export type Shape =
	'plus' | 'circle' | 'triangle' | 'square' | 'diamond' | 'hexagon' | 'cross' | 'wedge';

export type Look = {
	shape: Shape;
	/** Dash of the line in px; empty is solid. */
	dash: readonly number[];
	/** The custom property that holds the colour. */
	colour: string;
	/** Whether line ends are round: they turn the shortest dash into dots. */
	round: boolean;
};

const SHAPES: readonly Shape[] = ['plus', 'circle', 'triangle', 'square', 'diamond', 'hexagon'];

/** Shallow to deep: dots grow to a solid line. */
const DEPTH_DASHES: readonly (readonly number[])[] = [
	[0.1, 4],
	[4, 3],
	[9, 3],
	[14, 3, 3, 3],
	[22, 3],
	[]
];

/** Groups other than depths: eight looks, told apart by marker and dash; colours come round again. */
const ORDER_DASHES: readonly (readonly number[])[] = [
	[],
	[9, 3],
	[4, 3],
	[14, 3, 3, 3],
	[22, 3],
	[1, 4],
	[9, 3, 3, 3],
	[18, 3, 3, 3, 3, 3]
];
const ORDER_COLOURS = 6;
const ORDER_SHAPES: readonly Shape[] = [
	'circle',
	'square',
	'triangle',
	'diamond',
	'hexagon',
	'plus',
	'wedge',
	'cross'
];

/** The look of a series; the only one of a panel is drawn solid in the deep colour. */
export function lookOf(style: SeriesStyle, alone = false): Look {
	if (style.kind === 'depth') {
		return {
			shape: SHAPES[style.step] ?? 'circle',
			dash: alone ? [] : (DEPTH_DASHES[style.step] ?? []),
			colour: `--depth-${style.step}`,
			round: style.step === 0 && !alone
		};
	}
	if (style.kind === 'order') {
		const step = style.step % ORDER_SHAPES.length;
		return {
			shape: ORDER_SHAPES[step] ?? 'circle',
			dash: alone ? [] : (ORDER_DASHES[step] ?? []),
			colour: `--order-${step % ORDER_COLOURS}`,
			round: false
		};
	}
	if (style.kind === 'arm') {
		const shape = ({ a: 'circle', b: 'diamond', c: 'square' } as const)[style.arm];
		const dash = { a: [], b: [9, 3], c: [4, 3] }[style.arm];
		return { shape, dash, colour: `--arm-${style.arm}`, round: false };
	}
	// All courses together: ink, so that it is not taken for a depth band.
	return { shape: 'circle', dash: [], colour: '--ink', round: false };
}

/** The marker as an SVG path around (0, 0); `radius` is half its width. The canvas draws the same path. */
export function markPath(shape: Shape, radius = 4): string {
	const r = radius;
	switch (shape) {
		case 'plus':
			return outline(plusCorners(r));
		case 'cross':
			return outline(plusCorners(r).map(([x, y]) => [(x - y) * EIGHTH, (x + y) * EIGHTH]));
		case 'circle':
			return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
		case 'triangle':
			return polygon(3, r * 1.25, -Math.PI / 2);
		case 'wedge':
			return polygon(3, r * 1.25, Math.PI / 2);
		case 'square': {
			const half = r * 0.9;
			return `M${-half} ${-half}H${half}V${half}H${-half}Z`;
		}
		case 'diamond':
			return polygon(4, r * 1.25, 0);
		case 'hexagon':
			return polygon(6, r * 1.1, 0);
	}
}

type Corner = readonly [x: number, y: number];

/** Sine and cosine of an eighth of a turn. */
const EIGHTH = Math.SQRT1_2;

function plusCorners(radius: number): Corner[] {
	const arm = radius * 0.36;
	const end = radius * 1.1;
	const quarter: Corner[] = [
		[arm, -end],
		[arm, -arm],
		[end, -arm]
	];
	// The same three corners, turned by a quarter each time.
	return [0, 1, 2, 3].flatMap((turns) =>
		quarter.map((corner) => {
			let [x, y] = corner;
			for (let i = 0; i < turns; i++) [x, y] = [-y, x];
			return [x, y] as const;
		})
	);
}

function polygon(corners: number, radius: number, turn: number): string {
	return outline(
		Array.from({ length: corners }, (_, i) => {
			const angle = turn + (2 * Math.PI * i) / corners;
			return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
		})
	);
}

const outline = (corners: readonly Corner[]): string =>
	`M${corners.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`).join('L')}Z`;
