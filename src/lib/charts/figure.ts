/**
 * What a chart says, as plain data. Made on the server behind the gate: a number that is hidden is
 * not in here. Pages draw it, downloads write its table, the API sends it as it is.
 */
import type { Panel } from './panels.ts';

export type Verdict = 'clear' | 'clear but small' | 'not clear' | 'too few to say';

/** A value with its interval, in the unit of its panel. */
export type Estimate = { value: number; low: number | null; high: number | null };

/** A run of text; verdicts and lead numbers are strong, the next question to ask is a link. */
export type Phrase = { text: string; strong?: boolean; href?: string };

/** Why something is not shown, and the nearest question that can be answered. */
export type Hidden = { reason: string; next: { label: string; href: string } | null };

/** How a series looks: a depth band keeps its colour and marker everywhere. */
export type SeriesStyle =
	| { kind: 'depth'; step: 0 | 1 | 2 | 3 | 4 | 5 }
	| { kind: 'order'; step: number }
	/** A group of a comparison: its own colour, marker and dash everywhere. */
	| { kind: 'arm'; arm: 'a' | 'b' | 'c' }
	| { kind: 'single' };

export type TrendPoint = {
	week: number;
	/** Null where there is no value, or it may not be shown; `why` says which. */
	estimate: Estimate | null;
	why: string | null;
	/** Courses with a score in this window: what the estimate rests on. */
	scored: number | null;
	/** Of the courses due in this window, those seen; null where they are hidden too. */
	seen: number | null;
	due: number | null;
	patients: number | null;
	/** Fewer than 20 patients: drawn open. */
	few: boolean;
	/** The point as one sentence, spoken and shown in the reading line. */
	sentence: string;
};

export type TrendSeries = {
	id: string;
	label: string;
	style: SeriesStyle;
	points: TrendPoint[];
	/** What a model expects, drawn faint beside the observed means of the same look. */
	modelled?: boolean;
};

/** Follow-up of one visit window, in courses of the series shown. */
export type RibbonBar = {
	week: number;
	fromWeek: number;
	toWeek: number;
	seen: number;
	missed: number;
	dropped: number;
	notYetDue: number;
};

export type PublishedPoint = {
	studyId: string;
	label: string;
	week: number;
	estimate: Estimate;
	grade: 'A' | 'B' | 'C';
	/** The reason of the grade: what is alike and what differs. */
	likeness?: string;
	sentence: string;
};

/** The scale a panel is drawn on; panels on one scale share it. */
export type Scale = { min: number; max: number; step: number; decimals: number };

export type TrendPanel = {
	id: string;
	title: string;
	/** Where the title leads; null when there is nothing finer. */
	href: string | null;
	verdict: Verdict | null;
	/** The headline at the chosen week over the series shown. */
	headline: Estimate | null;
	headlineWords: Phrase[];
	/** "582 seen of 737 due · 761 patients · Lemperle 0–5". */
	subline: string;
	/** "Grades better than baseline". */
	yLabel: string;
	/** The scale's own direction, in words. */
	direction: string;
	scale: Scale;
	weeks: number[];
	selectedWeek: number;
	worthwhile: { value: number; label: string } | null;
	series: TrendSeries[];
	ribbon: RibbonBar[];
	/** In place of `ribbon`: one for each group of a comparison, named by its letter, below each other. */
	ribbons?: { label: string; style: SeriesStyle; bars: RibbonBar[] }[];
	/** Under the axis; "Weeks since first session" where it is left out. */
	xLabel?: string;
	published: PublishedPoint[];
	/** Published results that may not be drawn here, in words. */
	publishedWords: string[];
	/** The whole panel is hidden or has no answer. */
	hidden: Hidden | null;
};

/** One line of a forest: a label and one estimate a series. */
export type ForestRow = {
	id: string;
	label: string;
	marks: {
		seriesId: string;
		estimate: Estimate | null;
		why: string | null;
		few: boolean;
		sentence: string;
	}[];
	/** The estimate over all series shown, in words for the right column. */
	total: Phrase[];
};

export type ForestPanel = {
	id: string;
	title: string;
	note: string;
	xLabel: string;
	scale: Scale;
	rows: ForestRow[];
};

/** Shares that add up to the whole: a stacked bar a row. */
export type BarsPanel = {
	id: string;
	title: string;
	note: string;
	xLabel: string;
	parts: { id: string; label: string }[];
	rows: {
		id: string;
		label: string;
		/** "412 courses in 371 patients". */
		count: string;
		/** Per cent of the row's courses, null where hidden. */
		shares: { partId: string; percent: number | null; sentence: string }[];
		/** Facts in words at the right: "3.8 sessions given of 4.0 planned". */
		facts: string[];
	}[];
};

/** One column of the tidy table: what downloads and the API name it. */
export type Column = {
	key: string;
	label: string;
	type: 'text' | 'integer' | 'decimal';
	unit?: string;
};

/** Cells as they are; a hidden number is null and the row's `hidden` column says why. */
export type Table = { columns: Column[]; rows: (string | number | null)[][] };

/** The table twin as it is read on the page: display text only. */
export type TwinTable = {
	caption: string;
	note: string;
	/** `wraps`: long names that may take two lines, so that the numbers stay in sight. */
	columns: { label: string; align: 'left' | 'right'; strong?: boolean; wraps?: boolean }[];
	rows: {
		/** Opens a new group, written strong in the first column; null repeats nothing. */
		group: string | null;
		style: SeriesStyle | null;
		cells: string[];
		/** A hidden row's reason stands across the number columns. */
		hidden: string | null;
		/** What opens from the row, at its end. */
		links?: { label: string; href: string }[];
	}[];
};

export type Figure = {
	analysis: string;
	/** The question as the title. */
	title: string;
	/** The answer, by rule, in sentences. */
	answer: Phrase[];
	/** "1,925 courses shown, 1,503 patients". */
	basis: string;
	legend: { id: string; label: string; style: SeriesStyle; note?: string }[];
	trends: TrendPanel[];
	/** Smaller panels below the first ones: the other recorded concerns. */
	others: TrendPanel[];
	forests: ForestPanel[];
	bars: BarsPanel[];
	/** Charts of the other kinds, in the order of the page. */
	panels: Panel[];
	/** Whether a comparison may be made at all, and why not. */
	sign?: { word: 'PASS' | 'CAUTION' | 'WITHHELD'; reasons: readonly string[] };
	restsOn: { title: string; text: Phrase[] }[];
	/** Short lines under the chart: how to read it. */
	notes: string[];
	twins: TwinTable[];
	table: Table;
};

/** What a page draws of it: the tidy table goes to files and programs alone, and is a third of the bytes. */
export type DrawnFigure = Omit<Figure, 'table'>;
