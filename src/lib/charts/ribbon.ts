/** The follow-up ribbon as geometry: what stands under the time axis at each visit window. */
import type { RibbonBar, SeriesStyle, TrendPanel } from './figure.ts';

export const RIBBON_HEIGHT = 20;
/** Px of a ribbon where groups have one each, and between two of them. */
export const ARM_RIBBON_HEIGHT = 18;
const ARM_GAP = 4;
/** Px under the tick labels: to the ribbon, from it to the axis title, past its percentages. */
const ABOVE = 4;
const BELOW = { percentages: 22, none: 6 };
const TITLE = 14;
/** Px of the tick labels. */
export const TICKS = 24;
/** Percentages closer than this are left out. */
const LABEL_PITCH = 22;

export type RibbonShape = {
	left: number;
	width: number;
	/** Heights in px from below: seen, missed or dropped, not yet due. */
	seen: number;
	missing: number;
	notYetDue: number;
	/** "79", or null where it stands too close or nobody was due. */
	label: string | null;
	middle: number;
	selected: boolean;
};

/** Bars as wide as their visit window; heights are shares of all courses planned for it. */
export function ribbonShapes(
	bars: readonly RibbonBar[],
	selectedWeek: number,
	xOfWeek: (week: number) => number,
	highest = RIBBON_HEIGHT
): RibbonShape[] {
	const shapes = bars.map((bar): RibbonShape => {
		const due = bar.seen + bar.missed + bar.dropped;
		const height = (count: number) => (highest * count) / Math.max(1, due + bar.notYetDue);
		const left = xOfWeek(bar.fromWeek);
		return {
			left: left + 0.5,
			width: Math.max(1, xOfWeek(bar.toWeek) - left - 1),
			seen: height(bar.seen),
			missing: height(bar.missed + bar.dropped),
			notYetDue: height(bar.notYetDue),
			label: due > 0 ? String(Math.round((100 * bar.seen) / due)) : null,
			middle: xOfWeek(bar.week),
			selected: bar.week === selectedWeek
		};
	});
	const chosen = shapes.find((shape) => shape.selected);
	let last = -Infinity;
	for (const shape of shapes) {
		if (shape.label === null) continue;
		const nearChosen =
			chosen && shape !== chosen && Math.abs(chosen.middle - shape.middle) < LABEL_PITCH;
		if (shape !== chosen && (shape.middle - last < LABEL_PITCH || nearChosen)) shape.label = null;
		else last = shape.middle;
	}
	return shapes;
}

export type Ribbon = {
	/** Null for the one ribbon of all series together. */
	label: string | null;
	style: SeriesStyle | null;
	bars: readonly RibbonBar[];
	/** Px from the foot of the tick labels to its top. */
	top: number;
	height: number;
};

type Ribboned = Pick<TrendPanel, 'ribbon' | 'ribbons'>;

/** The ribbons of a panel, from above: one of all, or one each group. */
export function ribbonsOf({ ribbon, ribbons }: Ribboned): Ribbon[] {
	if (ribbons && ribbons.length > 0) {
		return ribbons.map((one, i) => ({
			...one,
			top: ABOVE + i * (ARM_RIBBON_HEIGHT + ARM_GAP),
			height: ARM_RIBBON_HEIGHT
		}));
	}
	if (ribbon.length === 0) return [];
	return [{ label: null, style: null, bars: ribbon, top: ABOVE, height: RIBBON_HEIGHT }];
}

/** Px from the foot of the tick labels to the axis title. */
export function titleTop(panel: Ribboned): number {
	const last = ribbonsOf(panel).at(-1);
	if (!last) return ABOVE;
	return last.top + last.height + (last.label === null ? BELOW.percentages : BELOW.none);
}

/** Px under the plot: tick labels, ribbons, percentages, axis title. */
export const underPlot = (panel: Ribboned): number => TICKS + titleTop(panel) + TITLE;
