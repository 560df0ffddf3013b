/** The protocols as tables to read: as recorded, done against planned, how they stand and where. */
import type { TwinTable } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { count } from '#lib/domain/format.ts';
import {
	adjunctWords,
	depthWords,
	deviceWords,
	scheduleWords,
	type ProtocolPlan
} from '#lib/domain/protocols.ts';
import type { Context, Group } from '../../analysis.ts';
import { STANDINGS } from '../../queries/protocol-sums.ts';
import { lineLabel } from '../lines.ts';
import { reasonOf } from '../widen.ts';
import { areasOf, coursesOn } from './areas.ts';
import {
	allDone,
	deeper,
	meanCell,
	offDepth,
	otherDevice,
	sessionsDone,
	shareCell,
	weeksApart
} from './drift.ts';
import { linksOf } from './links.ts';
import { standing, STANDING_WORDS } from './standing.ts';

type Row = TwinTable['rows'][number];
type Label = (group: Group) => string;

/** What the dictionary of protocols says of a group; undefined where it is of no protocol. */
export const planOf = (line: string | null | undefined, { filters, known }: Context) =>
	filters.by === 'protocol' && line
		? known.protocols.find(({ value }) => value === line)?.plan
		: undefined;

export function twins(
	lines: readonly Group[],
	total: Group | null,
	label: Label,
	context: Context
): TwinTable[] {
	return [
		...(context.filters.by === 'protocol' ? [asRecorded(lines, label, context)] : []),
		doneAndPlanned(lines, total, label, context),
		standingAndAreas(lines, total, label, context)
	];
}

function asRecorded(lines: readonly Group[], label: Label, context: Context): TwinTable {
	const facts = (plan: ProtocolPlan | undefined) =>
		plan
			? [
					deviceWords(plan),
					depthWords(plan) ?? '–',
					plan.needles === null ? '–' : count(plan.needles),
					plan.passes === null ? '–' : count(plan.passes),
					scheduleWords(plan) ?? '–',
					adjunctWords(plan)
				]
			: ['–', '–', '–', '–', '–', '–'];
	return {
		caption: 'As recorded',
		note: 'What each protocol prescribes, and how often it was given',
		columns: [
			{ label: 'Protocol', align: 'left', wraps: true },
			{ label: 'Device', align: 'left', wraps: true },
			{ label: 'Depth, mm', align: 'left' },
			{ label: 'Needles', align: 'left' },
			{ label: 'Passes', align: 'left' },
			{ label: 'Sessions', align: 'left' },
			{ label: 'Adjuncts', align: 'left', wraps: true },
			{ label: 'Courses', align: 'right', strong: true },
			{ label: 'Patients', align: 'right' }
		],
		rows: [
			...lines.map((group) => ({
				group: null,
				style: null,
				cells: [
					label(group),
					...facts(planOf(group.key.line, context)),
					count(group.courses),
					count(group.patients)
				],
				hidden: null,
				links: linksOf(group, lines, context)
			})),
			...hiddenRows(context, (line) => facts(planOf(line, context)))
		]
	};
}

function doneAndPlanned(
	lines: readonly Group[],
	total: Group | null,
	label: Label,
	context: Context
): TwinTable {
	return {
		caption: 'Done against planned',
		note: 'Means with what was planned, shares of sessions (95 % intervals)',
		columns: [
			firstColumn(context),
			{ label: 'Sessions done of planned', align: 'right' },
			{ label: 'All planned done', align: 'right' },
			{ label: 'Weeks apart of planned', align: 'right' },
			{ label: 'Sessions off depth', align: 'right', strong: true },
			{ label: 'Of all, deeper', align: 'right' },
			{ label: 'On another device', align: 'right' }
		],
		rows: rowsOf(lines, total, context, (group) => [
			label(group),
			meanCell(sessionsDone(group)),
			shareCell(allDone(group)),
			meanCell(weeksApart(group)),
			shareCell(offDepth(group)),
			shareCell(deeper(group)),
			shareCell(otherDevice(group))
		])
	};
}

function standingAndAreas(
	lines: readonly Group[],
	total: Group | null,
	label: Label,
	context: Context
): TwinTable {
	const areas = areasOf([...lines, ...(total ? [total] : [])]);
	return {
		caption: areas.length > 0 ? 'How the courses stand, and where' : 'How the courses stand',
		note: 'Courses',
		columns: [
			firstColumn(context),
			...STANDINGS.map((name) => ({ label: STANDING_WORDS[name], align: 'right' as const })),
			...areas.map((area) => ({ label: areaLabel(area), align: 'right' as const })),
			{ label: 'All courses', align: 'right', strong: true }
		],
		rows: rowsOf(lines, total, context, (group) => [
			label(group),
			...STANDINGS.map((name) => countCell(standing(group, name))),
			...areas.map((area) => countCell(coursesOn(group, area) ?? null)),
			count(group.courses)
		])
	};
}

const countCell = (value: number | null) => (value === null ? 'hidden' : count(value));

const firstColumn = ({ filters }: Context): TwinTable['columns'][number] => ({
	label: filters.by ? DIMENSION_FACTS[filters.by].label : 'Courses',
	align: 'left',
	wraps: true
});

const rowsOf = (
	lines: readonly Group[],
	total: Group | null,
	context: Context,
	cells: (group: Group) => string[]
): Row[] => [
	...[...lines, ...(total ? [total] : [])].map((group) => ({
		group: null,
		style: null,
		cells: cells(group),
		hidden: null
	})),
	...hiddenRows(context)
];

/** Groups that are hidden keep their names, and what is prescribed: never a number of patients. */
const hiddenRows = (context: Context, facts: (line: string | null) => string[] = () => []): Row[] =>
	context.hidden
		.filter((group) => !group.whole)
		.map((group) => ({
			group: null,
			style: null,
			cells: [
				lineLabel(context.filters.by, group.key.line ?? null, context.known),
				...facts(group.key.line ?? null)
			],
			hidden: `Hidden: ${reasonOf(group, context)}`
		}));
