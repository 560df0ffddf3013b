/** The same figures as a table to read and as a tidy table to download. */
import type { PublishedPoint, Table, TwinTable } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import { count, decimal, interval } from '#lib/domain/format.ts';
import type { Context, Group } from '../../analysis.ts';
import { lineLabel, lineStyle } from '../lines.ts';
import { estimateOf } from './estimates.ts';
import { told, toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { ASSUMED, boundsOf, countsOf } from './follow-up.ts';
import type { Modelled } from './model.ts';
import { listedOf, nameOf, type Panel } from './panels.ts';

const DASH = '–';

const UNIT_NOTES = {
	scale: 'Improvement since baseline (95 % interval), mean of the courses scored',
	percent: 'Mean improvement in per cent of the mean baseline (95 % interval)',
	responders: 'Per cent of courses that improved enough (95 % interval)'
};

/** One table over all panels: a group a panel, a row a line, a column a week. */
export function twinTable(
	caption: string,
	panels: { panel: Panel; title: string }[],
	weeks: number[],
	context: Context
): TwinTable {
	const { filters, known } = context;
	const { wk } = filters;
	return {
		caption,
		note: [UNIT_NOTES[filters.unit], ASSUMED[filters.miss]]
			.filter((part) => part !== '')
			.join(', '),
		columns: [
			{ label: filters.concern ? 'Body area' : 'Concern', align: 'left' },
			{ label: filters.by ? 'Group' : 'Courses', align: 'left' },
			{ label: 'Patients', align: 'right' },
			{ label: `Due, week ${wk}`, align: 'right' },
			{ label: 'Seen', align: 'right' },
			...weeks.map((week) => ({
				label: `Week ${week}`,
				align: 'right' as const,
				strong: week === wk
			}))
		],
		rows: panels.flatMap(({ panel, title }) => {
			const hidden = hiddenLines(panel, context);
			const groupTitle = (index: number) =>
				index > 0
					? null
					: title.includes(panel.measure.shortName)
						? title
						: `${title}, ${panel.measure.shortName}`;
			return [
				...listedOf(panel, context).map((group, i) => {
					const { label, style } = nameOf(panel, group, context);
					return {
						group: groupTitle(i),
						style,
						cells: [label, ...rowCells(group, panel, weeks, context)],
						hidden: null
					};
				}),
				...hidden.map(({ line, by, reason }, i) => ({
					group: groupTitle(listedOf(panel, context).length + i),
					style: lineStyle(by, line, known),
					cells: [lineLabel(by, line, known)],
					hidden: `Hidden: ${reason}`
				}))
			];
		})
	};
}

function rowCells(group: Group, panel: Panel, weeks: number[], { filters }: Context) {
	const { due, seen } = countsOf(group, filters.wk);
	// Not "under the threshold": a count may be hidden only because a small one would follow from it.
	const number = (value: number | null) => (value === null ? 'hidden' : count(value));
	return [
		count(group.patients),
		number(due),
		number(seen),
		...weeks.map((week) => {
			const { estimate, why, decimals } = estimateOf(
				group.cells[week],
				filters.unit,
				panel.measure,
				filters.miss
			);
			if (!estimate) return why?.startsWith('hidden') ? 'hidden' : DASH;
			const range = interval(estimate.low, estimate.high, decimals);
			return `${decimal(estimate.value, decimals)}${range ? ` ${range}` : ''}`;
		})
	];
}

/** Courses of each panel, all lines together: who was seen at each visit, and why the others were not. */
export function followUpTable(
	panels: { panel: Panel; title: string }[],
	weeks: number[],
	{ filters }: Context
): TwinTable {
	const counted = weeks.map((week) => ({
		label: `Week ${week}`,
		align: 'right' as const,
		strong: week === filters.wk
	}));
	return {
		caption: 'Who was seen',
		note: 'Courses, all lines together. Due are those whose planned visit has passed: seen, missed, or dropped before it',
		columns: [
			{ label: filters.concern ? 'Body area' : 'Concern', align: 'left' },
			{ label: 'Courses', align: 'left' },
			...counted
		],
		rows: panels.flatMap(({ panel: { total }, title }) => {
			if (!total) return [];
			const at = weeks.map((week) => countsOf(total, week));
			return FOLLOWED.map(({ id, label }, i) => ({
				group: i === 0 ? title : null,
				style: null,
				cells: [
					label,
					...at.map((counts) => {
						const value = counts[id];
						return value === null ? 'hidden' : count(value);
					})
				],
				hidden: null
			}));
		})
	};
}

/** What others published and is drawn: how alike it is, with the reason. Nothing where none is drawn. */
export function publishedTables(
	panels: readonly { title: string; published: readonly PublishedPoint[] }[]
): TwinTable[] {
	const some = panels.filter(({ published }) => published.length > 0);
	if (some.length === 0) return [];
	return [
		{
			caption: 'Published results beside these',
			note: 'Grade A: same scale, area, device, depth and time; B: one of them differs or is not stated; C: more than one. Other people, other places: no test compares them',
			columns: [
				{ label: 'Body area', align: 'left' },
				{ label: 'Study', align: 'left' },
				{ label: 'Week', align: 'right' },
				{ label: 'Improvement (95\u2009% interval)', align: 'right' },
				{ label: 'Grade', align: 'left', strong: true },
				{ label: 'Why', align: 'left' }
			],
			rows: some.flatMap(({ title, published }) =>
				published.map(({ label, week, estimate: { value, low, high }, grade, likeness }, i) => ({
					group: i === 0 ? title : null,
					style: null,
					cells: [
						label,
						String(week),
						`${decimal(value, 2)} ${interval(low, high, 2)}`.trim(),
						grade,
						likeness ?? ''
					],
					hidden: null
				}))
			)
		}
	];
}

const FOLLOWED = [
	{ id: 'due', label: 'Due' },
	{ id: 'seen', label: 'Seen' },
	{ id: 'missed', label: 'Missed' },
	{ id: 'dropped', label: 'Dropped before' },
	{ id: 'notYetDue', label: 'Not yet due' }
] as const;

const hiddenLines = ({ measure, area }: Panel, context: Context) =>
	context.hidden
		.filter(({ key }) => key.measure === measure.code && (key.area ?? null) === area)
		.map((group) => ({
			line: group.key.line ?? null,
			by: group.whole ? null : context.filters.by,
			reason: reasonOf(group, context)
		}));

/** One row a group and week; a hidden number is empty and `hidden` says why. */
export function tidyTable(
	panels: Panel[],
	weeks: number[],
	context: Context,
	models: ReadonlyMap<Panel, Modelled | null>,
	published: ReadonlyMap<Panel, readonly PublishedPoint[]>
): Table {
	const { filters, known } = context;
	const columns: Table['columns'] = [
		{ key: 'concern', label: 'Concern', type: 'text' },
		{ key: 'measure', label: 'Measure', type: 'text' },
		{ key: 'area', label: 'Body area', type: 'text' },
		{ key: 'grouped_by', label: 'Grouped by', type: 'text' },
		{ key: 'group', label: 'Group', type: 'text' },
		{ key: 'week', label: 'Week', type: 'integer', unit: 'wk' },
		{ key: 'unit', label: 'Unit', type: 'text' },
		{ key: 'improvement', label: 'Improvement', type: 'decimal' },
		{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
		{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
		{ key: 'if_missing_at_baseline', label: 'If those not seen were at baseline', type: 'decimal' },
		{ key: 'if_missing_best', label: 'If those not seen did as the seen', type: 'decimal' },
		{ key: 'courses_scored', label: 'Courses scored', type: 'integer' },
		{ key: 'patients', label: 'Patients scored', type: 'integer' },
		{ key: 'due', label: 'Courses due', type: 'integer' },
		{ key: 'seen', label: 'Of these seen', type: 'integer' },
		{ key: 'missed', label: 'Missed', type: 'integer' },
		{ key: 'dropped', label: 'Dropped before the window', type: 'integer' },
		{ key: 'not_yet_due', label: 'Not yet due', type: 'integer' },
		{ key: 'kind', label: 'Observed, expected by the model, or published by others', type: 'text' },
		{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
	];
	const start = (panel: Panel, group: string) => [
		panel.measure.concern,
		panel.measure.code,
		panel.area ? areaLabel(panel.area) : (filters.where.area ?? 'all'),
		filters.by ?? 'none',
		filters.by ? group : 'all'
	];
	const unitName = (panel: Panel) =>
		filters.unit === 'scale' ? panel.measure.unit.many : filters.unit;
	const rows = panels.flatMap((panel) => [
		...listedOf(panel, context).flatMap((group) =>
			weeks.map((week) => {
				const cell = group.cells[week];
				const { estimate, why, decimals } = estimateOf(
					cell,
					filters.unit,
					panel.measure,
					filters.miss
				);
				const bounds = boundsOf(group, week, filters.unit, panel.measure);
				const numbers = toldEstimate(estimate, decimals);
				const counts = group.counts[week] ?? {};
				return [
					...start(panel, nameOf(panel, group, context).label),
					week,
					unitName(panel),
					numbers?.value ?? null,
					numbers?.low ?? null,
					numbers?.high ?? null,
					told(bounds?.low ?? null, decimals),
					told(bounds?.high ?? null, decimals),
					counts.n ?? null,
					cell?.sums ? cell.patients : null,
					counts.due ?? null,
					counts.seen ?? null,
					counts.missed ?? null,
					counts.dropped ?? null,
					counts.not_yet_due ?? null,
					'observed',
					estimate ? null : why
				];
			})
		),
		...(models.get(panel)?.lines ?? []).flatMap(({ label, points }) =>
			points.map(({ week, estimate, patients, why }) => {
				const numbers = toldEstimate(estimate, panel.measure.decimals);
				return [
					...start(panel, label),
					week,
					unitName(panel),
					numbers?.value ?? null,
					numbers?.low ?? null,
					numbers?.high ?? null,
					...Array.from({ length: 3 }, () => null),
					patients > 0 ? patients : null,
					...Array.from({ length: 5 }, () => null),
					'model',
					why
				];
			})
		),
		...(published.get(panel) ?? []).map(({ label, week, estimate, grade }) => [
			...start(panel, label).slice(0, -1),
			label,
			week,
			unitName(panel),
			estimate.value,
			estimate.low,
			estimate.high,
			...Array.from({ length: 9 }, () => null),
			`published, grade ${grade}`,
			null
		]),
		...hiddenLines(panel, context).map(({ line, by, reason }) => [
			...start(panel, lineLabel(by, line, known)),
			null,
			unitName(panel),
			...Array.from({ length: 13 }, () => null),
			reason
		])
	]);
	return { columns, rows };
}
