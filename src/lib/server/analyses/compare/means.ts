/** A group's mean improvement in one visit window, and how its courses were followed. */
import type { Estimate } from '#lib/charts/figure.ts';
import { rounded } from '#lib/domain/format.ts';
import { clusteredMean, type ClusterSums } from '#lib/statistics/index.ts';
import type { Cell, Group } from '../../analysis.ts';
import { whyHidden } from '../widen.ts';
import { HUNDREDTHS } from '../hundredths.ts';

/** An interval is shown from this many patients on. */
const INTERVAL_FROM_PATIENTS = 5;

export type Mean = { estimate: Estimate | null; why: string | null; patients: number | null };

export const sumsIn = (cell: Cell | undefined): ClusterSums => {
	const of = (name: string) => cell?.sums?.[name] ?? 0;
	return {
		n: of('n'),
		patients: cell?.patients ?? 0,
		sum: of('sum'),
		sumSquares: of('sum_squares'),
		patientSumSquares: of('patient_sum_squares'),
		patientCountSquares: of('patient_count_squares'),
		patientCrossProducts: of('patient_cross_products')
	};
};

/** Null with the reason where it is hidden or nobody was scored. */
export function meanAt(group: Group, week: number): Mean {
	const cell = group.cells[week];
	if (cell && !cell.sums) return { estimate: null, why: whyHidden(cell), patients: null };
	const { mean, interval, patients } = clusteredMean(sumsIn(cell), 0.95, HUNDREDTHS);
	if (mean === null) return { estimate: null, why: 'nobody was scored', patients: 0 };
	const shown = patients >= INTERVAL_FROM_PATIENTS ? interval : null;
	return {
		estimate: {
			value: rounded(mean),
			low: shown ? rounded(shown.low) : null,
			high: shown ? rounded(shown.high) : null
		},
		why: null,
		patients
	};
}

/** Courses scored, seen, due and the rest in a window; null where they are hidden. */
export function followedAt(group: Group, week: number) {
	const counts = group.counts[week] ?? {};
	const of = (name: string) => counts[name] ?? null;
	return {
		scored: of('n'),
		seen: of('seen'),
		due: of('due'),
		missed: of('missed'),
		dropped: of('dropped'),
		notYetDue: of('not_yet_due')
	};
}
