/** What the pieces of a trend panel are told, apart from Chart.js: a page loads it before the chart comes. */
import type { TrendPanel } from './figure.ts';
import type { Palette } from './palette.ts';

export const FONT = "'IBM Plex Sans Variable', 'Plex measures', Arial, sans-serif";

/** The point under the cursor or the arrow keys, as series and point; read at each drawing. */
export type Focus = { series: number; point: number } | null;

export type TrendDrawing = {
	panel: TrendPanel;
	palette: Palette;
	/** Room at the right for direct labels, in px. */
	labelRoom: number;
	focus: () => Focus;
	/** Whether its marks still wait: it is measured, and drawn when it is told to. Left out, nothing waits. */
	waits?: () => boolean;
	/** Pixels for each px; as many as the screen has where it is left out. */
	sharpness?: number;
};

/** Whether one line was observed: it needs no name, and is drawn solid. */
export const aloneIn = ({ series }: TrendPanel): boolean =>
	series.filter(({ modelled }) => !modelled).length === 1;
