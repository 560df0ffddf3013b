/** The answer about one visit, what it rests on, and how the table is read. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import type { Filters } from '#lib/domain/filters.ts';
import { toQuery, dimensionsUsed } from '#lib/domain/filters.ts';
import { MOST_DIMENSIONS } from '#lib/domain/dimensions.ts';
import { count, list, percent } from '#lib/domain/format.ts';
import type { Context } from '../../analysis.ts';
import { clinicRules } from '../clinic-rules.ts';
import { subjectOf } from '../improvement/answer.ts';
import { estimateOf, verdictOfCell } from '../improvement/estimates.ts';
import {
	ASSUMED,
	belowFloor,
	FOLLOW_UP_FLOOR,
	rangeOf,
	verdictAt
} from '../improvement/follow-up.ts';
import { anyStep, hiddenPanelsSentence, hiddenWords } from '../improvement/hidden.ts';
import type { Panel } from '../improvement/panels.ts';
import {
	amountWithInterval,
	answerSentence,
	changed,
	changedBetween
} from '../improvement/words.ts';
import { groupsHidden, refusal } from '../widen.ts';
import { leadingOf, someHidden, testsIn, type Column } from './columns.ts';
import { FIGURE_IDS, isHidden } from './figures.ts';
import { PARTS, pText } from './rows.ts';

/** The table of these filters; grouped by nothing where the areas leave no room for it. */
function beforeAfterHref(wanted: Filters, { accepted }: Pick<Context, 'accepted'>): string {
	const full = dimensionsUsed(wanted, accepted).size > MOST_DIMENSIONS;
	const filters = full ? { ...wanted, by: null } : wanted;
	const path = filters.concern
		? `/outcomes/${filters.concern}/before-after`
		: '/outcomes/before-after';
	const query = toQuery({ ...filters, concern: null }, accepted);
	return query ? `${path}?${query}` : path;
}

export function answer(
	panels: readonly Panel[],
	columns: readonly Column[],
	context: Context
): Phrase[] {
	const { filters, hidden } = context;
	const { wk, miss } = filters;
	const byArea = filters.concern !== null;
	const lead = leadingOf(panels, context);
	const told = lead.flatMap((panel) => {
		const { total, measure } = panel;
		const cell = miss === 'low' ? total?.cells.low : total?.cells[wk];
		const { estimate, decimals } = estimateOf(cell, 'scale', measure, miss);
		if (!estimate) return [];
		const range = rangeOf(total, wk, { unit: 'scale', miss }, measure);
		return [
			{
				subject: subjectOf(panel, byArea),
				predicate: range
					? changedBetween(range, 'scale', measure, decimals)
					: changed(estimate, 'scale', measure, decimals),
				verdict:
					miss === 'low' ? verdictOfCell(cell, measure, miss) : verdictAt(total, wk, miss, measure)
			}
		];
	});
	if (told.length === 0) {
		const [whole] = hidden.filter((group) => group.whole);
		if (whole && panels.every((panel) => !panel.total)) {
			return refusal(
				whole,
				context,
				(wider) => beforeAfterHref(wider, context),
				anyStep(context, beforeAfterHref)
			);
		}
		const few = panels.some((panel) => panel.total?.cells[wk]?.sums === null);
		const why = few ? 'too few patients were scored' : 'nobody was scored';
		return [
			{
				text: `No answer at week ${wk} for these filters: ${why}. Try another week or fewer filters.`
			}
		];
	}
	const hiddenTitles = lead
		.filter((panel) => !panel.total)
		.map((panel) => subjectOf(panel, byArea));
	return [
		...answerSentence(`By week ${wk}${miss === 'seen' ? '' : `, ${ASSUMED[miss]},`}`, told),
		...testOf(columns),
		{ text: hiddenPanelsSentence(hiddenTitles) },
		...groupsHidden(
			panels.flatMap((panel) => panel.groups),
			context
		)
	];
}

/** Of a single column: its test, and how many courses improved at all. */
function testOf(columns: readonly Column[]): Phrase[] {
	const [one, ...others] = columns.filter(({ together }) => together);
	if (!one || others.length > 0) return [];
	const { p, improved } = one.figures;
	const said = [
		...(improved.value === null
			? []
			: [`${percent(improved.value)} of courses improved by any amount`]),
		...(p.value === null ? [] : [`signed-rank p ${p.value < 0.001 ? '' : '= '}${pText(p)}`])
	];
	return said.length > 0 ? [{ text: ` ${said.join('; ')}.` }] : [];
}

