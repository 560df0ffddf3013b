/** Planes of two numbers to look at, with invented values. Only the page of examples uses them. */
import { decimal, interval } from '#lib/domain/format.ts';
import { FEW_PATIENTS, bounded, hidden } from './examples-of-differences.ts';
import type { Estimate } from './figure.ts';
import type { CalibrationPanel, DosePanel, FanPanel, FrontierPanel } from './panels.ts';

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

const WEEKS = [0, 4, 8, 12, 18, 26, 52];

const expected: FanPanel = {
	kind: 'fan',
	id: 'expected-course',
	title: 'What patients like this one may expect',
	note: 'From 128 courses on the neck, 1.5–2.0 mm',
	hidden: null,
	xLabel: 'Weeks since first session',
	yLabel: 'Grades better than baseline',
	scale: { min: -0.8, max: 2, step: 0.4, decimals: 1 },
	noise: { low: -0.6, high: 0.6, label: 'noise 0.6' },
	points: WEEKS.map((week, i) => {
		const middle = [0, 0.15, 0.35, 0.6, 0.75, 0.85, 0.7][i] ?? 0;
		const wide = [0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9][i] ?? 0;
		return {
			id: String(week),
			label: `week ${week}`,
			week,
			middle,
			half: { low: middle - wide / 2, high: middle + wide / 2 },
			most: { low: middle - wide, high: middle + wide },
			why: null,
			few: week === 52,
			sentence: `Week ${week}: ${decimal(middle, 1)} grades better in the middle, half between ${decimal(middle - wide / 2, 1)} and ${decimal(middle + wide / 2, 1)}.`
		};
	})
};

export const fans: FanPanel[] = [
	expected,
	{
		...expected,
		id: 'expected-gap',
		title: 'A week without a prediction',
		noise: null,
		points: expected.points.map((point) =>
			point.week === 18
				? {
						...point,
						middle: null,
						half: null,
						most: null,
						why: FEW_PATIENTS,
						sentence: `Week 18: ${FEW_PATIENTS}.`
					}
				: point
		)
	},
	{ ...expected, id: 'expected-hidden', title: 'Withheld', note: '', hidden }
];

const fifth = (
	label: string,
	predicted: number | null,
	seen: Estimate | null,
	few = false
): CalibrationPanel['marks'][number] => ({
	id: label,
	label,
	predicted,
	seen,
	style: { kind: 'single' },
	few,
	why: seen ? null : FEW_PATIENTS,
	sentence:
		predicted !== null && seen
			? `${label}: ${decimal(predicted, 2)} predicted, ${decimal(seen.value, 2)} seen ${interval(seen.low, seen.high, 2)}.`
			: `${label}: ${FEW_PATIENTS}.`
});

const calibration: CalibrationPanel = {
	kind: 'calibration',
	id: 'calibration',
	title: 'Predicted against seen',
	note: '640 courses in fifths of the prediction',
	hidden: null,
	xLabel: 'Predicted, grades',
	yLabel: 'Seen, grades better than baseline',
	scale: { min: 0, max: 1.2, step: 0.2, decimals: 1 },
	marks: [
		fifth('First fifth', 0.3, bounded(0.36, 0.1)),
		fifth('Second fifth', 0.48, bounded(0.45, 0.1)),
		fifth('Third fifth', 0.62, bounded(0.64, 0.11)),
		fifth('Fourth fifth', 0.78, bounded(0.74, 0.12), true),
		fifth('Fifth fifth', null, null)
	]
};

export const calibrations: CalibrationPanel[] = [
	calibration,
	{
		...calibration,
		id: 'calibration-one',
		title: 'One group',
		marks: [fifth('All', 0.6, bounded(0.55, 0.1))]
	},
	{ ...calibration, id: 'calibration-hidden', title: 'Withheld', note: '', hidden }
];
