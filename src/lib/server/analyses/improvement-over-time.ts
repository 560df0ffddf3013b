/** How far scores moved from baseline at each visit: a panel a concern or area, a line a group. */
import type { Figure } from '#lib/charts/figure.ts';
import { AREAS, areaOf } from '#lib/domain/areas.ts';
import { pairsFor } from '#lib/domain/clinic-choices.ts';
import { CONCERN_WORDS, LEADING_CONCERNS } from '#lib/domain/concerns.ts';
import { DIMENSIONS, DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { count, counted, list } from '#lib/domain/format.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import {
	improvementSignatures,
	improvementSums,
	LOW_SUMS,
	WINDOW_COUNTS,
	WINDOW_SUMS
} from '../queries/improvement-sums.ts';
import { clinicRules } from './clinic-rules.ts';
import { answer, subjectOf } from './improvement/answer.ts';
import { decimalsOf } from './improvement/estimates.ts';
import {
	belowFloor,
	boundsOf,
	countsOf,
	FOLLOW_UP_FLOOR,
	percentSeen
} from './improvement/follow-up.ts';
import { hiddenWords } from './improvement/hidden.ts';
import { covers, within } from './improvement/leading-areas.ts';
import { panelsOf, scaleOf, TOGETHER, trendPanel, type Panel } from './improvement/panels.ts';
import { followUpTable, tidyTable, twinTable } from './improvement/tables.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';
import { amount } from './improvement/words.ts';
import { lineLabel, lineOrder, lineStyle } from './lines.ts';

export const improvementOverTime: Analysis = {
	id: 'improvement-over-time',
	title: 'Improvement over time',
	description:
		'Mean improvement since baseline at each visit window, with 95 % intervals and follow-up, by concern or body area and one more grouping.',
	methods: [
		'clustered-mean',
		'clustered-proportion',
		'ratio-of-means',
		'verdict',
		'missing-bounds'
	],
	terms: IMPROVEMENT_TERMS,
	page: '/outcomes',
	permission: 'aggregates',
	accepted: {
		view: ['concern', 'measure', 'by', 'wk', 'unit', 'miss', 'evidence', 'network', 'data'],
		where: DIMENSIONS,
		by: DIMENSIONS.filter((dimension) => dimension !== 'area'),
		defaultBy: 'depth',
		panels: 'area',
		parts: null
	},
	rows: (cohort, question) => improvementSums(cohort, question),
	groups,
	signatures: improvementSignatures,
	guards,
	within,
	covers,
	figure
};

function groups(rows: readonly FlatRow[], { filters }: Question): Group[] {
	// A responder share rests on those who have a rule, and counts events.
	const responders = filters.unit === 'responders';
	const summed = filters.miss === 'low' ? [...WINDOW_SUMS, ...LOW_SUMS] : WINDOW_SUMS;
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const numbers = (names: readonly string[], week: number) =>
			Object.fromEntries(names.map((name) => [name, number(`${name}_${week}`)]));
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		return {
			key: { measure: text('measure'), area: text('area'), line: text('line') },
			patients: number('patients'),
			courses: number('courses'),
			cells: Object.fromEntries(
				VISIT_WEEKS.map((week) => [
					week,
					{
						patients: number(`${responders ? 'responder_patients' : 'patients'}_${week}`),
						sums: numbers(summed, week)
					}
				])
			),
			counts: Object.fromEntries(
				VISIT_WEEKS.map((week) => {
					const counts = numbers(['n', ...WINDOW_COUNTS], week);
					const { due = 0, seen = 0, dropped = 0 } = counts;
					return [week, { ...counts, missed: due - seen - dropped }];
				})
			)
		};
	});
}

/**
 * A mean rests on the series scored in its window, a share on those of them with a rule. Outside the
 * clinic a share also tells how many did and did not improve, follow-up is told as a whole or not, and a
 * mean that counts those not seen tells how many they are.
 */
