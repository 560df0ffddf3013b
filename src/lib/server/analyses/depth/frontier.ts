/** Which protocols no other beats, and how each stands on the chart of gain against days of redness. */
import type { Scale } from '#lib/charts/figure.ts';
import type { FrontierPanel } from '#lib/charts/panels.ts';
import type { ArmName } from '#lib/domain/arms.ts';
import { toQuery, type Filters } from '#lib/domain/filters.ts';
import type { Context } from '../../analysis.ts';
import { panelName } from '../change-at-visit/columns.ts';
import type { Panel } from '../improvement/panels.ts';
import { axisLabel } from '../improvement/words.ts';
import { lineLabel } from '../lines.ts';
import { niceScale } from '../scale.ts';
import { toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { gainText, hiddenIn, hiddenPanel, rednessText, type Line } from './lines.ts';
import { DAY_DECIMALS } from './redness.ts';

export type Protocols = { panel: Panel; lines: Line[]; total: Line | null };

/** Few patients scored, or few asked: faded, and neither on the frontier nor taking others off it. */
export const isThin = ({ few, redness }: Line) => few || redness.few;

/** A protocol of which both numbers are known. */
export const isPlaced = ({ gain, redness, group }: Line) =>
	gain !== null && redness.days !== null && group.key.line != null;

/**
 * Those that no other beats: none gains as much or more in as few days or fewer, and is better in one
 * of the two. In the order of their days.
 */
export function frontierOf(lines: readonly Line[]): Line[] {
	const placed = lines.filter((line) => isPlaced(line) && !isThin(line));
	const at = ({ gain, redness }: Line) => ({
		gain: gain?.value ?? 0,
		days: redness.days?.value ?? 0
	});
	const beats = (one: Line, other: Line) => {
		const [a, b] = [at(one), at(other)];
		return a.gain >= b.gain && a.days <= b.days && (a.gain > b.gain || a.days < b.days);
	};
	return placed
		.filter((line) => !placed.some((other) => beats(other, line)))
		.toSorted((a, b) => at(a).days - at(b).days || at(b).gain - at(a).gain);
}

/** A comparison of this protocol with the one most used beside it; null without another one. */
function compareHref(line: Line, { lines, panel }: Protocols, context: Context) {
	const others = lines.filter((other) => other !== line && other.group.key.line != null);
	const other = others.toSorted((a, b) => b.group.patients - a.group.patients)[0];
	if (!other) return null;
	const { filters, accepted } = context;
	const arm = (name: ArmName, of: Line) => ({
		name,
		where: { protocol: String(of.group.key.line) }
	});
	const wanted: Filters = {
		...filters,
		by: accepted.defaultBy,
		where: { ...(panel.area ? { area: panel.area } : {}), ...filters.where },
		arms: [arm('a', line), arm('b', other)]
	};
	return `/compare?${toQuery(wanted, accepted)}`;
}

export function frontierPanel(
	protocols: Protocols,
	scales: { x: Scale; y: Scale },
	context: Context
): FrontierPanel {
	const { panel, lines } = protocols;
	const { measure } = panel;
	const best = frontierOf(lines);
	const named = lines.filter(({ group }) => group.key.line != null);
	return {
		kind: 'frontier',
		id: `frontier-${measure.code}-${panel.area ?? 'all'}`,
		title: panelName(panel),
		note: `Improvement at week ${context.filters.wk} against days of redness · ${measure.shortName}`,
		hidden: hiddenPanel(panel, context),
		xLabel: 'Median days of redness',
		yLabel: axisLabel('scale', measure),
		xScale: scales.x,
		yScale: scales.y,
		marks: [
			...named.map((line) => ({
				id: String(line.group.key.line),
				label: protocolLabel(line, context),
				sentence: `${protocolLabel(line, context)}: ${gainText(line, measure, context)}; ${rednessText(line.redness)}${best.includes(line) ? '; no other protocol beats it' : ''}.`,
				why: line.why ?? line.redness.why,
				few: isThin(line),
				x: toldEstimate(line.redness.days, DAY_DECIMALS),
				y: toldEstimate(line.gain, line.decimals),
				patients: line.patients,
				onFrontier: best.includes(line),
				style: { kind: 'single' as const },
				href: compareHref(line, protocols, context)
			})),
			...hiddenIn(panel, context).map((group) => {
				const label = lineLabel('protocol', group.key.line ?? null, context.known);
				const why = `hidden: ${reasonOf(group, context)}`;
				return {
					id: String(group.key.line ?? 'none'),
					label,
					sentence: `${label}: ${why}.`,
					why,
					few: false,
					x: null,
					y: null,
					patients: null,
					onFrontier: false,
					style: { kind: 'single' as const },
					href: null
				};
			})
		]
	};
}

export const protocolLabel = ({ group }: Line, { known }: Context) =>
	lineLabel('protocol', group.key.line ?? null, known);

/** Both axes hold every mark; intervals of few patients may leave them. */
export function scalesOf(all: readonly Protocols[]): { x: Scale; y: Scale } {
	const lines = all.flatMap((protocols) => protocols.lines.filter(isPlaced));
	const values = (line: Line, of: Line['gain']) =>
		of ? [of.value, ...(isThin(line) ? [] : [of.low ?? of.value, of.high ?? of.value])] : [];
	return {
		x: niceScale(
			lines.flatMap((line) => values(line, line.redness.days)),
			1
		),
		y: niceScale(lines.flatMap((line) => values(line, line.gain)))
	};
}
