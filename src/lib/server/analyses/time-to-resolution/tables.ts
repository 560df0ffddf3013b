/** The same figures as tables to read and as a tidy table to download. */
import type { Table, TwinTable } from '#lib/charts/figure.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { count, decimal, percentDecimals } from '#lib/domain/format.ts';
import { publishedRates } from '#lib/domain/published.ts';
import type { Context } from '../../analysis.ts';
import { lineLabel } from '../lines.ts';
import type { ResolutionLine } from '../resolution/line.ts';
import { dayWords, lastDays, percentOf, shareDecimals } from '../resolution/panel.ts';
import { told, toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { gradesOf, gradesSeen, only, onsetsOf, onsetsSeen, type Part } from './bars.ts';
import type { Answered } from './words.ts';

export function twinTables({ effect, lines, total }: Answered, context: Context): TwinTable[] {
	const rows = [...lines, ...(total ? [total] : [])];
	const { by } = context.filters;
	const first = { label: by ? DIMENSION_FACTS[by].label : 'Courses', align: 'left' as const };
	const right = (label: string) => ({ label, align: 'right' as const });
	const days = lastDays(rows.filter(({ episodes }) => episodes));
	return [
		{
			caption: 'The same figures',
			note: 'Patients with it: days, and per cent who still have it after each day',
			columns: [
				first,
				right('Patients'),
				{ ...right('Half gone by'), strong: true },
				right('9 in 10 by'),
				...days.map((day) => right(`Day ${day}`))
			],
			rows: rows.map((line) => ({
				group: null,
				style: line.style,
				cells: [
					line.label,
					count(line.episodes?.patients ?? 0),
					dayWords(line.median),
					dayWords(line.ninth),
					...days.map((day) => shareText(line, day))
				],
				hidden: line.episodes ? null : line.why
			}))
		},
		{
			caption: 'How bad, and when it began',
			note: 'Per cent of answered sessions by the worst report; per cent of patients with it by its first day',
			columns: [
				first,
				right('Sessions'),
				...gradesSeen(rows).map(({ label }) => right(label)),
				...onsetsSeen(rows).map(({ label }) => right(`Began ${label}`))
			],
			rows: rows.map((line) => {
				const answered = line.group?.counts.sessions?.answered;
				return {
					group: null,
					style: line.style,
					cells: [
						line.label,
						answered == null ? '–' : count(answered),
						...only(gradesOf(line.group), gradesSeen(rows)).map((part) =>
							partText(part, answered ?? 0)
						),
						...only(onsetsOf(line), onsetsSeen(rows)).map((part) =>
							partText(part, line.episodes?.patients ?? 0)
						)
					],
					hidden: null
				};
			})
		},
		...publishedTable(effect.term, context)
	];
}

/** How often studies saw it, each with how alike it is; no table where none prints a number. */
function publishedTable(term: string, { filters, publishedEffects = [] }: Context): TwinTable[] {
	const rates = publishedRates(
		term,
		{ ...filters.where, per: 'course', least: 'any' },
		publishedEffects
	);
	if (rates.length === 0) return [];
	return [
		{
			caption: 'How often it was published',
			note: 'Patients with it over a whole treatment, as printed. A: alike in area, device and depth; B: one differs; C: more',
			columns: [
				{ label: 'Study', align: 'left' },
				{ label: 'With it', align: 'right', strong: true },
				{ label: 'Grade', align: 'left' },
				{ label: 'What differs', align: 'left', wraps: true }
			],
			rows: rates.map(({ study, result, grade, likeness }) => ({
				group: null,
				style: null,
				cells: [study, result, grade, likeness],
				hidden: null
			}))
		}
	];
}

function shareText({ shares, episodes }: ResolutionLine, day: number): string {
	const point = shares.find((one) => one.day === day);
	if (!point?.share || !episodes) return point?.why?.startsWith('hidden') ? 'hidden' : '–';
	const { patients } = episodes;
	return decimal(100 * told(point.share.value, shareDecimals(patients)), percentDecimals(patients));
}

function partText({ percent, why }: Part, n: number): string {
	if (percent === null) return why?.startsWith('hidden') ? 'hidden' : '–';
	return decimal(told(percent, percentDecimals(n)), percentDecimals(n));
}

type Row = (string | number | null)[];

export function tidyTable({ effect, lines, total }: Answered, context: Context): Table {
	const { filters, known, hidden } = context;
	const rows = [...lines, ...(total ? [total] : [])].flatMap((line) => rowsOf(line, effect.term, filters.by ?? 'none')); // prettier-ignore
	return {
		columns: [
			{ key: 'term', label: 'Side effect, code', type: 'text' },
			{ key: 'grouped_by', label: 'Grouped by', type: 'text' },
			{ key: 'group', label: 'Group', type: 'text' },
			{ key: 'figure', label: 'Figure', type: 'text' },
			{ key: 'part', label: 'Day since the session, or part', type: 'text' },
			{ key: 'unit', label: 'Unit', type: 'text' },
			{ key: 'value', label: 'Value', type: 'decimal' },
			{ key: 'low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'at_risk', label: 'Patients still followed', type: 'integer' },
			{ key: 'of', label: 'Patients with it, or sessions answered', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: [
			...rows,
			...hidden.map((group) => [
				effect.term,
				filters.by ?? 'none',
				lineLabel(group.whole ? null : filters.by, group.key.line ?? null, known),
				...Array.from({ length: 8 }, () => null),
				reasonOf(group, context)
			])
		]
	};
}

function rowsOf(line: ResolutionLine, term: string, by: string): Row[] {
	const start = [term, by, line.label];
	const answered = line.group?.counts.sessions?.answered ?? null;
	const parts = (figure: string, unit: string, of: number | null, list: Part[]): Row[] =>
		list.map(({ id, percent, why }) => [
			...start,
			figure,
			id,
			unit,
			told(percent, percentDecimals(of ?? 0)),
			null,
			null,
			null,
			of,
			why
		]);
	const severity = parts('severity', 'percent of sessions', answered, gradesOf(line.group));
	if (!line.episodes) {
		return [[...start, 'still_there', null, 'percent', null, null, null, null, null, line.why], ...severity]; // prettier-ignore
	}
	const { patients } = line.episodes;
	return [
		...line.shares.map(({ day, share, atRisk, why }): Row => {
			const numbers = share && percentOf(toldEstimate(share, shareDecimals(patients)), patients);
			return [...start, 'still_there', String(day), 'percent', numbers?.value ?? null, numbers?.low ?? null, numbers?.high ?? null, atRisk, patients, why]; // prettier-ignore
		}),
		...(
			[
				['half_gone_by', line.median],
				['nine_in_ten_gone_by', line.ninth]
			] as const
		).map(([figure, { day, low, high, why }]): Row => [...start, figure, null, 'd', day, low, high, null, patients, why]), // prettier-ignore
		...parts('onset', 'percent of patients', patients, onsetsOf(line)),
		...severity
	];
}
