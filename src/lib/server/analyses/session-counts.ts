/** How many sessions a course takes, against the plan, and how far apart they are. */
import type { BarsPanel, Figure } from '#lib/charts/figure.ts';
import { DIMENSIONS, DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { counted, percent } from '#lib/domain/format.ts';
import type { Analysis, Cell, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import { BAND_COLUMNS, sessionSignatures, sessionSums } from '../queries/session-sums.ts';
import { lineLabel, lineOrder } from './lines.ts';
import { told } from './told.ts';
import { reasonIn } from './widen.ts';
import { facts, share, SHARE_DECIMALS } from './sessions/summaries.ts';
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
	methods: ['clustered-mean'],
	terms: ['session', 'course', 'patient', 'interval', 'hidden-groups'],
	page: '/sessions',
	permission: 'aggregates',
	ofRelease: { finest: ['sessions'] },
	ownFirst: true,
	accepted: {
		view: ['by', 'data'],
		where: groupable,
		by: groupable,
		defaultBy: 'area',
		panels: null,
		parts: 'sessions'
	},
	rows: (cohort, question) => sessionSums(cohort, question),
	groups,
	signatures: sessionSignatures,
	guards,
	within: () => ({}),
	covers: () => true,
	figure
};

function groups(rows: readonly FlatRow[]): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const bands = BAND_COLUMNS.map(({ code, column }): [string, Cell] => [
			code,
			{ patients: number(`patients_${column}`), part: code, sums: { courses: number(column) } }
		]);
		const part = (patients: string, names: string[]) => ({
			patients: number(patients),
			sums: Object.fromEntries(names.map((name) => [name, number(name)]))
		});
		return {
			key: { line: row.line === null ? null : String(row.line) },
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
				spacing: part('patients_interval', ['intervals', 'interval_days']),
				pace: part('patients_paced', ['paced', 'paced_days', 'paced_planned'])
			},
			counts: {}
		};
	});
}

/** Mean, count and shares together would give a hidden share away: they are hidden with it. */
function guards({ viewer }: Question): Guarded[] {
	const outcome = viewer.insideClinic ? [] : ['complete', 'incomplete'];
	return [
		{ id: 'cells.done', marks: [], over: 'sessions' },
		{ id: 'cells.ended', marks: ['ended', ...outcome], over: 'sessions' },
		{ id: 'cells.spacing', marks: ['spaced'], over: 'sessions' },
		{ id: 'cells.pace', marks: ['paced'], over: 'sessions' }
	];
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters, known } = context;
	const order = lineOrder(filters.by, known);
	const lines = shown.toSorted((a, b) => order(a.key.line ?? null, b.key.line ?? null));
	const total = totals[0];
	const alone = lines.length === 1 && context.hidden.length === 0;
	const rows = filters.by && total && !alone ? [...lines, total] : lines;
	const label = (group: Group) =>
		group === total && filters.by
			? lineLabel(null, null, known)
			: lineLabel(filters.by, group.key.line ?? null, known);
	return {
		analysis: sessionCounts.id,
		title: 'How many sessions does a course take?',
		answer: answer(total, lines, context),
		basis: total
			? `${counted(total.courses, 'course')} in ${counted(total.patients, 'patient')}`
			: 'No courses shown',
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: rows.length > 0 ? [panel(rows, label, context)] : [],
		panels: [],
		restsOn: restsOn(total, context),
		notes: [
			`Bars ${filters.by ? DIMENSION_FACTS[filters.by].by : 'for all courses'}: share of courses by sessions done so far. A hatched part is hidden.`
		],
		twins: [twin(rows, label, context)],
		table: tidy(rows, label, context)
	};
}

function panel(rows: Group[], label: (group: Group) => string, context: Context): BarsPanel {
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
					percent: told(value, SHARE_DECIMALS),
					sentence:
						value === null
							? `${label(group)}, ${band}: hidden, ${reasonIn(group.cells[code], context)}.`
							: `${label(group)}, ${band}: ${percent(value, SHARE_DECIMALS)} of ${counted(group.courses, 'course')}.`
				};
			}),
			facts: facts(group)
		}))
	};
}
