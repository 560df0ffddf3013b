/** The ratings as tables to read and as a tidy table to download. */
import type { Table, TwinTable } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import { count, decimal, interval, percentDecimals } from '#lib/domain/format.ts';
import type { Context, Group } from '../../analysis.ts';
import { countsOf } from '../improvement/follow-up.ts';
import { lineLabel, lineStyle } from '../lines.ts';
import { told, toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { classesOf, finenessOf, sharesOf } from './bars.ts';
import {
	improvedOf,
	listedOf,
	meanOf,
	nameOf,
	panelName,
	type Part,
	type RatingPanel
} from './panels.ts';
import { weeksOf } from './trends.ts';

const DASH = '–';

/** Share improved at each week, and at the chosen one the mean rating; who was seen. */
export function twinTables(panels: readonly RatingPanel[], context: Context): TwinTable[] {
	const { filters, known } = context;
	const weeks = [...new Set(panels.flatMap(weeksOf))].toSorted((a, b) => a - b);
	return [
		{
			caption: 'The same figures',
			note: 'Per cent of courses rated improved (95 % interval), and the mean rating at the chosen week',
			columns: [
				{ label: filters.concern ? 'Body area' : 'Concern', align: 'left' },
				{ label: filters.by ? 'Group' : 'Courses', align: 'left' },
				...['Patients', 'Due', 'Seen', 'Missed', 'Dropped', `Mean, week ${filters.wk}`].map(
					(label) => ({
						label,
						align: 'right' as const
					})
				),
				...weeks.map((week) => ({
					label: `Week ${week}`,
					align: 'right' as const,
					strong: week === filters.wk
				}))
			],
			rows: panels.flatMap((panel) => {
				const title = `${panelName(panel, context)}, ${panel.measure.shortName}`;
				const listed = listedOf(panel, context);
				return [
					...listed.map((group, i) => {
						const { label, style } = nameOf(panel, group, context);
						return {
							group: i === 0 ? title : null,
							style,
							cells: [label, ...cellsOf(group, panel, weeks, filters.wk)],
							hidden: null
						};
					}),
					...hiddenOf(panel, context).map(({ line, by, reason }, i) => ({
						group: listed.length + i === 0 ? title : null,
						style: lineStyle(by, line, known),
						cells: [lineLabel(by, line, known)],
						hidden: `Hidden: ${reason}`
					}))
				];
			})
		}
	];
}

function cellsOf(group: Group, { measure }: RatingPanel, weeks: readonly number[], week: number) {
	const number = (value: number | null) => (value === null ? 'hidden' : count(value));
	const text = ({ estimate, why }: Part, decimals: number) => {
		if (!estimate) return why?.startsWith('hidden') ? 'hidden' : DASH;
		const range = interval(estimate.low, estimate.high, decimals);
		return `${decimal(estimate.value, decimals)}${range ? ` ${range}` : ''}`;
	};
	const { due, seen, missed, dropped } = countsOf(group, week);
	return [
		count(group.patients),
		...[due, seen, missed, dropped].map(number),
		text(meanOf(group.cells[week]), measure.decimals),
		...weeks.map((one) =>
			text(improvedOf(group.cells[one]), percentDecimals(countsOf(group, one).scored ?? 0))
		)
	];
}

const hiddenOf = ({ base, area }: RatingPanel, context: Context) =>
	context.hidden
		.filter(({ key }) => key.measure === base && (key.area ?? null) === area)
		.map((group) => ({
			line: group.key.line ?? null,
			by: group.whole ? null : context.filters.by,
			reason: reasonOf(group, context)
		}));

/** One row a figure, group and week; an empty number has its reason beside it. */
export function tidyTable(panels: readonly RatingPanel[], context: Context): Table {
	const { filters, known } = context;
	const start = ({ concern, measure, area }: RatingPanel, group: string) => [
		concern,
		measure.code,
		area ? areaLabel(area) : (filters.where.area ?? 'all'),
		filters.by ?? 'none',
		group
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
			{ key: 'value', label: 'Value', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'rated', label: 'Courses rated', type: 'integer' },
			{ key: 'patients', label: 'Patients rated', type: 'integer' },
			{ key: 'due', label: 'Courses due', type: 'integer' },
			{ key: 'seen', label: 'Of these seen', type: 'integer' },
			{ key: 'missed', label: 'Missed', type: 'integer' },
			{ key: 'dropped', label: 'Dropped before the window', type: 'integer' },
			{ key: 'not_yet_due', label: 'Not yet due', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: panels.flatMap((panel) => {
			const fineness = finenessOf(panel, context);
			return [
				...listedOf(panel, context).flatMap((group) => {
					const { label } = nameOf(panel, group, context);
					const begin = start(panel, group === panel.total || !filters.by ? 'all' : label);
					const row = (week: number, id: string, { estimate, why }: Part, decimals: number) => {
						const numbers = toldEstimate(estimate, decimals);
						const { scored, due, seen, missed, dropped, notYetDue } = countsOf(group, week);
						const cell = group.cells[week];
						return [
							...begin,
							week,
							id,
							numbers?.value ?? null,
							numbers?.low ?? null,
							numbers?.high ?? null,
							scored,
							cell?.sums ? cell.patients : null,
							due,
							seen,
							missed,
							dropped,
							notYetDue,
							estimate ? null : why
						];
					};
					const shares = sharesOf(group, fineness);
					return [
						...weeksOf(panel).flatMap((week) => {
							const cell = group.cells[week];
							const decimals = percentDecimals(countsOf(group, week).scored ?? 0);
							return [
								row(week, 'per cent improved', improvedOf(cell), decimals),
								row(week, 'mean rating', meanOf(cell), panel.measure.decimals)
							];
						}),
						...classesOf(panel, fineness).map((one, i) => {
							const value = told(shares?.[i] ?? null, 0);
							const why = shares ? 'nobody was rated' : 'hidden: too few patients in a class';
							return row(
								filters.wk,
								`per cent ${one.label}`,
								value === null
									? { estimate: null, why }
									: { estimate: { value, low: null, high: null }, why: null },
								0
							);
						})
					];
				}),
				...hiddenOf(panel, context).map(({ line, by, reason }) => [
					...start(panel, by === null ? 'all' : lineLabel(by, line, known)),
					...Array.from({ length: 12 }, () => null),
					reason
				])
			];
		})
	};
}
