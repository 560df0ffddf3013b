/** The same numbers as a table to read and as a tidy table to download. */
import type { Table, TwinTable } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import { count, decimal, interval, percent, percentDecimals } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import { panelName } from '../change-at-visit/columns.ts';
import { lineLabel, lineStyle } from '../lines.ts';
import { told, toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import type { Line, Part, Spread } from './figures.ts';

const DASH = '–';

export function twinTable(spreads: readonly Spread[], context: Context): TwinTable {
	const { filters, known } = context;
	const right = (label: string) => ({ label, align: 'right' as const });
	return {
		caption: 'The same figures',
		note: `Improvement at week ${filters.wk}: mean of the courses, quantiles of one value a patient, shares of courses (95 % intervals)`,
		columns: [
			{ label: filters.concern ? 'Body area' : 'Concern', align: 'left' },
			{ label: filters.by ? 'Group' : 'Courses', align: 'left' },
			...['Patients', 'Due', 'Seen', 'Missed', 'Dropped', 'Mean', '10 %', '25 %'].map(right),
			{ ...right('Half'), strong: true },
			...['75 %', '90 %', 'Improved enough', 'Beyond noise'].map(right)
		],
		rows: spreads.flatMap((spread) => [
			...spread.lines.map((line, i) => ({
				group: i === 0 ? `${panelName(spread.panel)}, ${spread.panel.measure.shortName}` : null,
				style: line.style,
				cells: [line.label, ...cellsOf(line, spread.panel.measure)],
				hidden: null
			})),
			...hiddenOf(spread, context).map(({ line, by, reason }, i) => ({
				group:
					spread.lines.length + i === 0
						? `${panelName(spread.panel)}, ${spread.panel.measure.shortName}`
						: null,
				style: lineStyle(by, line, known),
				cells: [lineLabel(by, line, known)],
				hidden: `Hidden: ${reason}`
			}))
		])
	};
}

function cellsOf(line: Line, measure: Measure): string[] {
	const { counts, quantiles } = line;
	const number = (value: number | null) => (value === null ? 'hidden' : count(value));
	const withInterval = ({ estimate, why }: Part, decimals: number, shown = decimal) => {
		if (!estimate) return why?.startsWith('hidden') ? 'hidden' : DASH;
		const range = interval(estimate.low, estimate.high, decimals);
		return `${shown(estimate.value, decimals)}${range ? ` ${range}` : ''}`;
	};
	const shares = percentDecimals(line.patients ?? 0);
	const { p10, p25, p50, p75, p90 } = quantiles;
	return [
		number(line.patients),
		number(counts.due),
		number(counts.seen),
		number(counts.missed),
		number(counts.dropped),
		withInterval(line.mean, measure.decimals),
		...[p10, p25, p50, p75, p90].map((part) => withInterval(part, measure.decimals)),
		withInterval(line.responders, shares, percent),
		withInterval(line.beyondNoise, shares, percent)
	];
}

const hiddenOf = ({ panel: { measure, area } }: Spread, context: Context) =>
	context.hidden
		.filter(({ key }) => key.measure === measure.code && (key.area ?? null) === area)
		.map((group) => ({
			line: group.key.line ?? null,
			by: group.whole ? null : context.filters.by,
			reason: reasonOf(group, context)
		}));

const COUNTS = [
	['due', 'due'],
	['seen', 'seen'],
	['missed', 'missed'],
	['dropped', 'dropped'],
	['not_yet_due', 'notYetDue'],
	['scored', 'scored']
] as const;

/** One row a figure and group; an empty number has its reason beside it. */
export function tidyTable(spreads: readonly Spread[], context: Context): Table {
	const { filters, known } = context;
	const start = ({ panel: { measure, area } }: Spread, group: string) => [
		measure.concern,
		measure.code,
		area ? areaLabel(area) : (filters.where.area ?? 'all'),
		filters.by ?? 'none',
		group,
		filters.wk
	];
	return {
		columns: [
			{ key: 'concern', label: 'Concern', type: 'text' },
			{ key: 'measure', label: 'Measure', type: 'text' },
			{ key: 'area', label: 'Body area', type: 'text' },
			{ key: 'grouped_by', label: 'Grouped by', type: 'text' },
			{ key: 'group', label: 'Group', type: 'text' },
			{ key: 'week', label: 'Week', type: 'integer', unit: 'wk' },
			{ key: 'figure', label: 'Figure', type: 'text' },
			{ key: 'unit', label: 'Unit', type: 'text' },
			{ key: 'value', label: 'Value', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'patients', label: 'Patients it rests on', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: spreads.flatMap((spread) => [
			...spread.lines.flatMap((line) => {
				const { measure } = spread.panel;
				const many = measure.unit.many;
				const percents = percentDecimals(line.patients ?? 0);
				const row = (id: string, unit: string, { estimate, why }: Part, decimals: number) => {
					const numbers = toldEstimate(estimate, decimals);
					return [
						...start(spread, line.together ? 'all' : line.label),
						id,
						unit,
						numbers?.value ?? null,
						numbers?.low ?? null,
						numbers?.high ?? null,
						line.patients,
						estimate ? null : why
					];
				};
				return [
					row('mean', many, line.mean, measure.decimals),
					...Object.entries(line.quantiles).map(([id, part]) =>
						row(id, many, part, measure.decimals)
					),
					row('responders', 'percent', line.responders, percents),
					row('beyond_noise', 'percent', line.beyondNoise, percents),
					...COUNTS.map(([id, name]) => {
						const value = line.counts[name];
						return [
							...start(spread, line.together ? 'all' : line.label),
							id,
							'courses',
							value,
							null,
							null,
							line.patients,
							value === null ? 'hidden: too few patients here or beside' : null
						];
					})
				];
			}),
			[
				...start(spread, 'all'),
				'mdc95',
				spread.panel.measure.unit.many,
				told(spread.noise.mdc95, spread.panel.measure.decimals),
				null,
				null,
				null,
				spread.noise.mdc95 === null ? spread.noise.words : null
			],
			...hiddenOf(spread, context).map(({ line, by, reason }) => [
				...start(spread, by === null ? 'all' : lineLabel(by, line, known)),
				...Array.from({ length: 6 }, () => null),
				reason
			])
		])
	};
}
