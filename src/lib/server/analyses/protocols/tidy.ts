/** The protocols as a tidy table to download: a row a group, and one for each of its body areas. */
import type { Column, Figure } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import type { Context, Group } from '../../analysis.ts';
import { STANDINGS } from '../../queries/protocol-sums.ts';
import { lineLabel } from '../lines.ts';
import { told } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { areasOf, coursesOn } from './areas.ts';
import {
	allDone,
	deeper,
	MEAN_DECIMALS,
	offDepth,
	otherDevice,
	sessionsDone,
	SHARE_DECIMALS,
	weeksApart,
	type Held
} from './drift.ts';
import { standing, STANDING_WORDS } from './standing.ts';
import { planOf } from './tables.ts';

type Value = string | number | null;

/** The means and shares of a row: the beginning of their columns' names, and how they are made. */
const FIGURES: readonly {
	key: string;
	label: string;
	of: (group: Group) => Held;
	decimals: number;
	/** What `n` counts; left out where the figure before has it. */
	n?: string;
	planned?: string;
}[] = [
	{
		key: 'sessions_done',
		label: 'Mean sessions done, ended courses',
		of: sessionsDone,
		decimals: MEAN_DECIMALS,
		n: 'Courses ended with a plan',
		planned: 'Mean sessions planned, ended courses'
	},
	{
		key: 'percent_all_done',
		label: 'Per cent with all planned sessions, ended courses',
		of: allDone,
		decimals: SHARE_DECIMALS
	},
	{
		key: 'weeks_apart',
		label: 'Mean weeks between sessions',
		of: weeksApart,
		decimals: MEAN_DECIMALS,
		n: 'Courses with spacing done and planned',
		planned: 'Mean weeks between sessions, planned'
	},
	{
		key: 'percent_off_depth',
		label: 'Per cent of sessions off the protocol’s depth',
		of: offDepth,
		decimals: SHARE_DECIMALS,
		n: 'Sessions with a depth to hold against'
	},
	{
		key: 'percent_deeper',
		label: 'Per cent of sessions deeper',
		of: deeper,
		decimals: SHARE_DECIMALS
	},
	{
		key: 'percent_other_device',
		label: 'Per cent of sessions on another device',
		of: otherDevice,
		decimals: SHARE_DECIMALS,
		n: 'Sessions under a protocol'
	}
];

const decimalColumn = (key: string, label: string): Column => ({ key, label, type: 'decimal' });

const PLAN_COLUMNS: readonly Column[] = [
	{ key: 'device', label: 'Device', type: 'text' },
	{ key: 'device_model', label: 'Device model', type: 'text' },
	{ key: 'depth_mm_min', label: 'Depth from', type: 'decimal', unit: 'mm' },
	{ key: 'depth_mm_max', label: 'Depth to', type: 'decimal', unit: 'mm' },
	{ key: 'needles', label: 'Needles', type: 'integer' },
	{ key: 'passes', label: 'Passes', type: 'integer' },
	{ key: 'planned_sessions', label: 'Planned sessions', type: 'integer' },
	{ key: 'planned_interval_days', label: 'Planned days between sessions', type: 'integer' },
	{ key: 'adjuncts', label: 'Adjuncts', type: 'text' }
];

const COLUMNS: readonly Column[] = [
	{ key: 'grouped_by', label: 'Grouped by', type: 'text' },
	{ key: 'group', label: 'Group', type: 'text' },
	{ key: 'code', label: 'Group, code', type: 'text' },
	...PLAN_COLUMNS,
	{ key: 'area', label: 'Body area', type: 'text' },
	{ key: 'courses', label: 'Courses', type: 'integer' },
	{ key: 'patients', label: 'Patients', type: 'integer' },
	...STANDINGS.map((name): Column => ({
		key: name,
		label: `Courses: ${STANDING_WORDS[name].toLowerCase()}`,
		type: 'integer'
	})),
	...FIGURES.flatMap(({ key, label, n, planned }) => [
		decimalColumn(key, label),
		decimalColumn(`${key}_low`, `${label}, 95 % interval, lower end`),
		decimalColumn(`${key}_high`, `${label}, 95 % interval, upper end`),
		...(planned ? [decimalColumn(`${key}_planned`, planned)] : []),
		...(n ? [{ key: `${key}_n`, label: n, type: 'integer' as const }] : [])
	]),
	{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
];

export function tidy(
	lines: readonly Group[],
	total: Group | null,
	label: (group: Group) => string,
	context: Context
): Figure['table'] {
	const { filters, hidden, known, viewer } = context;
	const groups = [...lines, ...(total ? [total] : [])];
	const areas = areasOf(groups);
	const head = (name: string, line: string | null, whole = false): Value[] => [
		filters.by ?? 'none',
		name,
		whole ? null : line,
		...planValues(line, context)
	];
	const rest = COLUMNS.length - head('', null).length;
	return {
		columns: [...COLUMNS],
		rows: [
			...groups.map((group): Value[] => {
				const figures = FIGURES.map((figure) => figureValues(figure, group));
				const standings = STANDINGS.map((name) => standing(group, name));
				const why = [
					...new Set([
						...(standings.includes(null)
							? [`counts of fewer than ${viewer.threshold} patients`]
							: []),
						...figures.flatMap((figure) => figure.why ?? [])
					])
				];
				return [
					...head(label(group), group.key.line ?? null, group === total),
					filters.where.area ?? 'all areas',
					group.courses,
					group.patients,
					...standings,
					...figures.flatMap(({ values }) => values),
					why.length > 0 ? why.join('; ') : null
				];
			}),
			...groups.flatMap((group) =>
				areas.map((area): Value[] => {
					const courses = coursesOn(group, area) ?? null;
					return [
						...head(label(group), group.key.line ?? null, group === total),
						areaLabel(area),
						courses,
						...nulls(rest - 3),
						courses === null ? 'hidden: too few patients here or beside' : null
					];
				})
			),
			...hidden.map((group): Value[] => [
				...head(
					lineLabel(group.whole ? null : filters.by, group.key.line ?? null, known),
					group.key.line ?? null
				),
				...nulls(rest - 1),
				reasonOf(group, context)
			])
		]
	};
}

const nulls = (length: number) => Array.from({ length }, () => null);

function planValues(line: string | null, context: Context): Value[] {
	const plan = planOf(line, context);
	if (!plan) return nulls(PLAN_COLUMNS.length);
	return [
		plan.device,
		plan.deviceModel,
		plan.depthMm.min,
		plan.depthMm.max,
		plan.needles,
		plan.passes,
		plan.sessions,
		plan.intervalDays,
		plan.adjuncts.join(' ')
	];
}

function figureValues({ of, decimals, n, planned }: (typeof FIGURES)[number], group: Group) {
	const held = of(group);
	const values: Value[] = [
		told(held.value, decimals),
		told(held.interval?.low ?? null, decimals),
		told(held.interval?.high ?? null, decimals),
		...(planned ? [told(held.planned, decimals)] : []),
		...(n ? [held.n] : [])
	];
	return { values, why: held.why };
}
