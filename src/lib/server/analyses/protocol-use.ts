/** Which protocols are in use, how often and where, and what was done of what they prescribe. */
import type { Figure } from '#lib/charts/figure.ts';
import { DIMENSIONS, DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import {
	CLUSTER_SUMS,
	protocolSignatures,
	protocolSums,
	STANDINGS,
	type Drift
} from '../queries/protocol-sums.ts';
import { lineLabel, lineOrder } from './lines.ts';
import { areaCells } from './protocols/areas.ts';
import { inCourses, standingPanel } from './protocols/standing.ts';
import { twins } from './protocols/tables.ts';
import { tidy } from './protocols/tidy.ts';
import { answer, restsOn } from './protocols/words.ts';

const groupable = DIMENSIONS.filter(
	(dimension) => dimension !== 'severity' && dimension !== 'sessions'
);

export const protocolUse: Analysis = {
	id: 'protocol-use',
	title: 'Protocols in use',
	description:
		'Courses by protocol and body area, how they stand, and what was done against the plan: sessions, weeks between them, sessions off the protocol’s depth or on another device, with 95 % intervals clustered by patient.',
	methods: ['clustered-mean', 'clustered-proportion'],
	terms: ['protocol', 'drift', 'course', 'session', 'patient', 'interval', 'hidden-groups'],
	page: '/protocols',
	permission: 'aggregates',
	ofRelease: { finest: ['protocol'] },
	accepted: {
		view: ['by', 'data'],
		where: groupable,
		by: groupable,
		defaultBy: 'protocol',
		panels: null,
		parts: 'area'
	},
	rows: (cohort, question) => protocolSums(cohort, question),
	groups,
	signatures: protocolSignatures,
	guards,
	within: () => ({}),
	covers: () => true,
	figure
};

function groups(rows: readonly FlatRow[], question: Question): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const numbers = (names: readonly string[]) =>
			Object.fromEntries(names.map((name) => [name, number(name)]));
		const held = (of: readonly Drift[], plan: readonly string[] = []) => ({
			patients: number(`${of[0] ?? ''}_patients`),
			sums: numbers([
				...of.flatMap((drift) => CLUSTER_SUMS.map((name) => `${drift}_${name}`)),
				...plan
			])
		});
		return {
			key: { line: row.line === null ? null : String(row.line) },
			patients: number('patients'),
			courses: number('courses'),
			cells: {
				standing: { patients: number('patients'), sums: numbers(STANDINGS) },
				sessions: held(['fewer', 'all_done'], ['sessions_planned_total']),
				spacing: held(['later'], ['interval_planned_total']),
				depth: held(['off_depth', 'deeper']),
				device: held(['device']),
				...areaCells(row, question)
			},
			counts: {}
		};
	});
}

/**
 * Each mean and share rests on the courses that can be held against a plan. Over several clinics the
 * counts that a share tells are hidden like any small group.
 */
function guards({ viewer }: Question): Guarded[] {
	const outside = !viewer.insideClinic;
	const cell = (name: string, marks: string[], counts: string[]): Guarded => ({
		id: `cells.${name}`,
		marks: [...marks, ...(outside ? counts : [])]
	});
	return [
		...(outside ? [cell('standing', [], [...STANDINGS])] : []),
		cell('sessions', ['ended'], ['all_done', 'not_all_done']),
		cell('spacing', ['spaced'], []),
		cell('depth', ['depth'], ['off_depth', 'on_depth', 'deeper', 'shallower']),
		cell('device', ['device_known'], ['other_device', 'own_device'])
	];
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters, known } = context;
	const total = totals[0] ?? null;
	const lines = ordered(shown, context);
	const label = (group: Group) =>
		group === total && filters.by
			? lineLabel(null, null, known)
			: lineLabel(filters.by, group.key.line ?? null, known);
	const alone = lines.length === 1 && context.hidden.length === 0;
	const whole = filters.by && !alone ? total : null;
	const rows = filters.by ? lines : total ? [total] : [];
	return {
		analysis: protocolUse.id,
		title: 'Which protocols are in use, and are they kept to?',
		answer: answer(total, lines, context),
		basis: total ? inCourses(total) : 'No courses shown',
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: total ? [standingPanel(rows, whole, label, context)] : [],
		panels: [],
		restsOn: restsOn(total, context),
		notes: [
			`Bars ${filters.by ? DIMENSION_FACTS[filters.by].by : 'for all courses'}: share of courses. At the right: done of planned. A hatched part is hidden.`
		],
		twins: total ? twins(rows, whole, label, context) : [],
		table: tidy(rows, whole, label, context)
	};
}

/** Groups with an order keep it; protocols and other groups stand by how much they are used. */
function ordered(shown: readonly Group[], { filters, known }: Context): Group[] {
	const order = lineOrder(filters.by, known);
	const byName = shown.toSorted((a, b) => order(a.key.line ?? null, b.key.line ?? null));
	const kept = filters.by ? DIMENSION_FACTS[filters.by].ordered : true;
	return kept ? byName : byName.toSorted((a, b) => b.courses - a.courses);
}