function guards({ filters, viewer }: Question): Guarded[] {
	const outside = !viewer.insideClinic;
	const share = ['ruled', ...(outside ? ['responded', 'unresponded'] : [])];
	const follow = ['scored', 'due', 'seen', 'missed', 'dropped', 'not_yet_due'];
	const kinds = [
		...(filters.unit === 'responders' ? share : ['scored']),
		...(outside && filters.miss === 'low' ? follow : [])
	];
	return VISIT_WEEKS.flatMap((week) => [
		{ id: `cells.${week}`, marks: kinds.map((kind) => `${kind}_${week}`) },
		...(outside ? [{ id: `counts.${week}`, marks: follow.map((kind) => `${kind}_${week}`) }] : [])
	]);
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters } = context;
	const all = panelsOf(shown, totals, context);
	const panels = filters.concern ? byArea(all) : all;
	const lead = filters.concern ? panels : leading(panels, context);
	const others = panels.filter((panel) => !lead.includes(panel));
	const weeks = weeksIn(totals);
	const draw = (panel: Panel, among: Panel[]) =>
		trendPanel(panel, scaleOf(onSameScale(panel, among), context), weeks, context);
	const trends = lead.map((panel) => draw(panel, lead));
	const small = others.map((panel) => draw(panel, others));
	for (const [i, panel] of small.entries()) {
		// A second measure of a concern is told apart by its name.
		const measure = others[i]?.measure;
		const again = panels.filter((other) => other.measure.concern === measure?.concern).length > 1;
		if (measure && again && !filters.concern) panel.title = `${panel.title}: ${measure.shortName}`;
	}
	const titled = (list: Panel[], drawn: { title: string }[]) =>
		list.map((panel, i) => ({ panel, title: drawn[i]?.title ?? '' }));
	return {
		analysis: improvementOverTime.id,
		title: title(context),
		answer: answer(lead, context),
		basis: basis(totals),
		legend: legend(panels, shown, context),
		trends,
		others: small,
		forests: [],
		bars: [],
		panels: [],
		restsOn: restsOn(lead, context),
		notes: notes(panels, context),
		twins: [
			twinTable('The same figures', titled(lead, trends), weeks, context),
			followUpTable(titled(lead, trends), weeks, context),
			...(others.length > 0
				? [twinTable('Other recorded concerns', titled(others, small), weeks, context)]
				: [])
		],
		table: tidyTable([...lead, ...others], weeks, context)
	};
}

/** The leading measure of each leading concern, in the fixed order of the primary measures. */
function leading(panels: Panel[], { known }: Context): Panel[] {
	return LEADING_CONCERNS.flatMap((concern) => {
		const first = pairsFor(known.choices, concern)
			.map(({ measure }) => panels.find((panel) => panel.measure.code === measure))
			.find((panel) => panel !== undefined);
		const chosen = first ?? panels.find((panel) => panel.measure.concern === concern);
		return chosen ? [chosen] : [];
	});
}

/** A measure hidden on all areas comes last. */
const areaPosition = ({ area }: Panel) =>
	area === null ? AREAS.length : AREAS.findIndex(({ code }) => code === area);
const byArea = (panels: Panel[]) => panels.toSorted((a, b) => areaPosition(a) - areaPosition(b));

/** Grades are read alike whatever their scale; points, counts and millimetres only on their own. */
const onSameScale = (panel: Panel, among: Panel[]) =>
	among.filter(
		({ measure }) =>
			measure.code === panel.measure.code ||
			(measure.unit.many === 'grades' && panel.measure.unit.many === 'grades')
	);

/** Weeks at which somebody was due or scored, or it is hidden whether. */
function weeksIn(groups: Group[]): number[] {
	const some = VISIT_WEEKS.filter((week) =>
		groups.some(({ counts }) => {
			const { n = 0, due = 0 } = counts[week] ?? {};
			return n === null || due === null || n + due > 0;
		})
	);
	return some.length > 0 ? some : [...VISIT_WEEKS];
}

