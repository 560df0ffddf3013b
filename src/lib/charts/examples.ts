/**
 * Trend panels to look at, in every state they can be in, with invented values in the range of the
 * demo. Only the page of examples uses them; forests and bars are in examples-of-rows.ts.
 */
import { DEPTH_BANDS } from '#lib/domain/bands.ts';
import { decimal, interval } from '#lib/domain/format.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type {
	Estimate,
	PublishedPoint,
	RibbonBar,
	Scale,
	SeriesStyle,
	TrendPanel,
	TrendPoint,
	TrendSeries
} from './figure.ts';

const WEEKS = [4, 8, 12, 18, 26, 52];
const CHOSEN = 26;

const GRADES: Scale = { min: 0, max: 1.2, step: 0.2, decimals: 1 };
const POINTS: Scale = { min: 0, max: 3.6, step: 0.6, decimals: 1 };
const BOTH_WAYS: Scale = { min: -0.6, max: 0.6, step: 0.2, decimals: 1 };

/** A value with the half of its interval, or why there is none. */
type Value = [value: number, half: number] | string;

type Line = {
	label: string;
	style: SeriesStyle;
	values: Value[];
	/** Weeks seen in fewer than 20 patients. */
	few?: number[];
	due?: number;
	modelled?: boolean;
};

export const depth = (step: 0 | 1 | 2 | 3 | 4 | 5): Pick<Line, 'label' | 'style'> => ({
	label: DEPTH_BANDS[step].label,
	style: { kind: 'depth', step }
});

const estimateOf = ([value, half]: [number, number]): Estimate => ({
	value,
	low: value - half,
	high: value + half
});

function series(line: Line, unit: string): TrendSeries {
	const due = line.due ?? 200;
	const points = line.values.map((value, i): TrendPoint => {
		const week = WEEKS[i] ?? 0;
		const estimate = typeof value === 'string' ? null : estimateOf(value);
		const why = typeof value === 'string' ? value : null;
		const shown = why === null || why === 'no data';
		const seen = Math.round(due * (0.94 - week / 160));
		return {
			week,
			estimate,
			why,
			scored: shown ? seen : null,
			seen: shown ? seen : null,
			due: shown ? due : null,
			patients: shown ? seen : null,
			few: line.few?.includes(week) ?? false,
			sentence: estimate
				? `${line.label}, week ${week}: ${decimal(estimate.value, 2)} ${unit} better ${interval(estimate.low, estimate.high, 2)}, ${seen} seen of ${due} due.`
				: `${line.label}, week ${week}: ${why}.`
		};
	});
	const { label, modelled = false } = line;
	return { id: label, label, style: line.style, points, modelled };
}

/** Follow-up that thins out with the weeks, as it does. */
export const ribbon = (planned: number): RibbonBar[] =>
	VISIT_WINDOWS.filter(({ week }) => WEEKS.includes(week)).map(({ week, halfWidthWeeks }) => {
		const notYetDue = Math.round((planned * week) / 120);
		const due = planned - notYetDue;
		const seen = Math.round(due * (0.95 - week / 155));
		const dropped = Math.round((due - seen) / 3);
		return {
			week,
			fromWeek: week - halfWidthWeeks,
			toWeek: week + halfWidthWeeks,
			seen,
			missed: due - seen - dropped,
			dropped,
			notYetDue
		};
	});

type Example = Partial<TrendPanel> & Pick<TrendPanel, 'id' | 'title'>;

/** A panel with all that most panels share; what it does not name is as in the first picture. */
export function trendExample(example: Example, lines: Line[] = []): TrendPanel {
	return {
		href: null,
		verdict: 'clear',
		headline: { value: 0.77, low: 0.71, high: 0.82 },
		headlineWords: [{ text: '0.77 grades', strong: true }, { text: ' (0.71 to 0.82) at week 26' }],
		subline: '582 seen of 737 due · 761 patients · Lemperle 0–5',
		yLabel: 'Grades better than baseline',
		direction: 'Lemperle: lower scores are better, drawn upwards',
		scale: GRADES,
		weeks: WEEKS,
		selectedWeek: CHOSEN,
		worthwhile: { value: 0.5, label: 'worthwhile 0.5' },
		series: lines.map((line) => series(line, 'grades')),
		ribbon: ribbon(800),
		published: [],
		publishedWords: [],
		hidden: null,
		...example
	};
}

