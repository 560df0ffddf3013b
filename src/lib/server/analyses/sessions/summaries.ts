/** What the sums of a group say about its courses. */
import { decimal, interval, percent } from '#lib/domain/format.ts';
import { clusteredMean } from '#lib/statistics/index.ts';
import type { Group } from '../../analysis.ts';

/** Mean sessions done a course, clustered by patient. */
export function meanDone(group: Group) {
	const sums = group.cells.done?.sums;
	if (!sums) return null;
	return clusteredMean({
		n: group.courses,
		patients: group.patients,
		sum: sums.done ?? 0,
		sumSquares: sums.done_squares ?? 0,
		patientSumSquares: sums.patient_done_squares ?? 0,
		patientCountSquares: sums.patient_course_squares ?? 0,
		patientCrossProducts: sums.patient_cross_products ?? 0
	});
}

type Plan = { done: number; planned: number; complete: number; ended: number };

/** Of the courses that have ended and had a plan: means of done and planned, share complete. */
export function planOf(group: Group): Plan | null {
	const sums = group.cells.ended?.sums;
	const ended = sums?.ended ?? 0;
	if (!sums || ended === 0) return null;
	return {
		done: (sums.ended_done ?? 0) / ended,
		planned: (sums.ended_planned ?? 0) / ended,
		complete: (100 * (sums.ended_complete ?? 0)) / ended,
		ended
	};
}

export function weeksApart(group: Group): number | null {
	const sums = group.cells.spacing?.sums;
	const intervals = sums?.intervals ?? 0;
	return sums && intervals > 0 ? (sums.interval_days ?? 0) / intervals / 7 : null;
}

/** Of the courses whose plan names an interval: mean weeks between sessions, as done and as planned. */
export function paceOf(group: Group): { done: number; planned: number } | null {
	const { paced = 0, paced_days = 0, paced_planned = 0 } = group.cells.pace?.sums ?? {};
	return paced > 0 ? { done: paced_days / paced / 7, planned: paced_planned / paced / 7 } : null;
}

/** "4.3 (plan 4.0)". */
export const ofPlanned = ({ done, planned }: { done: number; planned: number }) =>
	`${decimal(done, 1)} (plan ${decimal(planned, 1)})`;

/** Decimals of a share in per cent. */
export const SHARE_DECIMALS = 1;

export function share(group: Group, code: string): number | null {
	const sums = group.cells[code]?.sums;
	return sums ? (100 * (sums.courses ?? 0)) / group.courses : null;
}

export function facts(group: Group): string[] {
	const mean = meanDone(group);
	const plan = planOf(group);
	const weeks = weeksApart(group);
	const pace = paceOf(group);
	return [
		...(mean?.mean != null
			? [
					`${decimal(mean.mean, 2)} done ${interval(mean.interval?.low ?? null, mean.interval?.high ?? null, 2)}`
				]
			: []),
		...(plan ? [`${percent(plan.complete)} of ended courses as planned`] : []),
		...(pace
			? [`weeks apart: ${ofPlanned(pace)}`]
			: weeks === null
				? []
				: [`${decimal(weeks, 1)} weeks apart`])
	];
}
