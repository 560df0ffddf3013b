/** Whether improvement goes with depth in one panel: a slope, a test for trend, and a fitted line. */
import type { DosePanel } from '#lib/charts/panels.ts';
import { bandOf, DEPTH_BANDS } from '#lib/domain/bands.ts';
import { rounded } from '#lib/domain/format.ts';
import { unfitForChange, type Measure } from '#lib/domain/measure.ts';
import {
	benjaminiHochberg,
	isotonic,
	jonckheereTerpstra,
	linearSlope,
	restrictedCubicSpline,
	verdictOf,
	type Interval,
	type Verdict
} from '#lib/statistics/index.ts';
import type { Group } from '../../analysis.ts';
import { HUNDREDTHS } from '../hundredths.ts';

/** A group takes part in a comparison from this many patients on. */
const COMPARED_FROM = 10;
/** Steps of the fitted curve between the shallowest and the deepest group. */
const CURVE_STEPS = 12;

/** One patient: the means over the patient's series. */
type Pair = { patient: string; depthMm: number; gain: number };

export type Trend = {
	/** How much more improvement with each millimetre. */
	slope: number | null;
	interval: Interval | null;
	/** Of the test for trend; `adjusted` for the other panels of the page. */
	p: number | null;
	adjusted: number | null;
	patients: number;
	/** Null where the scale has no smallest worthwhile difference. */
	verdict: Verdict | null;
	/** The straight line is clear and the test for trend is not. */
	disagree: boolean;
};

/** The patients of the groups shown, one each; a depth nobody recorded takes no part. */
export function pairsOf(groups: readonly Group[], week: number): Pair[] {
	const rows = groups
		.filter(({ key }) => key.line != null)
		.flatMap(({ cells }) => cells[week]?.records ?? []);
	return [...Map.groupBy(rows, ({ patient }) => String(patient))].map(([patient, own]) => {
		const total = (name: string) => own.reduce((sum, row) => sum + Number(row[name]), 0);
		return {
			patient,
			depthMm: total('depth') / total('depths') / HUNDREDTHS,
			gain: total('gain') / total('series') / HUNDREDTHS
		};
	});
}

/** Mean depth of the series scored in a group, in mm; null where nobody was or it is hidden. */
export function meanDepth(group: Group, week: number): number | null {
	const { depth_n = 0, depth_sum = 0 } = group.cells[week]?.sums ?? {};
	return depth_n > 0 ? depth_sum / depth_n / HUNDREDTHS : null;
}

export function trendOf(groups: readonly Group[], measure: Measure, week: number): Trend {
	const pairs = pairsOf(groups, week);
	const depths = groups.flatMap((group) => {
		const depth = group.key.line == null ? null : meanDepth(group, week);
		const many = (group.cells[week]?.patients ?? 0) >= COMPARED_FROM;
		return depth !== null && many ? [depth] : [];
	});
	const patients = pairs.length;
	const none = { slope: null, interval: null, p: null, adjusted: null, patients };
	if (depths.length < 2 || unfitForChange(measure))
		return { ...none, verdict: 'too few to say', disagree: false };
	const { slope, interval } = linearSlope(
		pairs.map(({ depthMm }) => depthMm),
		pairs.map(({ gain }) => gain)
	);
	const { p } = jonckheereTerpstra(
		DEPTH_BANDS.map(({ code }) =>
			pairs.flatMap(({ depthMm, gain }) =>
				bandOf(DEPTH_BANDS, depthMm)?.code === code ? [gain] : []
			)
		)
	);
	const answer = {
		slope: slope === null ? null : rounded(slope),
		interval: interval && { low: rounded(interval.low), high: rounded(interval.high) },
		p: p === null ? null : rounded(p),
		adjusted: null,
		patients
	};
	if (measure.smallestWorthwhile === null) return { ...answer, verdict: null, disagree: false };
	const span = Math.max(...depths) - Math.min(...depths);
	const over = (value: number) => value * span;
	const verdict = verdictOf(
		{
			estimate: slope === null ? null : over(slope),
			interval: interval && { low: over(interval.low), high: over(interval.high) },
			patients
		},
		measure.smallestWorthwhile
	);
	const disagree = verdict.startsWith('clear') && !(p !== null && p < 0.05);
	return { ...answer, verdict: disagree ? 'not clear' : verdict, disagree };
}

/** Benjamini and Hochberg over the tests that the page shows; a single one stands as it is. */
export function adjusted(trends: readonly Trend[]): Trend[] {
	if (trends.filter(({ p }) => p !== null).length < 2) return [...trends];
	const values = benjaminiHochberg(trends.map(({ p }) => p));
	return trends.map((trend, i) => {
		const value = values[i] ?? null;
		return { ...trend, adjusted: value === null ? null : rounded(value) };
	});
}

type Fit = DosePanel['fits'][number];

/** Where a group stands on the chart. */
export type Place = { depthMm: number; mean: number; patients: number };

/**
 * The fitted line between the shallowest and the deepest group: a curve from five depths on, else the
 * means so smoothed that none falls below the one before. Below three groups there is nothing to fit.
 */
export function fitOf(places: readonly Place[], pairs: readonly Pair[]): Fit | null {
	const [first, last] = [places[0], places.at(-1)];
	if (!first || !last || places.length < 3) return null;
	const step = (last.depthMm - first.depthMm) / CURVE_STEPS;
	const curve = restrictedCubicSpline(
		pairs.map(({ depthMm }) => depthMm),
		pairs.map(({ gain }) => gain),
		Array.from({ length: CURVE_STEPS + 1 }, (_, i) => first.depthMm + i * step)
	);
	if (curve.points.length > 1) {
		return {
			id: 'spline',
			label: 'curve over depths',
			steps: false,
			points: curve.points.map(({ x, mean, interval }) => ({ x, value: mean, ...interval }))
		};
	}
	const { fitted } = isotonic(
		places.map(({ mean }) => mean),
		places.map(({ patients }) => patients)
	);
	return {
		id: 'isotonic',
		label: 'never falling',
		steps: true,
		points: places.map(({ depthMm }, i) => ({
			x: depthMm,
			value: fitted[i] ?? 0,
			low: null,
			high: null
		}))
	};
}
