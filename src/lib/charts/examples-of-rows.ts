/** Forests and bars to look at, with invented values. Only the page of examples uses them. */
import { DEPTH_BANDS } from '#lib/domain/bands.ts';
import { decimal, interval } from '#lib/domain/format.ts';
import { depth } from './examples.ts';
import type { Figure, ForestPanel } from './figure.ts';

type Rate = [rate: number, low: number, high: number, few?: boolean] | string;

function forestRow(
	id: string,
	label: string,
	total: string,
	rates: Rate[]
): ForestPanel['rows'][number] {
	const [lead = '', ...rest] = total.split(' ');
	return {
		id,
		label,
		total: [{ text: lead, strong: true }, { text: rest.length > 0 ? ` ${rest.join(' ')}` : '' }],
		marks: rates.map((rate, i) => {
			const band = DEPTH_BANDS[i + 1]?.label ?? '';
			const hidden = typeof rate === 'string';
			return {
				seriesId: `depth-${i + 1}`,
				estimate: hidden ? null : { value: rate[0], low: rate[1], high: rate[2] },
				why: hidden ? rate : null,
				few: hidden ? false : (rate[3] ?? false),
				sentence: hidden
					? `${label}, ${band}: ${rate}.`
					: `${label}, ${band}: ${decimal(rate[0], 1)} of 100 sessions ${interval(rate[1], rate[2], 1)}.`
			};
		})
	};
}

export const forestLegend: Figure['legend'] = ([1, 2, 3, 4] as const).map((step, i) => ({
	id: `depth-${step}`,
	...depth(step),
	note: ['612', '884', '508', '142'][i]
}));

/** Side effects: common ones, and rare ones on a scale of their own. */
export const forests: ForestPanel[] = [
	{
		id: 'expected',
		title: 'Expected',
		note: 'pass within days',
		xLabel: 'Sessions with the effect, per 100 answered',
		scale: { min: 0, max: 100, step: 20, decimals: 0 },
		rows: [
			forestRow('redness', 'Redness', '90.3 (88.9 to 91.5)', [
				[79, 75.5, 82.3],
				[93, 91.1, 94.5],
				[96.5, 94.6, 97.9],
				[99.3, 96.1, 100]
			]),
			forestRow('swelling', 'Swelling', '24.3 (22.5 to 26.2)', [
				[11, 8.7, 13.8],
				[24, 21.2, 27],
				[35, 30.9, 39.3],
				[46, 37.5, 54.5]
			]),
			forestRow('peeling', 'Dryness or peeling', '14.9 (13.4 to 16.5)', [
				[8, 6, 10.5],
				[15, 12.7, 17.5],
				'hidden: too few patients',
				[25.5, 18.5, 33.4]
			])
		]
	},
	{
		id: 'less-common',
		title: 'Less common',
		note: 'own scale, 0 to 15',
		xLabel: 'Sessions with the effect, per 100 answered',
		scale: { min: 0, max: 15, step: 3, decimals: 0 },
		rows: [
			forestRow('bruising', 'Bruising', '2.2 (1.7 to 3.0)', [
				[0.7, 0.2, 1.7, true],
				[1.8, 1, 2.9],
				[3.7, 2.3, 5.8],
				[6.3, 2.9, 11.7]
			]),
			forestRow('pigment', 'Pigment change', '0.9 (0.5 to 1.4)', [
				[0.5, 0.1, 1.4, true],
				[0.7, 0.3, 1.5],
				[1.4, 0.5, 2.8],
				[2.1, 0.4, 16, true]
			]),
			forestRow('serious', 'Serious, any kind', '0 (at most 0.49)', [
				[0, 0, 0.6, true],
				[0, 0, 0.4, true],
				[0, 0, 0.7, true],
				[0, 0, 2.6, true]
			])
		]
	}
];

const PARTS = ['1 to 2', '3', '4', '5 to 6', '7 or more'].map((label) => ({ id: label, label }));

function barsRow(label: string, count: string, percents: (number | null)[], facts: string[]) {
	return {
		id: label,
		label,
		count,
		facts,
		shares: percents.map((percent, i) => {
			const part = PARTS[i]?.label ?? '';
			return {
				partId: part,
				percent,
				sentence: `${label}, ${part} sessions: ${percent === null ? 'hidden: too few patients' : `${percent} % of courses`}.`
			};
		})
	};
}

/** Sessions per course as shares of all courses of an area. */
export const bars: Figure['bars'] = [
	{
		id: 'sessions',
		title: 'Sessions done per course',
		note: 'finished courses',
		xLabel: 'Share of courses, per cent',
		parts: PARTS,
		rows: [
			barsRow(
				'Face',
				'1,412 courses in 1,203 patients',
				[9, 31, 34, 20, 6],
				['3.8 sessions given of 4.0 planned', '4.1 weeks apart']
			),
			barsRow(
				'Neck',
				'412 courses in 371 patients',
				[12, 41, 27.5, 17.5, 2],
				['3.5 sessions given of 3.9 planned', '4.3 weeks apart']
			),
			barsRow(
				'Décolletage',
				'96 courses in 90 patients',
				[28, null, 39, 22, null],
				['3.2 sessions given of 3.6 planned']
			),
			barsRow('Hands', 'hidden', [null, null, null, null, null], [])
		]
	}
];
