/** The follow-up ribbon as geometry: what stands under the time axis at each visit window. */
import type { RibbonBar } from './figure.ts';

export const RIBBON_HEIGHT = 20;
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
	xOfWeek: (week: number) => number
): RibbonShape[] {
	const shapes = bars.map((bar): RibbonShape => {
		const due = bar.seen + bar.missed + bar.dropped;
		const height = (count: number) => (RIBBON_HEIGHT * count) / Math.max(1, due + bar.notYetDue);
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
