/** Balance, grids and distributions to look at, with invented values, for the page of examples. */
import { decimal } from '#lib/domain/format.ts';
import { FEW_PATIENTS, bounded, hidden } from './examples-of-differences.ts';
import type { GridPanel, LovePanel, OverlapPanel, SpreadPanel } from './panels.ts';

const A = { kind: 'arm', arm: 'a' } as const;
const B = { kind: 'arm', arm: 'b' } as const;

const covariate = (
	label: string,
	before: number | null,
	after: number | null
): LovePanel['rows'][number] => ({
	id: label,
	label,
	before,
	after,
	why: before === null ? FEW_PATIENTS : null,
	few: false,
	sentence:
		before === null || after === null
			? `${label}: ${FEW_PATIENTS}.`
			: `${label}: ${decimal(before, 2)} before, ${decimal(after, 2)} after weighting.`
});

const balance: LovePanel = {
	kind: 'love',
	id: 'balance',
	title: 'Balance of the groups',
	note: 'Effective number of patients: 49 in A, 27 in B',
	hidden: null,
	xLabel: 'Standardised difference, absolute',
	limit: 0.1,
	max: 0.4,
	rows: [
		covariate('Baseline score', 0.31, 0.001),
		covariate('Skin type IV', -0.27, 0.002),
		covariate('Age 60–69', 0.22, 0.01),
		covariate('Clinic', 0.24, 0.14),
		covariate('Fitzpatrick skin type V or VI, recorded at the first visit', null, null)
	]
};

export const loves: LovePanel[] = [
	balance,
	{
		...balance,
		id: 'balance-one',
		title: 'One covariate, far apart',
		max: 1.2,
		rows: [covariate('Baseline score', 1.14, 0.3)]
	},
	{ ...balance, id: 'balance-hidden', title: 'Withheld', note: '', hidden }
];

const likeness: OverlapPanel = {
	kind: 'overlap',
	id: 'likeness',
	title: 'Who could have had either',
	note: '61 % of patients lie where both are likely',
	hidden: null,
	xLabel: 'Likelihood of B, from what was known at baseline',
	between: { from: 0.3, to: 0.7 },
	arms: [
		{ id: 'a', label: 'A 0.5–1.0 mm', style: A },
		{ id: 'b', label: 'B 1.5–2.0 mm', style: B }
	],
	bins: [
		[null, 0],
		[0.1, null],
		[0.18, 0.08],
		[0.24, 0.12],
		[0.2, 0.18],
		[0.14, 0.22],
		[0.08, 0.2],
		[null, 0.12],
		[0, 0.06],
		[0, null]
	].map((shares, i) => ({
		from: i / 10,
		to: (i + 1) / 10,
		shares,
		sentence: `${decimal(i / 10, 1)} to ${decimal((i + 1) / 10, 1)}: ${shares.map((share, arm) => `${arm === 0 ? 'A' : 'B'} ${share === null ? 'hidden' : `${Math.round(share * 100)} %`}`).join(', ')}.`
	}))
};

export const overlaps: OverlapPanel[] = [
	likeness,
	{
		...likeness,
		id: 'likeness-three',
		title: 'Three groups side by side',
		arms: [...likeness.arms, { id: 'c', label: 'C 2.0–2.5 mm', style: { kind: 'arm', arm: 'c' } }],
		bins: likeness.bins.map((bin) => ({ ...bin, shares: [...bin.shares, 0.1] }))
	},
	{ ...likeness, id: 'likeness-hidden', title: 'Withheld', note: '', hidden }
];

const DEPTHS = ['0.5–1.0 mm', '1.0–1.5 mm', '1.5–2.0 mm', '2.0–2.5 mm'];
const TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'];
const cell = (row: number, column: number): GridPanel['cells'][number] => {
	const value = 0.4 + row * column * 0.9 + row * 0.3;
	const n = 160 - row * 22 - column * 12;
	const shown = n > 30;
	const rate = bounded(value, value * 0.6);
	return {
		id: `${row}-${column}`,
		rowId: TYPES[row] ?? '',
		columnId: DEPTHS[column] ?? '',
		label: `Skin type ${TYPES[row]}, ${DEPTHS[column]}`,
		estimate: shown ? rate : null,
		words: shown
			? [
					`${decimal(value, 1)} %`,
					`${decimal(rate.low ?? 0, 1)} to ${decimal(rate.high ?? 0, 1)} · ${n}`
				]
			: [],
		few: shown && n < 50,
		why: shown ? null : FEW_PATIENTS,
		sentence: `Skin type ${TYPES[row]}, ${DEPTHS[column]}: ${shown ? `${decimal(value, 1)} % of ${n} patients` : FEW_PATIENTS}.`
	};
};

