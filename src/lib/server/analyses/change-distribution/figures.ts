/** The numbers of each group: mean, quantiles of patients, shares, and one patient's noise. */
import type { Estimate, SeriesStyle, Verdict } from '#lib/charts/figure.ts';
import { rounded } from '#lib/domain/format.ts';
import { unfitForChange } from '#lib/domain/measure.ts';
import {
	clusteredMean,
	clusteredProportion,
	quantile,
	sumsOf,
	verdictOf
} from '#lib/statistics/index.ts';
import type { Cell, Context, Group } from '../../analysis.ts';
import { countsOf } from '../improvement/follow-up.ts';
import { listedOf, nameOf, type Panel } from '../improvement/panels.ts';
import { noiseOf, type Noise } from '../noise.ts';
import { patientsForQuantile } from '../patients-beside.ts';
import { whyHidden } from '../widen.ts';
import { HUNDREDTHS } from '../hundredths.ts';

/** An interval is shown from this many patients on. */
const INTERVAL_FROM_PATIENTS = 5;

export const QUANTILES = { p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 } as const;
export type QuantileId = keyof typeof QUANTILES;

/** A number, or why there is none. */
export type Part = { estimate: Estimate | null; why: string | null };

export type Line = {
	id: string;
	label: string;
	style: SeriesStyle;
	together: boolean;
	/** Patients scored; null where hidden. */
	patients: number | null;
	counts: ReturnType<typeof countsOf>;
	mean: Part;
	verdict: Verdict | null;
	quantiles: Record<QuantileId, Part>;
	/** Shares of courses in per cent, intervals of patients. */
	responders: Part;
	beyondNoise: Part;
};

export type Spread = { panel: Panel; noise: Noise; lines: Line[] };

/** Each panel with its groups and, where it has some, all of them together. */
export function spreadsOf(panels: readonly Panel[], context: Context): Spread[] {
	return panels.map((panel) => {
		const noise = noiseOf(panel.measure, panel.total?.cells.repeats);
		return {
			panel,
			noise,
			lines: listedOf(panel, context).map((group) => lineOf(group, panel, noise, context))
		};
	});
}

function lineOf(group: Group, panel: Panel, noise: Noise, context: Context): Line {
	const { wk } = context.filters;
	const { measure } = panel;
	const cell = group.cells[wk];
	const unfit = unfitForChange(measure) ? 'unfit for change: ranks, not skin' : null;
	const gains = cell?.sums && !unfit ? recordsOf(cell, 'gain', HUNDREDTHS) : [];
	const ofChange = (one: Part): Part => (unfit ? { estimate: null, why: unfit } : one);
	const result = clusteredMean(sumsOf(gains));
	const { smallestWorthwhile } = measure;
	return {
		...nameOf(panel, group, context),
		together: context.filters.by === null || group === panel.total,
		patients: cell?.sums && cell.patients > 0 ? cell.patients : null,
		counts: countsOf(group, wk),
		mean: ofChange(part(cell, { value: result.mean, interval: result.interval })),
		verdict:
			smallestWorthwhile === null || gains.length === 0
				? null
				: verdictOf(
						{ estimate: result.mean, interval: result.interval, patients: result.patients },
						smallestWorthwhile
					),
		quantiles: quantilesOf(cell, gains, ofChange),
		responders: measure.responder
			? shareOf(group.cells.responders, recordsOf(group.cells.responders, 'responded', 1))
			: { estimate: null, why: 'no rule was published' },
		beyondNoise: ofChange(beyondNoiseOf(cell, gains, noise, context))
	};
}

type Value = { patient: string; value: number };

const recordsOf = (cell: Cell | undefined, name: string, scale: number): Value[] =>
	(cell?.records ?? []).map((record) => ({
		patient: String(record.patient),
		value: Number(record[name]) / scale
	}));

/** Of one value a patient: with several courses the mean of their improvements. */
function quantilesOf(
	cell: Cell | undefined,
	gains: readonly Value[],
	ofChange: (part: Part) => Part
): Line['quantiles'] {
	const patients = [...Map.groupBy(gains, ({ patient }) => patient).values()].map(
		(own) => clusteredMean(sumsOf(own)).mean ?? 0
	);
	const at = (q: number): Part => {
		const needed = patientsForQuantile(q);
		if (patients.length < needed && patients.length > 0) {
			return { estimate: null, why: `shown from ${needed} patients on` };
		}
		return ofChange(part(cell, { value: quantile(patients, q), interval: null }));
	};
	const { p10, p25, p50, p75, p90 } = QUANTILES;
	return { p10: at(p10), p25: at(p25), p50: at(p50), p75: at(p75), p90: at(p90) };
}

function beyondNoiseOf(
	cell: Cell | undefined,
	gains: readonly Value[],
	{ mdc95 }: Noise,
	{ viewer }: Context
): Part {
	if (mdc95 === null) return { estimate: null, why: 'one patient’s noise is not known' };
	// Over several clinics a small number beyond noise would have to be hidden; the database cannot know it.
	if (!viewer.insideClinic) return { estimate: null, why: 'told for one clinic at a time' };
	const beyond = gains.map(({ patient, value }) => ({
		patient,
		value: Number(Math.abs(value) > mdc95)
	}));
	return shareOf(cell, beyond);
}

function shareOf(cell: Cell | undefined, values: readonly Value[]): Part {
	const { share, interval } = clusteredProportion(sumsOf(values));
	return part(cell, {
		value: share === null ? null : 100 * share,
		interval: interval && { low: 100 * interval.low, high: 100 * interval.high }
	});
}

function part(
	cell: Cell | undefined,
	{ value, interval }: { value: number | null; interval: { low: number; high: number } | null }
): Part {
	if (cell && !cell.sums) return { estimate: null, why: whyHidden(cell) };
	if (!cell || value === null) return { estimate: null, why: 'nobody was scored' };
	const shown = cell.patients >= INTERVAL_FROM_PATIENTS ? interval : null;
	return {
		estimate: {
			value: rounded(value),
			low: shown && rounded(shown.low),
			high: shown && rounded(shown.high)
		},
		why: null
	};
}
