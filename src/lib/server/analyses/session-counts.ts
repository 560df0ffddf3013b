/** How many sessions a course takes, against the plan, and how far apart they are. */
import type { BarsPanel, Figure, Phrase } from '#lib/charts/figure.ts';
import { DIMENSIONS, DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { count, counted, decimal, interval, percent, rounded } from '#lib/domain/format.ts';
import { clusteredMean } from '#lib/statistics/index.ts';
import type { Analysis, Context, FlatRow, Group } from '../analysis.ts';
import { BAND_COLUMNS, sessionSums } from '../queries/session-sums.ts';
import { lineLabel, lineOrder, lineStyle } from './lines.ts';
import { hiddenLinesWords } from './widen.ts';

const groupable = DIMENSIONS.filter(
	(dimension) => dimension !== 'severity' && dimension !== 'sessions'
);

export const sessionCounts: Analysis = {
	id: 'session-counts',
	title: 'Sessions per course',
	description:
		'Courses by the number of sessions done, mean sessions done and planned, and mean weeks between sessions.',
	page: '/sessions',
	permission: 'aggregates',
	accepted: {
		view: ['by', 'data'],
		where: groupable,
		by: groupable,
		defaultBy: 'area',
		panels: null
	},
	rows: (cohort, question) => sessionSums(cohort, question),
	groups,
	totals: (cohort, question, shown) =>
		question.filters.by ? sessionSums(cohort, question, shown) : null,
	figure
};

function groups(rows: readonly FlatRow[]): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const bands = BAND_COLUMNS.map(({ code, column }) => [
			code,
			{ patients: number(`patients_${column}`), sums: { courses: number(column) } }
		]);
		const part = (patients: string, names: string[]) => ({
			patients: number(patients),
			sums: Object.fromEntries(names.map((name) => [name, number(name)]))
		});
		return {
			key: { line: row.line === null ? null : String(row.line) },
			table: 'all',
			patients: number('patients'),
			courses: number('courses'),
			cells: {
				...Object.fromEntries(bands),
				done: part('patients', [
					'done',
					'done_squares',
					'patient_done_squares',
					'patient_course_squares',
					'patient_cross_products'
				]),
				ended: part('patients_ended', ['ended', 'ended_done', 'ended_planned', 'ended_complete']),
				spacing: part('patients_interval', ['intervals', 'interval_days'])
			},
			counts: {},
			parts: [BAND_COLUMNS.map((band) => band.code)]
		};
	});
}

/** Mean sessions done a course, clustered by patient. */
function meanDone(group: Group) {
	const sums = group.cells.done?.sums;
	if (!sums) return null;
	return clusteredMean({
		n: group.courses,
		patients: group.patients,
		sum: sums.done ?? 0,
		sumSquares: sums.done_squares ?? 0,
		patientSumSquares: sums.patient_done_squares ?? 0,
		patientCountSquares: sums.patient_course_squares ?? 0,
		patientCrossProducts: sums.patient_cross_products ?? 0
	});
}

type Plan = { done: number; planned: number; complete: number; ended: number };

/** Of the courses that have ended and had a plan: means of done and planned, share complete. */
function planOf(group: Group): Plan | null {
	const sums = group.cells.ended?.sums;
	const ended = sums?.ended ?? 0;
	if (!sums || ended === 0) return null;
	return {
		done: (sums.ended_done ?? 0) / ended,
		planned: (sums.ended_planned ?? 0) / ended,
		complete: (100 * (sums.ended_complete ?? 0)) / ended,
		ended
	};
}

function weeksApart(group: Group): number | null {
	const sums = group.cells.spacing?.sums;
	const intervals = sums?.intervals ?? 0;
	return sums && intervals > 0 ? (sums.interval_days ?? 0) / intervals / 7 : null;
}

