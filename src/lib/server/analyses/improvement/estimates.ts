/** From the sums of a group in one visit window to the estimate in the unit that was asked for. */
import type { Estimate, Verdict } from '#lib/charts/figure.ts';
import type { Missing, Unit } from '#lib/domain/filters.ts';
import { percentDecimals, rounded } from '#lib/domain/format.ts';
import { unfitForChange, type Measure } from '#lib/domain/measure.ts';
import {
	clusteredMean,
	clusteredProportion,
	ratioOfMeans,
	verdictOf,
	type Interval
} from '#lib/statistics/index.ts';
import type { Cell } from '../../analysis.ts';
import { whyHidden } from '../widen.ts';
import { HUNDREDTHS } from '../hundredths.ts';

/** An interval is shown from this many patients on. */
const INTERVAL_FROM_PATIENTS = 5;

export type Estimated = {
	estimate: Estimate | null;
	/** Why there is none. */
	why: string | null;
	decimals: number;
};

/**
 * The estimate in scale units, per cent of baseline or share of responders: of those seen, or of
 * everyone due with those not seen taken for unchanged. That they did as the seen changes no number.
 */
export function estimateOf(
	cell: Cell | undefined,
	unit: Unit,
	measure: Measure,
	miss: Missing = 'seen'
): Estimated {
	const barred = unitBarred(unit, measure, miss);
	const decimals = decimalsOf(unit, measure, cell?.sums?.n ?? 0);
	if (barred) return { estimate: null, why: barred, decimals };
	if (cell && !cell.sums) return { estimate: null, why: whyHidden(cell), decimals };
	if (!cell?.sums || cell.patients === 0) return { estimate: null, why: 'no data', decimals };
	const { value, interval, reason } = inUnit(withMissing(cell, cell.sums, miss), unit);
	if (value === null) return { estimate: null, why: reason ?? 'no data', decimals };
	const shown = cell.patients >= INTERVAL_FROM_PATIENTS ? interval : null;
	return {
		estimate: {
			value: rounded(value),
			low: shown ? rounded(shown.low) : null,
			high: shown ? rounded(shown.high) : null
		},
		why: null,
		decimals
	};
}

/** What the sums are of, beside how many patients were scored. */
type Summed = { patients: number; sums: Record<string, number> };

/** The sums with those not seen added as unchanged: they gain nothing and are counted. */
function withMissing({ patients }: Cell, sums: Record<string, number>, miss: Missing): Summed {
	if (miss !== 'low') return { patients, sums };
	const of = (name: string) => sums[name] ?? 0;
	return {
		patients: of('low_patients'),
		sums: {
			...sums,
			n: of('low_n'),
			patient_count_squares: of('low_count_squares'),
			patient_cross_products: of('low_cross_products'),
			responder_n: of('low_responder_n'),
			responder_patients: of('low_responder_patients'),
			responder_count_squares: of('low_responder_count_squares'),
			responder_cross_products: of('low_responder_cross_products')
		}
	};
}

function inUnit(
	{ patients, sums }: Summed,
	unit: Unit
): { value: number | null; interval: Interval | null; reason: string | null } {
	const of = (name: string) => sums[name] ?? 0;
	if (unit === 'percent') {
		const result = ratioOfMeans({
			n: of('n'),
			patients,
			improvement: of('sum'),
			baseline: of('baseline'),
			improvementSquares: of('patient_sum_squares'),
			baselineSquares: of('baseline_squares'),
			crossProducts: of('baseline_cross_products')
		});
		return { value: result.percent, interval: result.interval, reason: result.reason };
	}
	if (unit === 'responders') {
		const result = clusteredProportion({
			n: of('responder_n'),
			patients: of('responder_patients'),
			sum: of('responders'),
			sumSquares: of('responders'),
			patientSumSquares: of('responder_squares'),
			patientCountSquares: of('responder_count_squares'),
			patientCrossProducts: of('responder_cross_products')
		});
		return {
			value: result.share === null ? null : 100 * result.share,
			interval: result.interval && {
				low: 100 * result.interval.low,
				high: 100 * result.interval.high
			},
			reason: result.reason
		};
	}
	const result = clusteredMean(clusterSums({ patients, sums }), 0.95, HUNDREDTHS);
	return { value: result.mean, interval: result.interval, reason: result.reason };
}

function clusterSums({ patients, sums }: Summed) {
	const of = (name: string) => sums[name] ?? 0;
	return {
		n: of('n'),
		patients,
		sum: of('sum'),
		sumSquares: of('sum_squares'),
		patientSumSquares: of('patient_sum_squares'),
		patientCountSquares: of('patient_count_squares'),
		patientCrossProducts: of('patient_cross_products')
	};
}

/** Why a unit does not fit a measure; null when it does. */
export function unitBarred(unit: Unit, measure: Measure, miss: Missing = 'seen'): string | null {
	const unfit = unfitForChange(measure);
	if (unfit) return unfit;
	if (unit === 'percent' && miss === 'low') {
		return 'Per cent is shown of those seen only: it has no bound for the missing.';
	}
	if (unit === 'percent' && !measure.percentChangeOk) {
		return `Per cent is not shown for ${measure.shortName}: the scale has no true zero or no equal steps.`;
	}
	if (unit === 'responders' && !measure.responder) {
		return `No responder rule is known for ${measure.shortName}: none was published.`;
	}
	return null;
}

/** Always from the mean change on the scale, whatever unit is shown. Null without a smallest worthwhile difference. */
export function verdictOfCell(
	cell: Cell | undefined,
	measure: Measure,
	miss: Missing = 'seen'
): Verdict | null {
	if (!cell?.sums || measure.smallestWorthwhile === null || unfitForChange(measure)) return null;
	const { mean, interval } = clusteredMean(
		clusterSums(withMissing(cell, cell.sums, miss)),
		0.95,
		HUNDREDTHS
	);
	const { patients } = cell;
	return verdictOf({ estimate: mean, interval, patients }, measure.smallestWorthwhile);
}

export function decimalsOf(unit: Unit, measure: Measure, n: number): number {
	return unit === 'scale' ? measure.decimals : percentDecimals(n);
}