const grow = (by: number, half: number): Value[] =>
	[0.16, 0.34, 0.62, 0.9, 1, 0.82].map((share) => [share * by, half * (0.6 + share * 0.4)]);

const WRINKLES: Line[] = [
	{ ...depth(1), values: grow(0.6, 0.12), due: 148 },
	{ ...depth(2), values: grow(0.78, 0.08), due: 321 },
	{ ...depth(3), values: grow(0.84, 0.1), due: 214 },
	{ ...depth(4), values: grow(0.88, 0.2), due: 54, few: [52] }
];

const published: PublishedPoint = {
	studyId: 'alqam-2022',
	label: 'Alqam 2022, n 32, to 2.5 mm',
	week: 26,
	estimate: { value: 0.86, low: 0.62, high: 1.1 },
	grade: 'B',
	sentence:
		'Published, Alqam 2022, week 26: 0.86 grades better (0.62 to 1.10), 32 patients, to 2.5 mm, grade B.'
};

/** The three panels of the first page: one scale twice, another once. */
export const outcomes: TrendPanel[] = [
	trendExample({ id: 'wrinkles', title: 'Wrinkles', href: '#wrinkles' }, WRINKLES),
	trendExample(
		{
			id: 'pores',
			title: 'Pores',
			verdict: 'clear but small',
			headlineWords: [
				{ text: '0.44 grades', strong: true },
				{ text: ' (0.38 to 0.50) at week 26' }
			],
			subline: '412 seen of 523 due · 574 patients · Pore grade 0–4',
			direction: 'Pore grade: lower scores are better, drawn upwards'
		},
		[
			{ ...depth(1), values: grow(0.35, 0.11), due: 168 },
			{ ...depth(2), values: grow(0.46, 0.09), due: 235 },
			{ ...depth(3), values: grow(0.53, 0.13), due: 120 }
		]
	),
	trendExample(
		{
			id: 'pigmentation',
			title: 'Pigmentation',
			headlineWords: [{ text: '2.3 points', strong: true }, { text: ' (2.0 to 2.5) at week 26' }],
			subline: '298 seen of 376 due · 421 patients · mMASI 0–24',
			yLabel: 'Points better than baseline',
			direction: 'mMASI: lower scores are better, drawn upwards',
			scale: POINTS,
			worthwhile: { value: 0.7, label: 'worthwhile 0.7' }
		},
		[
			{ ...depth(1), values: grow(2.2, 0.4), due: 110 },
			{ ...depth(2), values: grow(2.45, 0.3), due: 210 },
			{ ...depth(3), values: grow(2, 0.9), due: 56, few: [52] }
		]
	)
];

/** What a panel looks like when it is not as full as one would wish. */
export const states: TrendPanel[] = [
	trendExample({ id: 'neck', title: 'Neck, with a published result', published: [published] }, [
		{ ...depth(3), values: grow(0.8, 0.17), few: [52] }
	]),
	trendExample({
		id: 'hands',
		title: 'Hands, withheld',
		verdict: null,
		headline: null,
		headlineWords: [],
		subline: 'Merz hand 0–4',
		ribbon: [],
		hidden: {
			reason: 'Hidden: fewer than 5 patients. Their number and follow-up are hidden too.',
			next: { label: 'Try all depths', href: '#all-depths' }
		},
		publishedWords: [
			'Published on another measure, not drawn: roughness 44 % below the untreated hand, radiofrequency needling, n = 16.'
		]
	}),
	trendExample(
		{
			id: 'breaks',
			title: 'Weeks hidden or without data',
			verdict: 'too few to say',
			headlineWords: [
				{ text: '0.41 grades', strong: true },
				{ text: ' (−0.10 to 0.92) at week 26' }
			],
			subline: '11 seen of 19 due · 12 patients · Lemperle 0–5'
		},
		[
			{
				...depth(2),
				due: 19,
				few: WEEKS,
				values: [
					[0.1, 0.2],
					[0.2, 0.3],
					'hidden: too few patients',
					'no data',
					[0.41, 0.5],
					[0.38, 0.55]
				]
			}
		]
	),
	trendExample(
		{
			id: 'worse',
			title: 'Some got worse',
			verdict: 'not clear',
			scale: BOTH_WAYS,
			headlineWords: [
				{ text: '0.04 grades', strong: true },
				{ text: ' (−0.06 to 0.13) at week 26' }
			]
		},
		[
			{ ...depth(1), values: grow(-0.2, 0.18) },
			{ ...depth(4), values: grow(0.25, 0.15) }
		]
	)
];

