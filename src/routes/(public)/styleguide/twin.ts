/** Words around the example charts: the table twin, what figures rest on, a refusal to read. */
import { DEPTH_BANDS } from '#lib/domain/bands.ts';
import type { Problem } from '#lib/domain/filters.ts';
import type { Figure, TwinTable } from '#lib/charts/figure.ts';

const band = (step: 1 | 2 | 3 | 4, cells: string[], hidden: string | null = null) => ({
	group: null,
	style: { kind: 'depth', step } as const,
	cells: [DEPTH_BANDS[step].label, ...cells],
	hidden
});

export const twin: TwinTable = {
	caption: 'The same figures',
	note: 'Improvement since baseline (95 % interval), mean of courses seen',
	columns: [
		{ label: 'Concern', align: 'left' },
		{ label: 'Needle depth', align: 'left' },
		{ label: 'Due, wk 26', align: 'right' },
		{ label: 'Seen', align: 'right' },
		{ label: 'Week 12', align: 'right' },
		{ label: 'Week 26', align: 'right', strong: true },
		{ label: 'Week 52', align: 'right' }
	],
	rows: [
		{
			...band(1, [
				'148',
				'117',
				'0.37 (0.28 to 0.46)',
				'0.60 (0.48 to 0.72)',
				'0.45 (0.30 to 0.60)'
			]),
			group: 'Wrinkles'
		},
		band(2, ['321', '253', '0.47 (0.40 to 0.53)', '0.78 (0.70 to 0.86)', '0.62 (0.52 to 0.73)']),
		band(3, ['214', '169', '0.53 (0.45 to 0.61)', '0.84 (0.74 to 0.94)', '–']),
		{
			...band(1, [
				'168',
				'133',
				'0.22 (0.14 to 0.31)',
				'0.35 (0.24 to 0.46)',
				'0.30 (0.17 to 0.39)'
			]),
			group: 'Pores'
		},
		band(4, [], 'hidden: too few patients')
	]
};

export const restsOn: Figure['restsOn'] = [
	{
		title: 'Follow-up at week 26',
		text: [
			{ text: '582 of 737', strong: true },
			{ text: ' courses seen for wrinkles (79 %), 412 of 523 for pores.' }
		]
	},
	{
		title: 'If the missing did no better than baseline',
		text: [
			{ text: 'Wrinkles ' },
			{ text: '0.61', strong: true },
			{ text: ', pores ' },
			{ text: '0.34', strong: true },
			{ text: '. Verdicts stay the same.' }
		]
	},
	{
		title: 'What it does not show',
		text: [
			{
				text: 'Change since the first session, without a control group. Part of it may be regression to the mean.'
			}
		]
	},
	{
		title: 'Hidden',
		text: [{ text: 'Pores 2.0–2.5 mm: fewer than 5 patients. Try all depths.' }]
	}
];

export const problems: Problem[] = [
	{ key: 'depth', value: '9-10', message: 'There is no such depth band.' },
	{ key: 'colour', value: 'red', message: 'This page knows no such filter.' }
];

export const notes = [
	'Bars are as wide as the visit window. Open points: fewer than 20 patients. Bands: 95 % intervals. Up is better on every scale.'
];
