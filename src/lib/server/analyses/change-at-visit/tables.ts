/** The figures as tables to read, a column an area or group, and as a tidy table to download. */
import type { Table, TwinTable } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import { percentDecimals } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import type { Context } from '../../analysis.ts';
import { lineLabel } from '../lines.ts';
import type { Panel } from '../improvement/panels.ts';
import { told, toldP } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { panelName, testsIn, type Column } from './columns.ts';
import { isHidden } from './figures.ts';
import { PARTS, type Row } from './rows.ts';

const DASH = '–';
/** Side by side on a page of 1440 pixels. */
const MOST_COLUMNS = 5;

/** Areas and measures side by side; grouped, a table a panel with a column a group. */
export function twinTables(columns: readonly Column[], context: Context): TwinTable[] {
	const { filters } = context;
	const tests = testsIn(columns);
	return (filters.by ? panelsApart(columns) : chunks(columns)).map((list) => ({
		caption: `${captionOf(list, context)} week ${filters.wk}`,
		note: noteOf(list, context),
		columns: [
			{ label: 'Part', align: 'left' as const },
			{ label: 'Figure', align: 'left' as const },
			...list.map((column) => ({
				label: headOf(column, list, context),
				align: 'right' as const,
				...(column.together && filters.by ? { strong: true } : {})
			}))
		],
		rows: PARTS.flatMap(({ title, rows }) =>
			rows
				.filter(({ id }) => id !== 'p_adjusted' || tests > 1)
				.map((row, i) => ({
					group: i === 0 ? title : null,
					style: null,
					...cellsOf(row, list)
				}))
		)
	}));
}

const panelsApart = (columns: readonly Column[]) =>
	[...Map.groupBy(columns, ({ panel }) => panel)].map(([, list]) => list);

function chunks(columns: readonly Column[]): Column[][] {
	const parts = Math.ceil(columns.length / MOST_COLUMNS);
	const size = Math.ceil(columns.length / parts);
	return Array.from({ length: parts }, (_, i) => columns.slice(i * size, (i + 1) * size));
}

const onOneScale = (list: readonly Column[]) =>
	list.every(({ measure }) => measure.code === list[0]?.measure.code);

function captionOf(list: readonly Column[], { filters }: Context): string {
	const [first] = list;
	if (!first || !onOneScale(list)) return 'Before and at';
	const scale = `${first.measure.shortName},`;
	return filters.by ? `${panelName(first.panel)}, ${scale}` : scale;
}

function headOf(
	{ panel, measure, label }: Column,
	list: readonly Column[],
	{ filters }: Context
): string {
	if (filters.by) return label;
	return onOneScale(list) ? panelName(panel) : `${panelName(panel)}, ${measure.shortName}`;
}

function noteOf(list: readonly Column[], { filters }: Context): string {
	const [first] = list;
	const scale =
		first && onOneScale(list)
			? `In ${first.measure.unit.many}, ${first.measure.better} is better; improvement is positive where patients are better`
			: 'Each column in the unit of its scale; improvement is positive where patients are better';
	return filters.by ? `${scale}; ${DIMENSION_FACTS[filters.by].by}` : scale;
}

/** The cells of a row; one reason for all of them stands across the columns. */
function cellsOf(row: Row, list: readonly Column[]) {
	const stats = list.map(({ figures }) => figures[row.id]);
	const [why = null] = stats.map((stat) => stat.why);
	const everywhere = why !== null && stats.every((stat) => stat.why === why);
	if (everywhere) return { cells: [row.label], hidden: sentence(why) };
	return {
		cells: [
			row.label,
			...list.map(({ figures, measure }) => {
				const stat = figures[row.id];
				if (stat.why !== null) return isHidden(stat) ? 'hidden' : DASH;
				return row.text(stat, measure) || DASH;
			})
		],
		hidden: null
	};
}

const sentence = (why: string) => why.charAt(0).toUpperCase() + why.slice(1);

/** What the page shows of a number, by its unit. Counts are whole. */
function decimalsIn(unit: string, measure: Measure, patients: number | null): number {
	if (unit === 'percent') return percentDecimals(patients ?? 0);
	return unit === measure.unit.many ? measure.decimals : 2;
}

/** One row a figure and group; an empty number has its reason beside it. */
export function tidyTable(
	columns: readonly Column[],
	panels: readonly Panel[],
	context: Context
): Table {
	const { filters, known, hidden } = context;
	const start = ({ measure, area }: Panel, group: string) => [
		measure.concern,
		measure.code,
		area ? areaLabel(area) : (filters.where.area ?? 'all'),
		filters.by ?? 'none',
		group,
		filters.wk
	];
	const rows = PARTS.flatMap((part) => part.rows);
	const once = rows.filter((row, i) => rows.findIndex(({ id }) => id === row.id) === i);
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
			{ key: 'sd', label: 'Standard deviation', type: 'decimal' },
			{ key: 'low', label: 'Lower end (95 % interval or bound)', type: 'decimal' },
			{ key: 'high', label: 'Upper end (95 % interval or bound)', type: 'decimal' },
			{ key: 'patients', label: 'Patients it rests on', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: [
			...columns.flatMap(({ panel, measure, label, together, figures }) =>
				once.map(({ id, unit }) => {
					const { sd, patients, why, ...stat } = figures[id];
					const name = together ? 'all' : label;
					const inUnit = unit(measure);
					const decimals = decimalsIn(inUnit, measure, patients);
					const value =
						id === 'p' || id === 'p_adjusted' ? toldP(stat.value) : told(stat.value, decimals);
					const numbers = [value, ...[sd, stat.low, stat.high].map((one) => told(one, decimals))];
					return [...start(panel, name), id, inUnit, ...numbers, patients, why];
				})
			),
			...panels.flatMap((panel) =>
				hidden
					.filter(
						({ key }) => key.measure === panel.measure.code && (key.area ?? null) === panel.area
					)
					.map((group) => [
						...start(
							panel,
							group.whole ? 'all' : lineLabel(filters.by, group.key.line ?? null, known)
						),
						...Array.from({ length: 7 }, () => null),
						reasonOf(group, context)
					])
			)
		]
	};
}
