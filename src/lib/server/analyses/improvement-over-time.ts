/** How far scores moved from baseline at each visit: a panel a concern or area, a line a group. */
import type { Figure } from '#lib/charts/figure.ts';
import { areaOf } from '#lib/domain/areas.ts';
import { pairsFor } from '#lib/domain/clinic-choices.ts';
import { CONCERN_WORDS, LEADING_CONCERNS } from '#lib/domain/concerns.ts';
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import { counted } from '#lib/domain/format.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import { sumsOfImprovement, sumsOfImprovementAndTotals } from '../queries/cube-sums.ts';
import { improvementSignatures } from '../queries/improvement-sums.ts';
import { LOW_SUMS, WINDOW_COUNTS, WINDOW_SUMS } from '../queries/window-sums.ts';
import { answer } from './improvement/answer.ts';
import { covers, within } from './improvement/leading-areas.ts';
import { panelsOf, scaleOf, TOGETHER, trendPanel, type Panel } from './improvement/panels.ts';
import { byArea, onSameScale } from './improvement/panel-order.ts';
import { modelledOf, modelledSeries, modelTable, type Modelled } from './improvement/model.ts';
import { followUpTable, publishedTables, tidyTable, twinTable } from './improvement/tables.ts';
import { notes, restsOn } from './improvement/rests-on.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';
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
		'missing-bounds',
		'mmrm'
	],
	terms: IMPROVEMENT_TERMS,
	page: '/outcomes',
	permission: 'aggregates',
	ownFirst: true,
	accepted: {
		view: [
			'concern',
			'measure',
			'by',
			'wk',
			'unit',
			'miss',
			'model',
			'evidence',
			'network',
			'data'
		],
		where: DIMENSIONS,
		by: DIMENSIONS.filter((dimension) => dimension !== 'area'),
		defaultBy: 'depth',
		panels: 'area',
		parts: null
	},
	rows: sumsOfImprovement,
	rowsAndTotals: sumsOfImprovementAndTotals,
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
		// What improvementSums wrote: of each patient the series, with baseline and improvements.
		const series = JSON.parse(String(row.series ?? '[]')) as (number | null)[][][];
		return {
			key: { measure: text('measure'), area: text('area'), line: text('line') },
			patients: number('patients'),
			courses: number('courses'),
			cells: Object.fromEntries(
				VISIT_WEEKS.map((week, i) => [
					week,
					{
						patients: number(`${responders ? 'responder_patients' : 'patients'}_${week}`),
						sums: numbers(summed, week),
						...(filters.model ? { records: recordsAt(i, series) } : {})
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

/** The series scored at a window: whose, from which baseline, by how much better. */
const recordsAt = (index: number, patients: readonly (number | null)[][][]): FlatRow[] =>
	patients.flatMap((own, patient) =>
		own.flatMap(([baseline = null, ...gains], series) => {
			const gain = gains[index] ?? null;
			return gain === null ? [] : [{ patient, series, baseline, gain }];
		})
	);

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

async function figure(shown: Group[], totals: Group[], context: Context): Promise<Figure> {
	const { filters } = context;
	const all = panelsOf(shown, totals, context);
	const panels = filters.concern ? byArea(all) : all;
	const lead = filters.concern ? panels : leading(panels, context);
	const others = panels.filter((panel) => !lead.includes(panel));
	const weeks = weeksIn(totals);
	const models = new Map<Panel, Modelled | null>();
	for (const panel of lead) models.set(panel, await modelledOf(panel, weeks, context));
	const draw = (panel: Panel, among: Panel[]) => {
		const same = among.filter(({ measure }) => onSameScale(measure, panel.measure));
		const modelled = same.flatMap((one) => modelledSeries(models.get(one) ?? null, one));
		const drawn = trendPanel(panel, scaleOf(same, context, modelled), weeks, context);
		if (drawn.hidden) return drawn;
		const own = modelledSeries(models.get(panel) ?? null, panel);
		return { ...drawn, series: [...drawn.series, ...own] };
	};
	const trends = lead.map((panel) => draw(panel, lead));
	const small = others.map((panel) => draw(panel, others));
	for (const [i, panel] of small.entries()) {
		// A second measure of a concern is told apart by its name.
		const measure = others[i]?.measure;
		const again = panels.filter((other) => other.measure.concern === measure?.concern).length > 1;
		if (measure && again && !filters.concern) panel.title = `${panel.title}: ${measure.shortName}`;
	}
	const published = new Map(lead.map((panel, i) => [panel, trends[i]?.published ?? []]));
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
		restsOn: restsOn(lead, context, models),
		notes: notes(panels, context),
		twins: [
			twinTable('The same figures', titled(lead, trends), weeks, context),
			...(filters.model && filters.concern
				? [
						modelTable(
							titled(lead, trends).map((one) => ({
								...one,
								modelled: models.get(one.panel) ?? null
							})),
							weeks,
							context
						)
					]
				: []),
			followUpTable(titled(lead, trends), weeks, context),
			...publishedTables(trends),
			...(others.length > 0
				? [twinTable('Other recorded concerns', titled(others, small), weeks, context)]
				: [])
		],
		table: tidyTable([...lead, ...others], weeks, context, models, published)
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
		if (area) {
			return `How much ${plural ? 'do' : 'does'} ${noun} improve on the ${area.label.toLowerCase()}, and by when?`;
		}
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
