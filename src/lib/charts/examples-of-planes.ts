/** Planes of two numbers to look at, with invented values. Only the page of examples uses them. */
import { decimal, interval } from '#lib/domain/format.ts';
import { FEW_PATIENTS, bounded, hidden } from './examples-of-differences.ts';
import type { Estimate } from './figure.ts';
import type { DosePanel, FrontierPanel } from './panels.ts';

const protocol = (
	label: string,
	days: Estimate | null,
	grades: Estimate | null,
	step: number,
	state: Partial<FrontierPanel['marks'][number]> = {}
): FrontierPanel['marks'][number] => ({
	id: label,
	label,
	x: days,
	y: grades,
	patients: 40,
	onFrontier: false,
	style: { kind: 'order', step },
	href: '#compare',
	why: days && grades ? null : FEW_PATIENTS,
	few: false,
	sentence:
		days && grades
			? `${label}: ${decimal(days.value, 1)} days red, ${decimal(grades.value, 2)} grades better.`
			: `${label}: ${FEW_PATIENTS}.`,
	...state
});

const price: FrontierPanel = {
	kind: 'frontier',
	id: 'price',
	title: 'Improvement against days of redness',
	note: 'Neck wrinkles at week 26, 214 patients',
	hidden: null,
	xLabel: 'Median days of redness',
	yLabel: 'Grades better than baseline',
	xScale: { min: 0, max: 6, step: 1, decimals: 0 },
	yScale: { min: 0, max: 1.2, step: 0.2, decimals: 1 },
	marks: [
		protocol('Pen 1.5–2.0 mm, 4 × 4 weeks', bounded(2.2, 0.4), bounded(0.79, 0.16), 0, {
			onFrontier: true
		}),
		protocol('Pen 0.5–1.0 mm, 4 × 4 weeks', bounded(0.9, 0.2), bounded(0.57, 0.12), 1, {
			onFrontier: true
		}),
		protocol('Stamp 1.0–1.5 mm, 3 × 4 weeks', bounded(2.1, 0.5), bounded(0.5, 0.2), 2),
		protocol(
			'Roller 0.5 mm, 6 × 2 weeks, with vitamin C serum',
			bounded(1, 0.6),
			bounded(0.4, 0.3),
			3,
			{
				few: true,
				patients: 12
			}
		),
		protocol('Radiofrequency 2.0–2.5 mm, 3 × 6 weeks', bounded(4.1, 1), bounded(0.92, 0.25), 4, {
			onFrontier: true,
			few: true
		}),
		protocol('Pen 2.0–2.5 mm, crosswise, 4 × 4 weeks', null, null, 5)
	]
};

export const frontiers: FrontierPanel[] = [
	price,
	{
		...price,
		id: 'price-one',
		title: 'One protocol',
		marks: [protocol('Pen 1.5–2.0 mm, 4 × 4 weeks', bounded(2.2, 0.4), bounded(0.79, 0.16), 0)]
	},
	{ ...price, id: 'price-none', title: 'No protocol recorded', note: '', marks: [] },
	{ ...price, id: 'price-hidden', title: 'Withheld', note: '', hidden }
];

const atDepth = (
	x: number,
	estimate: Estimate | null,
	step: 0 | 1 | 2 | 3 | 4 | 5,
	few = false
): DosePanel['points'][number] => ({
	id: String(x),
	label: `${decimal(x, 2)} mm`,
	x,
	estimate,
	patients: estimate ? 50 : null,
	style: { kind: 'depth', step },
	why: estimate ? null : FEW_PATIENTS,
	few,
	sentence: `${decimal(x, 2)} mm: ${estimate ? `${decimal(estimate.value, 2)} grades better ${interval(estimate.low, estimate.high, 2)}` : FEW_PATIENTS}.`
});

const byDepth: DosePanel = {
	kind: 'dose',
	id: 'by-depth',
	title: 'Neck',
	note: '262 seen of 337 due · trend: deeper is better, clear',
	hidden: null,
	xLabel: 'Needle depth, mm',
	yLabel: 'Grades better than baseline',
	xScale: { min: 0, max: 3, step: 0.5, decimals: 1 },
	scale: { min: 0, max: 1.2, step: 0.2, decimals: 1 },
	worthwhile: { value: 0.5, label: 'worthwhile 0.5' },
	points: [
		atDepth(0.25, null, 0),
		atDepth(0.75, bounded(0.57, 0.12), 1),
		atDepth(1.25, bounded(0.68, 0.1), 2),
		atDepth(1.75, bounded(0.79, 0.14), 3),
		atDepth(2.25, bounded(0.82, 0.3), 4, true)
	],
	fits: [
		{
			id: 'spline',
			label: 'spline with its 95 % band',
			steps: false,
			points: [0.75, 1, 1.25, 1.5, 1.75, 2, 2.25].map((x) => ({
				x,
				...bounded(0.42 + 0.3 * x - 0.05 * x * x, 0.08 + 0.1 * Math.abs(x - 1.4))
			}))
		}
	]
};

export const doses: DosePanel[] = [
	byDepth,
	{
		...byDepth,
		id: 'by-depth-isotonic',
		title: 'Face, never falling with depth',
		fits: [
			{
				id: 'isotonic',
				label: 'isotonic means',
				steps: true,
				points: [0.75, 1.25, 1.75, 2.25].map((x, i) => ({
					x,
					value: [0.57, 0.68, 0.79, 0.82][i] ?? 0,
					low: null,
					high: null
				}))
			}
		]
	},
	{
		...byDepth,
		id: 'by-depth-both',
		title: 'Below and above none',
		note: 'Too few depths for a line',
		scale: { min: -0.4, max: 0.4, step: 0.2, decimals: 1 },
		worthwhile: null,
		points: [atDepth(0.75, bounded(-0.1, 0.2), 1, true), atDepth(1.25, bounded(0.12, 0.2), 2)],
		fits: []
	},
	{
		...byDepth,
		id: 'by-depth-one',
		title: 'One depth',
		points: [atDepth(1.75, bounded(0.79, 0.14), 3)],
		fits: []
	},
	{ ...byDepth, id: 'by-depth-none', title: 'Nobody seen', note: '', points: [], fits: [] },
	{ ...byDepth, id: 'by-depth-hidden', title: 'Withheld', note: '', hidden }
];
