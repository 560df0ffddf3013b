/** How many sessions a course takes, against the plan, and how far apart they are. */
import type { BarsPanel, Figure } from '#lib/charts/figure.ts';
import { DIMENSIONS, DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { counted, percent, rounded } from '#lib/domain/format.ts';
import type { Analysis, Context, FlatRow, Group } from '../analysis.ts';
import { BAND_COLUMNS, sessionSums } from '../queries/session-sums.ts';
import { lineLabel, lineOrder } from './lines.ts';
import { facts, share } from './sessions/summaries.ts';
import { tidy, twin } from './sessions/tables.ts';
import { answer, restsOn } from './sessions/words.ts';

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
				ended: {
					...part('patients_ended', ['ended', 'ended_done', 'ended_planned', 'ended_complete']),
					events: number('ended_complete')
				},
				spacing: part('patients_interval', ['intervals', 'interval_days'])
			},
			counts: {},
			parts: [BAND_COLUMNS.map((band) => band.code)],
			// Mean, count and shares together would give a hidden share away.
			tied: ['done', 'ended', 'spacing']
		};
	});
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