export function restsOn(
	panels: readonly Panel[],
	columns: readonly Column[],
	context: Context
): Figure['restsOn'] {
	const { filters } = context;
	const lead = leadingOf(panels, context);
	const named = columns.filter(({ panel, together }) => together && lead.includes(panel));
	const name = ({ panel }: Column) => subjectOf(panel, filters.concern !== null);
	const followed = named.flatMap((column) => {
		const seen = column.figures.seen.value;
		const due = column.figures.due.value;
		return seen === null || !due ? [] : [{ name: name(column), seen, due }];
	});
	const low = followed.filter(({ seen, due }) => seen / due < FOLLOW_UP_FLOOR);
	const bounds = named.flatMap((column) => {
		const { value, low, high } = column.figures.improvement_low;
		if (value === null) return [];
		const { measure } = column;
		return [
			`${name(column)} ${amountWithInterval({ value, low, high }, 'scale', measure, measure.decimals)}`
		];
	});
	const groups = panels.flatMap((panel) => panel.groups);
	return [
		{
			title: `Follow-up at week ${filters.wk}`,
			text:
				followed.length === 0
					? [{ text: 'No visit was due in this window yet, or its counts are hidden.' }]
					: [
							{
								text: `${followed.map(({ name, seen, due }) => `${count(seen)} of ${count(due)} courses seen for ${name} (${percent((100 * seen) / due)})`).join(', ')}.`
							},
							...(low.length > 0
								? [
										{
											text: belowFloor(
												low.map(({ name }) => name),
												filters
											),
											strong: true
										}
									]
								: [])
						]
		},
		{
			title: 'If the missing did no better than baseline',
			text: [
				{
					text:
						bounds.length === 0
							? 'Cannot be said: nobody was scored, or the counts are hidden.'
							: `The mean would be: ${list(bounds)}.`
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: `Change without a control group: part of it may be regression to the mean. Untreated sides are left out.${groups.length > 1 ? ' Groups differ in more than what parts them: an association, not an effect.' : ''}`
				}
			]
		},
		{
			title: 'Hidden',
			text: hiddenWords({ ...context, hiddenCells: someHidden(columns) }, beforeAfterHref)
		}
	];
}

/** How the table is read, and why single cells hold a dash. */
export function notes(columns: readonly Column[], context: Context): string[] {
	const { filters } = context;
	if (columns.length === 0) return [];
	const rules = [
		...new Map(
			columns.flatMap(({ measure }) =>
				measure.responder ? [[measure.code, `${measure.shortName}: ${measure.responderWords}`]] : []
			)
		).values()
	];
	const tests = testsIn(columns);
	const multiple =
		tests > 1 ? ` Adjusted p: Benjamini–Hochberg over the ${tests} tests of this page.` : '';
	return [
		`Means, intervals and shares are of courses, their 95 % intervals clustered by patient. Signed ranks and the Hodges–Lehmann median take one value a patient: with several courses, the mean of their improvements.${multiple}`,
		`Scored within the window of week ${filters.wk}, planned or not. Recorded: courses with any score on the scale.`,
		...(rules.length > 0 ? [`Improved enough: ${rules.join('; ')}.`] : []),
		...clinicRules(
			columns.map(({ measure }) => measure),
			context
		),
		...dashes(columns)
	];
}

/** "Per cent of baseline, Lemperle 0–5: …" where only some columns lack a figure. */
function dashes(columns: readonly Column[]): string[] {
	const labels = new Map(PARTS.flatMap(({ rows }) => rows.map(({ id, label }) => [id, label])));
	const reasons = FIGURE_IDS.flatMap((id) => {
		const missing = columns.filter(({ figures }) => figures[id].why !== null);
		if (missing.length === 0 || missing.length === columns.length || id === 'p_adjusted') return [];
		const plain = missing.flatMap(({ figures }) => {
			const { why } = figures[id];
			return why === null || isHidden(figures[id]) ? [] : [why];
		});
		return plain.length > 0 ? [`${labels.get(id) ?? id}: ${list([...new Set(plain)])}`] : [];
	});
	return reasons.length > 0 ? [`Dashes. ${reasons.join('. ')}.`] : [];
}
