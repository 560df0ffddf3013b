/** One panel a measure (and area): its lines, headline, follow-up and scale. */
import type { RibbonBar, Scale, TrendPanel, TrendPoint, TrendSeries } from '#lib/charts/figure.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import { measureFor } from '#lib/domain/clinic-choices.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { toQuery } from '#lib/domain/filters.ts';
import { counted } from '#lib/domain/format.ts';
import { CONCERNS, type Measure } from '#lib/domain/measure.ts';
import { isPrimary } from '#lib/domain/primary-measures.ts';
import { publishedFor } from '#lib/domain/published.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Context, Group } from '../../analysis.ts';
import { lineLabel, lineOrder, lineStyle } from '../lines.ts';
import { niceScale } from '../scale.ts';
import { toldEstimate } from '../told.ts';
import { reasonIn } from '../widen.ts';
import { estimateOf, unitBarred } from './estimates.ts';
import { ASSUMED, countsOf, rangeOf, verdictAt, type Bounds } from './follow-up.ts';
import { hiddenPanel, outcomesHref } from './hidden.ts';
import {
	amountBetween,
	amountWithInterval,
	axisLabel,
	changed,
	directionOf,
	followUp
} from './words.ts';

/** Points on fewer patients are drawn open. */
export const FEW_PATIENTS = 20;

export type Panel = { measure: Measure; area: string | null; groups: Group[]; total: Group | null };

/** Groups the shown and the hidden groups into panels, in the order of concerns and areas. */
export function panelsOf(groups: Group[], totals: Group[], context: Context): Panel[] {
	const ids = new Map<string, Panel>();
	for (const { key } of [...totals, ...context.hidden]) {
		const measure = measureFor(key.measure ?? '', context.known.choices);
		const area = key.area ?? null;
		const id = panelId(key.measure ?? '', area);
		if (!measure || ids.has(id)) continue;
		const same = (group: Group) => panelId(group.key.measure ?? '', group.key.area ?? null) === id;
		ids.set(id, {
			measure,
			area,
			groups: sorted(groups.filter(same), context),
			total: totals.find(same) ?? null
		});
	}
	return [...ids.values()].toSorted(
		(a, b) =>
			concernPosition(a.measure) - concernPosition(b.measure) ||
			courses(b) - courses(a) ||
			a.measure.code.localeCompare(b.measure.code, 'en')
	);
}

const courses = (panel: Panel) => panel.total?.courses ?? 0;
const concernPosition = (measure: Measure) =>
	CONCERNS.findIndex((concern) => concern === measure.concern);
const panelId = (measure: string, area: string | null) => (area ? `${measure}.${area}` : measure);

function sorted(groups: Group[], { filters, known }: Context): Group[] {
	const order = lineOrder(filters.by, known);
	return groups.toSorted((a, b) => order(a.key.line ?? null, b.key.line ?? null));
}

/** Where every line of a panel is hidden, all its courses together are the one line. */
export const TOGETHER = {
	id: 'together',
	label: 'All courses',
	style: { kind: 'single' }
} as const;

/** The groups that a panel draws, and as what: its lines, or all of them together. */
export const drawnOf = ({ groups, total }: Panel): Group[] =>
	groups.length > 0 || !total ? groups : [total];
/** What a table lists: the lines and, under them, all courses together, which the headline is of. */
export const listedOf = ({ groups, total }: Panel, { filters }: Context): Group[] =>
	filters.by && total ? [...groups, total] : groups.length > 0 || !total ? groups : [total];
export const nameOf = (panel: Panel, group: Group, { filters, known }: Context) => {
	const value = group.key.line ?? null;
	return panel.groups.length === 0 || (filters.by !== null && group === panel.total)
		? TOGETHER
		: {
				id: value ?? 'none',
				label: lineLabel(filters.by, value, known),
				style: lineStyle(filters.by, value, known)
			};
};

