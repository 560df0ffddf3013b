/** Differences and steps to look at, with invented values. Only the page of examples uses them. */
import { decimal, interval } from '#lib/domain/format.ts';
import type { Estimate, Hidden } from './figure.ts';
import type { IntervalsPanel, StepsPanel } from './panels.ts';

const A = { kind: 'arm', arm: 'a' } as const;
const B = { kind: 'arm', arm: 'b' } as const;
const SINGLE = { kind: 'single' } as const;
export const FEW_PATIENTS = 'hidden: fewer than 5 patients';

export const hidden: Hidden = {
	reason: 'Hidden: fewer than 5 patients. Their number is hidden too.',
	next: { label: 'Try all depths', href: '#all-depths' }
};

export const bounded = (value: number, half: number): Estimate => ({
	value,
	low: value - half,
	high: value + half
});

type Row = [label: string, estimate: Estimate | string, few?: boolean];

const intervalsRows = (rows: Row[], decimals: number): IntervalsPanel['rows'] =>
	rows.map(([label, estimate, few = false], i) => {
		const shown = typeof estimate === 'string' ? null : estimate;
		const words = shown
			? `${decimal(shown.value, decimals)} ${interval(shown.low, shown.high, decimals)}`
			: '–';
		return {
			id: label,
			label,
			estimate: shown,
			words,
			few,
			why: shown ? null : String(estimate),
			sentence: `${label}: ${shown ? words : String(estimate)}.`,
			lead: i === rows.length - 1,
			style: SINGLE
		};
	});

const difference: IntervalsPanel = {
	kind: 'intervals',
	id: 'difference',
	title: 'Difference in improvement',
	note: '58 of 74 seen in A, 33 of 51 in B',
	hidden: null,
	xLabel: 'B minus A, grades',
	scale: { min: -0.4, max: 0.6, step: 0.2, decimals: 1 },
	zero: true,
	worthwhile: { value: 0.5, label: 'worthwhile 0.5' },
	sides: { low: 'A better', high: 'B better' },
	rows: intervalsRows(
		[
			['Raw', bounded(0.22, 0.21)],
			['ANCOVA on baseline', bounded(0.19, 0.21)],
			['Overlap-weighted', bounded(0.18, 0.205)]
		],
		2
	)
};

export const intervals: IntervalsPanel[] = [
	difference,
	{
		...difference,
		id: 'difference-states',
		title: 'Few, hidden, beyond the scale, long words',
		note: 'Every state that a row can be in',
		sides: undefined,
		rows: intervalsRows(
			[
				['Raw', bounded(0.4, 0.9), true],
				['Adjusted for baseline score, age band and skin type', FEW_PATIENTS],
				['Weighted for the patients who could have had either depth', bounded(-0.1, 0.2)]
			],
			2
		)
	},
	{
		...difference,
		id: 'difference-alone',
		title: 'One estimate',
		worthwhile: null,
		rows: intervalsRows([['Raw', bounded(0.22, 0.1)]], 2)
	},
	{ ...difference, id: 'difference-hidden', title: 'Withheld', note: '', hidden }
];

const DAYS = [0, 1, 2, 3, 5, 7, 10, 14];

function course(
	label: string,
	style: StepsPanel['series'][number]['style'],
	shares: (number | string)[],
	n: number,
	few: number[] = []
): StepsPanel['series'][number] {
	return {
		id: label,
		label,
		style,
		censoredAt: [3, 7],
		points: shares.map((share, i) => {
			const day = DAYS[i] ?? 0;
			const shown = typeof share === 'number';
			const half = shown
				? Math.min(share, 1 - share, 1.9 * Math.sqrt((share * (1 - share)) / n))
				: 0;
			return {
				id: `${label}-${day}`,
				label,
				day,
				share: shown ? bounded(share, half) : null,
				atRisk: shown ? Math.round(n * share) : null,
				why: shown ? null : share,
				few: few.includes(day),
				sentence: `${label}, day ${day}: ${shown ? `${Math.round(share * 100)} % of sessions still red` : share}.`
			};
		})
	};
}

const redness: StepsPanel = {
	kind: 'steps',
	id: 'redness',
	title: 'How long the redness lasts',
	note: '348 sessions with redness, asked on days 1, 3 and 7',
	hidden: null,
	xLabel: 'Days after the session',
	yLabel: 'Sessions still red, %',
	days: DAYS,
	series: [
		course('A 0.5–1.0 mm', A, [1, 0.46, 0.17, 0.05, 0.01, 0, 0, 0], 221, [5]),
		course('B 1.5–2.0 mm', B, [1, 0.78, 0.45, 0.21, 0.06, 0.01, 0.01, 0], 127, [7, 10])
	]
};

export const steps: StepsPanel[] = [
	redness,
	{
		...redness,
		id: 'redness-broken',
		title: 'Days hidden from the fifth on',
		series: [
			course(
				'1.0–1.5 mm',
				{ kind: 'depth', step: 2 },
				[1, 0.6, 0.3, 0.2, FEW_PATIENTS],
				19,
				[1, 2, 3]
			)
		]
	},
	{
		...redness,
		id: 'pigment-days',
		title: 'Rare, on a closer scale',
		yLabel: 'Sessions with pigment change, %',
		series: [
			course('All sessions', SINGLE, [0, 0.004, 0.01, 0.016, 0.02, 0.024, 0.026, 0.026], 612)
		]
	},
	{
		...redness,
		id: 'redness-one',
		title: 'One day asked',
		series: [course('B 1.5–2.0 mm', B, [0.9], 21)]
	},
	{ ...redness, id: 'redness-none', title: 'Nobody was asked', note: '', series: [] },
	{ ...redness, id: 'redness-hidden', title: 'Withheld', note: '', hidden }
];
