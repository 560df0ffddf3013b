/** What the product knows of a measure: its scale, its direction, and what counts as a real change. */
import type { AreaCode } from './areas.ts';

export const CONCERNS = [
	'wrinkles',
	'pores',
	'pigmentation',
	'texture',
	'acne_scars',
	'stretch_marks',
	'puffiness',
	'laxity'
] as const;
/** The concerns that outcomes are charted for. */
export type Concern = (typeof CONCERNS)[number];
/** What else a measure may speak to; stored, not charted as a concern. */
export type MeasureConcern = Concern | 'any' | 'satisfaction' | 'quality_of_life' | 'other';

/** When one patient's improvement counts as a response. */
export type ResponderRule =
	{ kind: 'points'; atLeast: number } | { kind: 'percent_of_baseline'; atLeast: number };

export type Measure = {
	/** Unique over all instruments: the value of `measure` in links, for example LEMPERLE. */
	code: string;
	name: string;
	/** For small places: "Lemperle 0–5". */
	shortName: string;
	concern: MeasureConcern;
	/** Roots or parts the measure fits. */
	areas: 'any' | readonly AreaCode[];
	scale: 'ordinal' | 'count' | 'continuous' | 'percentile' | 'percent' | 'binary';
	min: number | null;
	max: number | null;
	step: number | null;
	/** Unit in words, singular and plural: "grade", "grades". */
	unit: { one: string; many: string };
	/** UCUM, or {score}. */
	ucum: string;
	better: 'lower' | 'higher';
	/** False for ratings of change, which have no baseline. */
	hasBaseline: boolean;
	/** Ratio scales only: a grade or a percentile has no percent change. */
	percentChangeOk: boolean;
	mcid: number | null;
	/** One sentence: where the minimal difference comes from, or that none was found. */
	mcidBasis: string;
	responder: ResponderRule | null;
	responderWords: string;
	/** In scale units; default half of the MCID. Null when nothing is known. */
	smallestWorthwhile: number | null;
	/** Cut points between mild, moderate and severe; null: thirds of the range. */
	severityCuts: readonly [number, number] | null;
	repeatabilitySd: number | null;
	/** 95 % of repeat readings of one patient differ by less. */
	mdc95: number | null;
	labels: Readonly<Record<string, string>> | null;
	decimals: number;
	rangeVerified: 'seen' | 'cited' | 'none';
	source: string;
	notes: string;
};

export type Instrument = {
	/** The contract's instrument_id. */
	id: string;
	name: string;
	/** What may not be shipped or needs a licence; empty when nothing is known. */
	licence: string;
	measures: readonly Measure[];
};

/** Why a change on the measure means nothing; null where it does. */
export const unfitForChange = ({ scale, shortName }: Pick<Measure, 'scale' | 'shortName'>) =>
	scale === 'percentile'
		? `${shortName} is unfit for change: a percentile ranks a patient among others of the same age, and ranks are not equal steps of skin.`
		: null;
