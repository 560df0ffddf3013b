/**
 * What charts of other kinds than trends, forests and bars say, as plain data: one type a kind, drawn
 * by the module of that name. A mark that may not be shown has null where its numbers were, and `why`.
 */
import type { Estimate, Hidden, Scale, SeriesStyle } from './figure.ts';

type Head = {
	id: string;
	title: string;
	/** What it rests on, under the title: "58 of 74 seen in arm A". */
	note: string;
	/** The whole panel is hidden or has no answer. */
	hidden: Hidden | null;
};
/** A mark of a chart: its numbers as one sentence, spoken and shown in the reading line. */
type Mark = { id: string; label: string; sentence: string; why: string | null; few: boolean };

/** Estimates with intervals below each other on one axis: raw, adjusted and weighted difference. */
export type IntervalsPanel = Head & {
	kind: 'intervals';
	xLabel: string;
	scale: Scale;
	/** Lines across: no difference, and the smallest worthwhile one. */
	zero: boolean;
	worthwhile: { value: number; label: string } | null;
	/** What lies to either side of zero: "A better", "B better". */
	sides?: { low: string; high: string };
	rows: (Mark & {
		estimate: Estimate | null;
		/** The one that leads, drawn stronger. */
		lead: boolean;
		style: SeriesStyle;
		/** At the right: "0.19 (−0.02 to 0.40)". */
		words: string;
	})[];
};

/** Shares that fall (or rise) in steps over days: how long redness stays. */
export type StepsPanel = Head & {
	kind: 'steps';
	xLabel: string;
	yLabel: string;
	/** Days on the axis, ticks of the day grid. */
	days: number[];
	series: {
		id: string;
		label: string;
		style: SeriesStyle;
		/** Holds from its day to the next one. Shares 0 to 1. */
		points: (Mark & { day: number; share: Estimate | null; atRisk: number | null })[];
		/** Days on the grid by which cases were last known to be open. */
		censoredAt: number[];
	}[];
};

/** Standardised differences of two groups before and after weighting, a row each covariate. */
export type LovePanel = Head & {
	kind: 'love';
	xLabel: string;
	/** Beyond it groups are not alike: 0.1. */
	limit: number;
	max: number;
	rows: (Mark & {
		before: number | null;
		after: number | null;
		/** Not among what the groups were made alike in: drawn as a square. */
		leftOut?: boolean;
	})[];
};

/** How two groups lie on a scale of likeness: shares of each in bands of equal width. */
export type OverlapPanel = Head & {
	kind: 'overlap';
	xLabel: string;
	/** Between these the groups are alike enough: 0.3 and 0.7. */
	between: { from: number; to: number };
	arms: { id: string; label: string; style: SeriesStyle }[];
	/** One share (0 to 1) an arm, null where hidden. */
	bins: { from: number; to: number; shares: (number | null)[]; sentence: string }[];
};

/** Benefit against price: a mark a protocol, those that no other beats joined by a line. */
export type FrontierPanel = Head & {
	kind: 'frontier';
	xLabel: string;
	yLabel: string;
	xScale: Scale;
	yScale: Scale;
	marks: (Mark & {
		x: Estimate | null;
		y: Estimate | null;
		patients: number | null;
		onFrontier: boolean;
		style: SeriesStyle;
		href: string | null;
	})[];
};

/** Answers against a number along the axis, with a fitted line and its band: improvement by depth. */
export type DosePanel = Head & {
	kind: 'dose';
	xLabel: string;
	yLabel: string;
	xScale: Scale;
	scale: Scale;
	worthwhile: { value: number; label: string } | null;
	points: (Mark & {
		x: number;
		estimate: Estimate | null;
		patients: number | null;
		style: SeriesStyle;
	})[];
	/** Points of the fitted line in order; `steps` is drawn level from one to the next. */
	fits: { id: string; label: string; steps: boolean; points: ({ x: number } & Estimate)[] }[];
};

/** Estimates in rows and columns: pigment change by skin type and depth. */
export type GridPanel = Head & {
	kind: 'grid';
	rowLabel: string;
	columnLabel: string;
	rows: { id: string; label: string }[];
	columns: { id: string; label: string }[];
	/** The value at which a cell is darkest; cells are graded from 0 to it. */
	max: number;
	cells: (Mark & {
		rowId: string;
		columnId: string;
		estimate: Estimate | null;
		/** In the cell: "4.1 %", and below it "1.2 to 9.8 · 96". */
		words: string[];
	})[];
};

/** Where values lie, a row a group: quantiles, and what is within noise. */
export type SpreadPanel = Head & {
	kind: 'spread';
	xLabel: string;
	scale: Scale;
	/** One patient's change between these is not told from none. */
	noise: { low: number; high: number; label: string } | null;
	rows: (Mark & {
		style: SeriesStyle;
		/** Those that so many patients allow; the others are null. */
		quantiles: {
			p10: number | null;
			p25: number | null;
			p50: number | null;
			p75: number | null;
			p90: number | null;
		};
		/** "58 % beyond noise (44 to 70)". */
		words: string[];
	})[];
};

/** An expected course: the middle and bands in which half and four fifths of such courses lie. */
export type FanPanel = Head & {
	kind: 'fan';
	xLabel: string;
	yLabel: string;
	scale: Scale;
	noise: { low: number; high: number; label: string } | null;
	points: (Mark & {
		week: number;
		middle: number | null;
		half: { low: number; high: number } | null;
		most: { low: number; high: number } | null;
	})[];
};

/** What was predicted against what was seen, a mark a group; on the diagonal both are alike. */
export type CalibrationPanel = Head & {
	kind: 'calibration';
	xLabel: string;
	yLabel: string;
	scale: Scale;
	marks: (Mark & { predicted: number | null; seen: Estimate | null; style: SeriesStyle })[];
};

export type Panel =
	| IntervalsPanel
	| StepsPanel
	| LovePanel
	| OverlapPanel
	| FrontierPanel
	| DosePanel
	| GridPanel
	| SpreadPanel
	| FanPanel
	| CalibrationPanel;
