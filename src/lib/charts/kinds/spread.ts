/** Quantiles of a group along a scale, as far as so many patients allow them. */
import type { SpreadPanel } from '../panels.ts';
import { along } from './axis.ts';

type Row = SpreadPanel['rows'][number];

export type SpreadShape = {
	/** The thin line and the thick one; null where an end of it is not given. */
	most: { from: number; to: number } | null;
	half: { from: number; to: number } | null;
	middle: number | null;
};

export function spreadShape({ quantiles }: Row, scale: SpreadPanel['scale']): SpreadShape {
	const { p10, p25, p50, p75, p90 } = quantiles;
	const between = (low: number | null, high: number | null) =>
		low === null || high === null ? null : { from: along(scale, low), to: along(scale, high) };
	return {
		most: between(p10, p90),
		half: between(p25, p75),
		middle: p50 === null ? null : along(scale, p50)
	};
}

/** Why a row has nothing to draw: what is said of it, or that too few patients carry a quantile. */
export function nothingToDraw(row: Row): string | null {
	if (row.why !== null) return row.why;
	return Object.values(row.quantiles).some((value) => value !== null)
		? null
		: 'too few patients for a quantile';
}
