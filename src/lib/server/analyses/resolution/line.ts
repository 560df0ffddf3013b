/** One group of patients with a side effect: its curve, medians, and why it has none. */
import type { SeriesStyle } from '#lib/charts/figure.ts';
import type { Group } from '../../analysis.ts';
import { whyHidden } from '../widen.ts';
import { episodesOf, goneBy, sharesOf, type GoneBy } from './curve.ts';
import type { CurveLine } from './panel.ts';

export type ResolutionLine = CurveLine & {
	group: Group | null;
	/** The days by which half of the patients, and nine in ten, had it no longer. */
	median: GoneBy;
	ninth: GoneBy;
};

/** The line of a group; `why` says in words why there is no group at all. */
export function resolutionLine(
	group: Group | null,
	{
		what,
		why = null,
		...look
	}: { id: string; label: string; style: SeriesStyle; what: string; why?: string | null }
): ResolutionLine {
	const cell = group?.cells.resolution;
	const episodes = episodesOf(cell);
	const reason = why ?? (cell && !cell.sums ? whyHidden(cell) : `nobody had ${what}`);
	const none = { day: null, low: null, high: null, why: reason };
	return {
		...look,
		group,
		episodes,
		shares: group && episodes ? sharesOf(group, episodes) : [],
		why: episodes ? null : reason,
		median: episodes ? goneBy(episodes, 0.5) : none,
		ninth: episodes ? goneBy(episodes, 0.9) : none
	};
}