/** More lines than bands can be told apart, and groups that are not depths. */
export const many: TrendPanel[] = [
	trendExample(
		{ id: 'six-depths', title: 'Six depth bands' },
		([0, 1, 2, 3, 4, 5] as const).map((step) => ({
			...depth(step),
			values: grow(0.4 + step * 0.1, 0.1 + step * 0.02)
		}))
	),
	trendExample(
		{ id: 'eight-groups', title: 'Eight other groups' },
		Array.from({ length: 8 }, (_, step) => ({
			label: `Demo clinic ${step + 1}`,
			style: { kind: 'order', step } as const,
			values: grow(0.4 + step * 0.08, 0.12)
		}))
	),
	trendExample({ id: 'no-visits', title: 'No visits planned', ribbon: [] }, [
		{ label: 'All courses', style: { kind: 'single' }, values: grow(0.7, 0.1) }
	])
];

const A = { kind: 'arm', arm: 'a' } as const;
const B = { kind: 'arm', arm: 'b' } as const;

/** Groups of a comparison, each with its own ribbon, and what a model expects beside the observed. */
export const compared: TrendPanel[] = [
	trendExample(
		{
			id: 'two-arms',
			title: 'Two groups',
			verdict: null,
			headlineWords: [{ text: 'A 0.5–1.0 mm · B 1.5–2.0 mm' }],
			subline: 'Lemperle · A 58 seen of 74 due · B 33 seen of 51 due',
			ribbon: [],
			ribbons: [
				{ label: 'A', style: A, bars: ribbon(90) },
				{ label: 'B', style: B, bars: ribbon(60) }
			],
			xLabel: 'Weeks since last session'
		},
		[
			{ label: 'A 0.5–1.0 mm', style: A, values: grow(0.57, 0.12), due: 74 },
			{ label: 'B 1.5–2.0 mm', style: B, values: grow(0.8, 0.17), due: 51, few: [52] }
		]
	),
	trendExample(
		{
			id: 'three-arms',
			title: 'Three groups with their models',
			verdict: null,
			ribbon: [],
			ribbons: (['a', 'b', 'c'] as const).map((arm) => ({
				label: arm.toUpperCase(),
				style: { kind: 'arm', arm },
				bars: ribbon(60)
			}))
		},
		(['a', 'b', 'c'] as const).flatMap((arm, i) => [
			{
				label: `${arm.toUpperCase()} ${['0.5–1.0', '1.5–2.0', '2.0–2.5'][i]} mm`,
				style: { kind: 'arm', arm } as const,
				values: grow(0.5 + i * 0.2, 0.12)
			},
			{
				label: `${arm.toUpperCase()} model`,
				style: { kind: 'arm', arm } as const,
				values: grow(0.45 + i * 0.2, 0.1),
				modelled: true
			}
		])
	),
	trendExample({ id: 'observed-and-model', title: 'Observed and model' }, [
		{ label: 'observed', style: { kind: 'single' }, values: grow(0.7, 0.1) },
		{ label: 'model', style: { kind: 'single' }, values: grow(0.64, 0.08), modelled: true }
	])
];
