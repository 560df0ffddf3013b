/** The figures of depth as a table to read and as a tidy table to download. */
import type { Figure } from '#lib/charts/figure.ts';
import { count, decimal } from '#lib/domain/format.ts';
import type { Context } from '../../analysis.ts';
import { panelName } from '../change-at-visit/columns.ts';
import { amountWithInterval } from '../improvement/words.ts';
import { lineLabel, lineStyle } from '../lines.ts';
import { told, toldEstimate, toldP } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { DEPTH_DECIMALS, fitTold, type Dose } from './dose-panels.ts';
import { slopeText } from './dose-words.ts';
import { hiddenIn, wholeHidden, type Line } from './lines.ts';
import { DAY_DECIMALS, daysText } from './redness.ts';

const DASH = '–';
const text = (value: number | null) => (value === null ? DASH : count(value));
const dashed = (why: string | null) => (why?.startsWith('hidden') ? 'hidden' : DASH);

/** "0.0004" is told as below what is shown. */
export const pWords = (p: number) => (p < 0.001 ? 'p < 0.001' : `p = ${decimal(p, 3)}`);

export function twin(doses: readonly Dose[], context: Context): Figure['twins'][number] {
	const { known } = context;
	return {
		caption: 'The same figures',
		note: 'Mean improvement (95 % interval) and median days of redness (95 % interval)',
		columns: [
			{ label: 'Body area', align: 'left' },
			{ label: 'Needle depth', align: 'left' },
			{ label: 'Mean depth, mm', align: 'right' },
			{ label: 'Seen of due', align: 'right' },
			{ label: 'Patients', align: 'right' },
			{ label: 'Improvement', align: 'right', strong: true },
			{ label: 'Days of redness', align: 'right' },
			{ label: 'Patients asked', align: 'right' }
		],
		rows: doses.flatMap((dose) => {
			const { panel, lines, total, trend } = dose;
			const row = (line: Line, label: string, band: string | null, all = false) => ({
				group: null,
				style: all || band === null ? null : lineStyle('depth', band, known),
				cells: cellsOf(line, label, dose),
				hidden: null
			});
			const rows = [
				...lines.map((line) => {
					const band = line.group.key.line ?? null;
					return row(line, lineLabel('depth', band, known), band);
				}),
				...hiddenIn(panel, context).map((group) => ({
					group: null,
					style: null,
					cells: [lineLabel('depth', group.key.line ?? null, known)],
					hidden: `hidden: ${reasonOf(group, context)}`
				})),
				...(total ? [row(total, 'All courses', null, true)] : []),
				...(trend.slope === null
					? []
					: [
							{
								group: null,
								style: null,
								cells: ['Trend'],
								hidden: `${slopeText(trend, panel.measure)}${trend.p === null ? '' : `; test for trend ${pWords(trend.p)}`}${trend.adjusted === null ? '' : `, adjusted ${pWords(trend.adjusted)}`}`
							}
						])
			];
			const title = `${panelName(panel)} · ${panel.measure.shortName}`;
			return rows.map((each, i) => ({ ...each, group: i === 0 ? title : null }));
		})
	};
}

function cellsOf(line: Line, label: string, { panel }: Dose): string[] {
	const { gain, why, decimals, redness, depthMm } = line;
	return [
		label,
		depthMm === null ? DASH : decimal(depthMm, DEPTH_DECIMALS),
		line.seen === null || line.due === null ? DASH : `${count(line.seen)} of ${count(line.due)}`,
		text(line.patients),
		gain ? amountWithInterval(gain, 'scale', panel.measure, decimals) : dashed(why),
		redness.days ? daysText(redness.days) : dashed(redness.why),
		text(redness.patients)
	];
}

const COLUMNS: Figure['table']['columns'] = [
	{ key: 'measure', label: 'Measure', type: 'text' },
	{ key: 'area', label: 'Body area', type: 'text' },
	{ key: 'statistic', label: 'What the number is', type: 'text' },
	{ key: 'depth', label: 'Needle depth', type: 'text' },
	{ key: 'depth_mm', label: 'Mean depth, or where on the line', type: 'decimal', unit: 'mm' },
	{ key: 'value', label: 'Value', type: 'decimal' },
	{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
	{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
	{ key: 'unit', label: 'Unit', type: 'text' },
	{ key: 'patients', label: 'Patients', type: 'integer' },
	{ key: 'scored', label: 'Series scored', type: 'integer' },
	{ key: 'seen', label: 'Courses seen', type: 'integer' },
	{ key: 'due', label: 'Courses due', type: 'integer' },
	{ key: 'p_trend', label: 'p of the test for trend', type: 'decimal' },
	{ key: 'p_trend_adjusted', label: 'p adjusted for the tests of the page', type: 'decimal' },
	{ key: 'why', label: 'Why a number is not shown', type: 'text' }
];

export function tidy(doses: readonly Dose[], context: Context): Figure['table'] {
	return { columns: COLUMNS, rows: doses.flatMap((dose) => rowsOf(dose, context)) };
}

type Row = Figure['table']['rows'][number];

function rowsOf(dose: Dose, context: Context): Row[] {
	const { panel, lines, total, trend } = dose;
	const { known } = context;
	const { measure, area } = panel;
	const head = [measure.code, area ?? 'all areas together'];
	const unit = measure.unit.many;
	const of = (line: Line, label: string): Row[] => {
		const gain = toldEstimate(line.gain, line.decimals);
		const days = toldEstimate(line.redness.days, DAY_DECIMALS);
		const mm = told(line.depthMm, DEPTH_DECIMALS);
		const follow = [line.scored, line.seen, line.due];
		return [
			[...head, 'mean improvement', label, mm, ...ends(gain), unit, line.patients, ...follow, null, null, line.why], // prettier-ignore
			[...head, 'median days of redness', label, mm, ...ends(days), 'days', line.redness.patients, null, null, null, null, null, line.redness.why] // prettier-ignore
		];
	};
	const whole = wholeHidden(panel, context);
	const none = Array.from({ length: 9 }, () => null);
	return [
		...lines.flatMap((line) => of(line, lineLabel('depth', line.group.key.line ?? null, known))),
		...(total ? of(total, 'all courses') : []),
		...(trend.slope === null
			? []
			: [
					[
						...head, 'slope per mm', 'all depths shown', null,
						...ends(toldEstimate({ value: trend.slope, low: trend.interval?.low ?? null, high: trend.interval?.high ?? null }, measure.decimals)),
						unit, trend.patients, null, null, null, toldP(trend.p), toldP(trend.adjusted), null
					] // prettier-ignore
				]),
		...fitTold(dose, context).flatMap(({ id, points }) =>
			points.map(({ x, value, low, high }): Row => [
				...head,
				`${id} fit`,
				'all depths shown',
				x,
				value,
				low,
				high,
				unit,
				...Array.from({ length: 7 }, () => null) // prettier-ignore
			])
		),
		...hiddenIn(panel, context).map((group): Row => [
			...head,
			'any',
			lineLabel('depth', group.key.line ?? null, known),
			null,
			null,
			null,
			null,
			unit,
			...none.slice(0, 6),
			reasonOf(group, context) // prettier-ignore
		]),
		...(whole && !panel.total
			? [[...head, 'any', 'any', null, null, null, null, unit, ...none.slice(0, 6), reasonOf(whole, context)]] // prettier-ignore
			: [])
	];
}

const ends = (estimate: { value: number; low: number | null; high: number | null } | null) => [
	estimate?.value ?? null,
	estimate?.low ?? null,
	estimate?.high ?? null
];