const pigment: GridPanel = {
	kind: 'grid',
	id: 'pigment',
	title: 'Pigment change by skin type and depth',
	note: 'Patients with at least one report, of those asked',
	hidden: null,
	rowLabel: 'Skin type',
	columnLabel: 'Needle depth',
	rows: TYPES.map((id) => ({ id, label: id })),
	columns: DEPTHS.map((id) => ({ id, label: id })),
	max: 12,
	cells: TYPES.flatMap((_, row) => DEPTHS.map((_, column) => cell(row, column))).filter(
		({ id }) => id !== '0-3'
	)
};

export const grids: GridPanel[] = [
	pigment,
	{
		...pigment,
		id: 'pigment-one',
		title: 'One cell',
		rows: pigment.rows.slice(0, 1),
		columns: pigment.columns.slice(0, 1),
		cells: [cell(0, 0)]
	},
	{ ...pigment, id: 'pigment-none', title: 'Nobody was asked', note: '', cells: [] },
	{ ...pigment, id: 'pigment-hidden', title: 'Withheld', note: '', hidden }
];

const group = (
	label: string,
	style: SpreadPanel['rows'][number]['style'],
	quantiles: (number | null)[],
	words: string[],
	few = false
): SpreadPanel['rows'][number] => {
	const [p10 = null, p25 = null, p50 = null, p75 = null, p90 = null] = quantiles;
	const why = quantiles.length === 0 ? FEW_PATIENTS : null;
	return {
		id: label,
		label,
		style,
		quantiles: { p10, p25, p50, p75, p90 },
		words,
		few,
		why,
		sentence:
			why === null
				? `${label}: middle ${p50 === null ? 'not known' : decimal(p50, 1)}, ${words.join(', ')}.`
				: `${label}: ${why}.`
	};
};

const changes: SpreadPanel = {
	kind: 'spread',
	id: 'changes',
	title: 'Where patients stand at week 26',
	note: '262 seen of 337 due · Lemperle 0–5',
	hidden: null,
	xLabel: 'Grades better than baseline',
	scale: { min: -1, max: 2, step: 0.5, decimals: 1 },
	noise: { low: -0.6, high: 0.6, label: 'one patient: not told from no change' },
	rows: [
		group(
			'0.5–1.0 mm',
			{ kind: 'depth', step: 1 },
			[-0.2, 0.1, 0.5, 0.9, 1.2],
			['41 % beyond noise', '32 to 50 · 104']
		),
		group(
			'1.0–1.5 mm',
			{ kind: 'depth', step: 2 },
			[-0.1, 0.3, 0.7, 1.1, 1.5],
			['58 % beyond noise', '50 to 66 · 131']
		),
		group(
			'1.5–2.0 mm',
			{ kind: 'depth', step: 3 },
			[null, 0.4, 0.8, 1.2, null],
			['62 % beyond noise', '44 to 77 · 27']
		),
		group(
			'2.0–2.5 mm',
			{ kind: 'depth', step: 4 },
			[null, null, 0.9, null, null],
			['9 of 14 beyond noise'],
			true
		),
		group('over 2.5 mm', { kind: 'depth', step: 5 }, [], ['–'])
	]
};

export const spreads: SpreadPanel[] = [
	changes,
	{
		...changes,
		id: 'changes-one',
		title: 'One group, no noise known',
		noise: null,
		rows: [group('All courses', { kind: 'single' }, [-0.2, 0.1, 0.5, 0.9, 1.2], ['104 patients'])]
	},
	{ ...changes, id: 'changes-hidden', title: 'Withheld', note: '', hidden }
];