function share(group: Group, code: string): number | null {
	const sums = group.cells[code]?.sums;
	return sums ? (100 * (sums.courses ?? 0)) / group.courses : null;
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters, known } = context;
	const order = lineOrder(filters.by, known);
	const lines = shown.toSorted((a, b) => order(a.key.line ?? null, b.key.line ?? null));
	const total = totals[0];
	const rows = filters.by && total && lines.length > 1 ? [...lines, total] : lines;
	const label = (group: Group) =>
		group === total && filters.by
			? 'All shown'
			: lineLabel(filters.by, group.key.line ?? null, known);
	return {
		analysis: sessionCounts.id,
		title: 'How many sessions does a course take?',
		answer: answer(total),
		basis: total
			? `${counted(total.courses, 'course')} in ${counted(total.patients, 'patient')}`
			: 'No courses shown',
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: rows.length > 0 ? [panel(rows, label, context)] : [],
		restsOn: restsOn(total, context),
		notes: [
			`Bars ${filters.by ? DIMENSION_FACTS[filters.by].by : 'for all courses'}: share of courses by sessions done so far. A hatched part is hidden.`
		],
		twins: [twin(rows, label, context)],
		table: tidy(rows, label, context)
	};
}

function panel(rows: Group[], label: (group: Group) => string, { viewer }: Context): BarsPanel {
	return {
		id: 'sessions-done',
		title: 'Sessions done',
		note: 'share of courses',
		xLabel: 'Per cent of courses',
		parts: BAND_COLUMNS.map(({ code, label }) => ({ id: code, label })),
		rows: rows.map((group) => ({
			id: label(group),
			label: label(group),
			count: `${counted(group.courses, 'course')} in ${counted(group.patients, 'patient')}`,
			shares: BAND_COLUMNS.map(({ code, label: band }) => {
				const value = share(group, code);
				return {
					partId: code,
					percent: value === null ? null : rounded(value),
					sentence:
						value === null
							? `${label(group)}, ${band}: hidden, fewer than ${viewer.threshold} patients or beside such a group.`
							: `${label(group)}, ${band}: ${percent(value, 1)} of ${counted(group.courses, 'course')}.`
				};
			}),
			facts: facts(group)
		}))
	};
}

function facts(group: Group): string[] {
	const mean = meanDone(group);
	const plan = planOf(group);
	const weeks = weeksApart(group);
	return [
		...(mean?.mean != null
			? [
					`${decimal(mean.mean, 1)} done ${interval(mean.interval?.low ?? null, mean.interval?.high ?? null, 1)}`
				]
			: []),
		...(plan ? [`${percent(plan.complete)} of ended courses as planned`] : []),
		...(weeks === null ? [] : [`${decimal(weeks, 1)} weeks apart`])
	];
}

function answer(total: Group | undefined): Phrase[] {
	const mean = total ? meanDone(total) : null;
	if (!total || mean?.mean == null) {
		return [
			{
				text: 'No answer for these filters: no course has a session, or too few to show. Take a filter away.'
			}
		];
	}
	const plan = planOf(total);
	const weeks = weeksApart(total);
	const range = interval(mean.interval?.low ?? null, mean.interval?.high ?? null, 2);
	return [
		{ text: 'A course has ' },
		{ text: `${decimal(mean.mean, 1)} sessions`, strong: true },
		{ text: ` so far ${range}${weeks === null ? '' : `, ${decimal(weeks, 1)} weeks apart`}. ` },
		{
			text: plan
				? `Of the courses that have ended, ${percent(plan.complete)} had all sessions that were planned (${decimal(plan.done, 1)} done of ${decimal(plan.planned, 1)}).`
				: 'How many were planned cannot be told for these courses.'
		}
	];
}