function title({ filters }: Context): string {
	const area = filters.where.area ? areaOf(filters.where.area) : null;
	if (filters.concern) {
		const { noun, plural } = CONCERN_WORDS[filters.concern];
		return `Where ${plural ? 'do' : 'does'} ${noun} improve, and by how much?`;
	}
	return area
		? `How much do ${area.plural} improve, and by when?`
		: 'How much does skin improve, and by when?';
}

function basis(totals: Group[]): string {
	const courses = totals.reduce((sum, group) => sum + group.courses, 0);
	return `${counted(courses, 'series', 'series')} shown`;
}

function legend(panels: Panel[], shown: Group[], { filters, known }: Context): Figure['legend'] {
	const values = [...new Set(shown.map((group) => group.key.line ?? null))];
	const lines = values.toSorted(lineOrder(filters.by, known)).map((value) => ({
		id: value ?? 'none',
		label: lineLabel(filters.by, value, known),
		style: lineStyle(filters.by, value, known)
	}));
	const together = panels.some((panel) => panel.total && panel.groups.length === 0);
	return together ? [...lines, TOGETHER] : lines;
}

function restsOn(panels: Panel[], context: Context): Figure['restsOn'] {
	const { filters } = context;
	const named = panels.filter((panel) => panel.total);
	const name = (panel: Panel) => subjectOf(panel, filters.concern !== null);
	const followed = named.flatMap((panel) => {
		const { seen, due } = panel.total
			? countsOf(panel.total, filters.wk)
			: { seen: null, due: null };
		const share = percentSeen(panel.total, filters.wk);
		return seen === null || due === null || !share
			? []
			: [{ name: name(panel), seen, due, share, low: seen / due < FOLLOW_UP_FLOOR }];
	});
	const low = followed.filter((entry) => entry.low).map((entry) => entry.name);
	const bounds = named.flatMap((panel) => {
		const unit = filters.unit === 'responders' ? 'responders' : 'scale';
		const bound = boundsOf(panel.total, filters.wk, unit, panel.measure);
		if (!bound) return [];
		const decimals = decimalsOf(unit, panel.measure, panel.total?.cells[filters.wk]?.sums?.n ?? 0);
		return [`${name(panel)} ${amount(bound.low, unit, panel.measure, decimals)}`];
	});
	return [
		{
			title: `Follow-up at week ${filters.wk}`,
			text:
				followed.length === 0
					? [{ text: 'No visit was due in this window yet, or its counts are hidden.' }]
					: [
							{
								text: `${followed.map(({ name, seen, due, share }) => `${count(seen)} of ${count(due)} courses seen for ${name} (${share})`).join(', ')}.`
							},
							...(low.length > 0 ? [{ text: belowFloor(low, filters), strong: true }] : [])
						]
		},
		{
			title: 'If the missing did no better than baseline',
			text: [
				{
					text:
						bounds.length === 0
							? 'Cannot be said: nobody was scored, or the counts are hidden.'
							: `${filters.unit === 'responders' ? 'The share' : 'The mean'} would be: ${list(bounds)}.`
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Change since the first session, without a control group: part of it may be regression to the mean. Untreated sides and courses without a baseline score are left out.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenWords(context) }
	];
}

function notes(panels: Panel[], context: Context): string[] {
	const { filters } = context;
	const lines = filters.by
		? `Lines ${DIMENSION_FACTS[filters.by].by}.`
		: 'One line for all courses.';
	const beside = filters.evidence
		? [
				'Hollow points were published by others about other people, filled ones are these courses: they stand side by side, no test compares them.'
			]
		: [];
	return [
		`${lines} Bars are as wide as the visit window. Open points: fewer than 20 patients. Bands: 95 % intervals that count patients, not courses. Dotted line: smallest worthwhile difference. Up is better on every scale.`,
		...clinicRules(
			panels.map(({ measure }) => measure),
			context
		),
		...beside
	];
}