/** Draws a panel on the scale it shares with others. */
export function trendPanel(
	panel: Panel,
	scale: Scale,
	weeks: number[],
	context: Context
): TrendPanel {
	const { measure, area, total } = panel;
	const { filters } = context;
	const { unit, wk, miss } = filters;
	const { estimate, why, decimals } = estimateOf(total?.cells[wk], unit, measure, miss);
	const barred = unitBarred(unit, measure, miss);
	const range = rangeOf(total, wk, filters, measure);
	const hidden = !total || barred ? hiddenPanel(panel, barred, context) : null;
	const published = publishedBeside(panel, context);
	return {
		id: panelId(measure.code, area),
		title: panelTitle(panel, context),
		href: titleHref(panel, context),
		verdict: hidden ? null : verdictAt(total, wk, miss, measure),
		headline: hidden ? null : toldEstimate(estimate, decimals),
		headlineWords: hidden
			? []
			: estimate
				? headline(
						range
							? amountBetween(range, unit, measure, decimals)
							: amountWithInterval(estimate, unit, measure, decimals),
						range,
						panel,
						context
					)
				: [{ text: `Week ${wk}: ${why}` }],
		subline: hidden ? measure.shortName : subline(panel, context),
		yLabel: axisLabel(unit, measure),
		direction: directionOf(measure),
		scale,
		weeks,
		selectedWeek: wk,
		worthwhile:
			unit === 'scale' && measure.smallestWorthwhile !== null
				? {
						value: measure.smallestWorthwhile,
						label: `worthwhile ${measure.smallestWorthwhile}`
					}
				: null,
		series: hidden ? [] : drawnOf(panel).map((group) => seriesOf(panel, group, weeks, context)),
		ribbon: hidden || !total ? [] : ribbonOf(total, weeks),
		published: published.points,
		publishedWords: published.words,
		hidden
	};
}

/** To the areas of a concern; from an area to its own page, with what others published beside it. */
function titleHref({ measure, area }: Panel, context: Context): string | null {
	const { filters, accepted } = context;
	const concern = concernOf(measure);
	if (!area || !concern) return outcomesHref({ ...filters, concern }, context);
	if (filters.where.area || filters.network) return null;
	const query = toQuery({ ...filters, concern: null, evidence: true }, accepted);
	return `/outcomes/${concern}/${area}?${query}`;
}

const concernOf = (measure: Measure) =>
	CONCERNS.find((concern) => concern === measure.concern) ?? null;

/** What others published for this concern and area: points on the same scale, the rest in words. */
function publishedBeside({ measure, area }: Panel, { filters, published }: Context) {
	if (!filters.evidence || !filters.concern || !area) return { points: [], words: [] };
	const { depth: depthBand, device } = filters.where;
	const question = {
		concern: filters.concern,
		areaRoot: area,
		measure: measure.code,
		depthBand,
		device
	};
	const { points, words } = publishedFor(question, published);
	return { points: filters.unit === 'scale' ? points : [], words };
}

function panelTitle({ measure, area }: Panel, { filters, known }: Context): string {
	if (area) {
		return isPrimary(measure.code, area, known.choices?.primary)
			? areaLabel(area)
			: `${areaLabel(area)}, ${measure.shortName}`;
	}
	if (filters.concern) return 'All areas together';
	const concern = concernOf(measure);
	return concern ? CONCERN_WORDS[concern].label : measure.name;
}