function restsOn(total: Group | undefined, context: Context): Figure['restsOn'] {
	const plan = total ? planOf(total) : null;
	return [
		{
			title: 'Courses',
			text: [
				{
					text: total
						? `${counted(total.courses, 'course')} with at least one session done, in ${counted(total.patients, 'patient')}. Cancelled sessions and no-shows do not count.`
						: 'None shown.'
				}
			]
		},
		{
			title: 'Planned against done',
			text: [
				{
					text: plan
						? `From ${counted(plan.ended, 'course')} that have ended and whose protocol names a number of sessions.`
						: 'No ended course with a plan is shown.'
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Ongoing courses will have more sessions. People who stop early differ from those who go on, so more sessions here do not mean that more sessions help.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenLinesWords(context) }
	];
}

function twin(rows: Group[], label: (group: Group) => string, { filters, known }: Context) {
	return {
		caption: 'The same figures',
		note: 'Per cent of courses by sessions done',
		columns: [
			{ label: filters.by ? DIMENSION_FACTS[filters.by].label : 'Courses', align: 'left' as const },
			{ label: 'Courses', align: 'right' as const },
			{ label: 'Patients', align: 'right' as const },
			...BAND_COLUMNS.map((band) => ({ label: band.label, align: 'right' as const })),
			{ label: 'Mean done', align: 'right' as const, strong: true },
			{ label: 'Weeks apart', align: 'right' as const }
		],
		rows: rows.map((group) => {
			const mean = meanDone(group);
			const weeks = weeksApart(group);
			return {
				group: null,
				style: filters.by ? lineStyle(filters.by, group.key.line ?? null, known) : null,
				cells: [
					label(group),
					count(group.courses),
					count(group.patients),
					...BAND_COLUMNS.map(({ code }) => {
						const value = share(group, code);
						return value === null ? 'hidden' : percent(value, 1);
					}),
					mean?.mean == null
						? '–'
						: `${decimal(mean.mean, 2)} ${interval(mean.interval?.low ?? null, mean.interval?.high ?? null, 2)}`,
					weeks === null ? '–' : decimal(weeks, 1)
				],
				hidden: null
			};
		})
	};
}

function tidy(rows: Group[], label: (group: Group) => string, context: Context): Figure['table'] {
	const { filters, hidden, known, viewer } = context;
	return {
		columns: [
			{ key: 'grouped_by', label: 'Grouped by', type: 'text' },
			{ key: 'group', label: 'Group', type: 'text' },
			{ key: 'courses', label: 'Courses', type: 'integer' },
			{ key: 'patients', label: 'Patients', type: 'integer' },
			...BAND_COLUMNS.map(({ code, label: band }) => ({
				key: `percent_${code.replace('-', '_')}`,
				label: `Per cent with ${band}`,
				type: 'decimal' as const
			})),
			{ key: 'mean_done', label: 'Mean sessions done', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'mean_planned', label: 'Mean planned, ended courses', type: 'decimal' },
			{ key: 'percent_complete', label: 'Per cent as planned, ended courses', type: 'decimal' },
			{ key: 'weeks_apart', label: 'Mean weeks between sessions', type: 'decimal' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: [
			...rows.map((group) => {
				const mean = meanDone(group);
				const plan = planOf(group);
				const weeks = weeksApart(group);
				const shares = BAND_COLUMNS.map(({ code }) => share(group, code));
				return [
					filters.by ?? 'none',
					label(group),
					group.courses,
					group.patients,
					...shares.map((value) => (value === null ? null : rounded(value))),
					mean?.mean == null ? null : rounded(mean.mean),
					mean?.interval ? rounded(mean.interval.low) : null,
					mean?.interval ? rounded(mean.interval.high) : null,
					plan ? rounded(plan.planned) : null,
					plan ? rounded(plan.complete) : null,
					weeks === null ? null : rounded(weeks),
					shares.includes(null) ? `shares of fewer than ${viewer.threshold} patients` : null
				];
			}),
			...hidden.map(({ key }) => [
				filters.by ?? 'none',
				lineLabel(filters.by, key.line ?? null, known),
				...Array.from({ length: 2 + BAND_COLUMNS.length + 6 }, () => null),
				`fewer than ${viewer.threshold} patients`
			])
		]
	};
}
