/** What the pieces of a trend panel are told, apart from Chart.js: a page loads it before the chart comes. */
import type { TrendPanel } from './figure.ts';
import type { Palette } from './palette.ts';

export const FONT = "'IBM Plex Sans Variable', 'Plex measures', Arial, sans-serif";

export type TrendDrawing = {
	panel: TrendPanel;
	palette: Palette;
	/** Room at the right for direct labels, in px. */
	labelRoom: number;
	/** The series whose point is walked, read at each drawing; the point's own ring lies above the canvas. */
	focus: () => number | null;
	/** Told of each drawing. */
	ondraw?: () => void;
	/** Whether its marks still wait: it is measured, and drawn when it is told to. Left out, nothing waits. */
	waits?: () => boolean;
	/** Pixels for each px; as many as the screen has where it is left out. */
	sharpness?: number;
};

/** Whether one line was observed: it needs no name, and is drawn solid. */
export const aloneIn = ({ series }: TrendPanel): boolean =>
	series.filter(({ modelled }) => !modelled).length === 1;

/** More bands than this cannot be told apart. */
export const MOST_BANDS = 4;

/** Whether what is drawn differs by the line one walks: it shows its band then. */
export const drawnByFocus = ({ series }: TrendPanel): boolean =>
	series.length > MOST_BANDS || series.some(({ modelled }) => modelled);