/** "0.77 grades (0.71 to 0.82) at week 26"; what is taken for granted stands behind it. */
function headline(
	text: string,
	range: Bounds | null,
	{ measure }: Panel,
	{ filters: { wk, unit, miss } }: Context
) {
	const [lead, ...rest] = text.split(/ (?=\()/);
	const tail = rest.length > 0 ? ` ${rest.join(' ')}` : '';
	const rule = unit === 'responders' ? `, ${measure.responderWords}` : '';
	const assumed = range
		? ', depending on those not seen'
		: miss === 'seen'
			? ''
			: `, ${ASSUMED[miss]}`;
	return [{ text: lead ?? '', strong: true }, { text: `${tail} at week ${wk}${rule}${assumed}` }];
}

function subline({ total, measure }: Panel, { filters }: Context): string {
	if (!total) return measure.shortName;
	const { scored, seen, due } = countsOf(total, filters.wk);
	return [followUp(scored, seen, due), counted(total.patients, 'patient'), measure.shortName].join(
		' · '
	);
}

function seriesOf(panel: Panel, group: Group, weeks: number[], context: Context): TrendSeries {
	const name = nameOf(panel, group, context);
	return {
		...name,
		points: weeks.map((week) => pointOf(group, panel.measure, week, name.label, context))
	};
}

function pointOf(
	group: Group,
	measure: Measure,
	week: number,
	label: string,
	context: Context
): TrendPoint {
	const { filters } = context;
	const cell = group.cells[week];
	const { miss } = filters;
	const { estimate, why, decimals } = estimateOf(cell, filters.unit, measure, miss);
	const { scored, seen, due } = countsOf(group, week);
	const assumed = estimate && miss !== 'seen' ? `, ${ASSUMED[miss]}` : '';
	const patients = cell && cell.sums && cell.patients > 0 ? cell.patients : null;
	const value = estimate
		? changed(estimate, filters.unit, measure, decimals)
		: why?.startsWith('hidden')
			? `hidden, ${reasonIn(cell, context)}`
			: 'no scores';
	return {
		week,
		estimate: toldEstimate(estimate, decimals),
		why,
		scored,
		seen,
		due,
		patients,
		few: patients !== null && patients < FEW_PATIENTS,
		sentence: `Week ${week}, ${label}: ${value}${assumed}; ${followUp(scored, seen, due)}.`
	};
}

/** Follow-up of the courses shown; empty where a count is hidden. */
export function ribbonOf(total: Group, weeks: number[]): RibbonBar[] {
	return weeks.flatMap((week) => {
		const window = VISIT_WINDOWS.find((candidate) => candidate.week === week);
		const counts = total.counts[week];
		if (!window || !counts) return [];
		const { due, seen, dropped, not_yet_due: notYetDue } = counts;
		if (due == null || seen == null || dropped == null || notYetDue == null) return [];
		if (due + notYetDue === 0) return [];
		return [
			{
				week,
				fromWeek: week - window.halfWidthWeeks,
				toWeek: week + window.halfWidthWeeks,
				seen,
				missed: due - seen - dropped,
				dropped,
				notYetDue
			}
		];
	});
}

/** The scale of a panel's unit: shared by all panels whose unit is the same word. */
export function scaleOf(
	panels: Panel[],
	context: Context,
	modelled: readonly TrendSeries[] = []
): Scale {
	const { unit, miss } = context.filters;
	const values: number[] = [];
	for (const { points } of modelled) {
		for (const { estimate } of points) {
			if (estimate) values.push(estimate.value, estimate.low ?? 0, estimate.high ?? 0);
		}
	}
	let worthwhile = 0;
	for (const panel of panels) {
		const { measure } = panel;
		for (const { estimate } of publishedBeside(panel, context).points) {
			values.push(estimate.value, estimate.low ?? estimate.value, estimate.high ?? estimate.value);
		}
		if (unit === 'scale') worthwhile = Math.max(worthwhile, measure.smallestWorthwhile ?? 0);
		for (const group of drawnOf(panel)) {
			for (const cell of Object.values(group.cells)) {
				const { estimate } = estimateOf(cell, unit, measure, miss);
				if (!estimate) continue;
				values.push(estimate.value);
				if (estimate.low !== null) values.push(estimate.low);
				if (estimate.high !== null) values.push(estimate.high);
			}
		}
	}
	const scale = niceScale(values, worthwhile * 1.1);
	return unit === 'responders' ? { ...scale, min: 0, max: Math.min(100, scale.max) } : scale;
}
