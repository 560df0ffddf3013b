/** Whether two or more groups have their events at different times. */
import { Matrix } from 'ml-matrix';
import { chiSquareTail } from '#lib/statistics/chi-square-tail.ts';
import { kaplanMeier, type TimeToEvent } from '#lib/statistics/kaplan-meier.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { invertPositiveDefinite } from '#lib/statistics/positive-definite.ts';

export type LogRank = {
	groups: { patients: number; observed: number; expected: number }[];
	chiSquare: number | null;
	degreesOfFreedom: number | null;
	p: number | null;
	reason: NoAnswer | null;
};

/**
 * Tests that all groups have the same curve: observed less expected events of each group, summed over
 * the event times, against their hypergeometric covariance; chi-square with one degree of freedom fewer
 * than groups (Mantel 1966).
 *
 * Assumes independent patients and that the end of follow-up says nothing about the event; it sees
 * best the curves whose hazards keep their ratio. Empty groups take no part. No answer for one group
 * ('one group'), no events, or when nobody of another group was ever at risk beside an event.
 */
export function logRank(groups: readonly (readonly TimeToEvent[])[]): LogRank {
	const { observed, expected, covariance } = sumsOverTimes(groups);
	const result = {
		groups: groups.map((group, g) => ({
			patients: group.length,
			observed: observed[g]!,
			expected: expected[g]!
		}))
	};
	const without = (reason: NoAnswer): LogRank => ({
		...result,
		chiSquare: null,
		degreesOfFreedom: null,
		p: null,
		reason
	});
	const filled = groups.flatMap((group, g) => (group.length > 0 ? [g] : []));
	if (filled.length === 0) return without('no data');
	if (filled.length === 1) return without('one group');
	const taking = filled.filter((g) => expected[g]! > 0);
	if (taking.length === 0) return without('no events');
	// The deviations sum to zero over the groups, so the last one says nothing new.
	const free = taking.slice(1);
	const inverted =
		free.length === 0 ? null : invertPositiveDefinite(covariance.selection(free, free));
	if (inverted === null) return without('never at risk together');
	const away = Matrix.columnVector(free.map((g) => observed[g]! - expected[g]!));
	const chiSquare = Math.max(0, away.transpose().mmul(inverted.inverse).mmul(away).get(0, 0));
	const degreesOfFreedom = free.length;
	const p = chiSquareTail(chiSquare, degreesOfFreedom);
	return { ...result, chiSquare, degreesOfFreedom, p, reason: null };
}

function sumsOverTimes(groups: readonly (readonly TimeToEvent[])[]) {
	const curves = groups.map((group) => kaplanMeier(group).steps);
	const eventTimes = kaplanMeier(groups.flat()).steps.filter(({ events }) => events > 0);
	const k = groups.length;
	// Sums by row and column; a plain list, because there is one turn for each event time.
	const products = new Float64Array(k * k);
	const observed = new Array<number>(k).fill(0);
	const expected = new Array<number>(k).fill(0);
	const next = new Int32Array(k);
	const shares = new Float64Array(k);
	for (const { time, atRisk: n, events: d } of eventTimes) {
		for (let g = 0; g < k; g++) {
			const steps = curves[g]!;
			while (next[g]! < steps.length && steps[next[g]!]!.time < time) next[g]!++;
			const step = steps[next[g]!];
			if (step?.time === time) observed[g]! += step.events;
			shares[g] = (step?.atRisk ?? 0) / n;
			expected[g]! += d * shares[g]!;
		}
		const spread = n === 1 ? 0 : (d * (n - d)) / (n - 1);
		for (let g = 0; g < k; g++) {
			for (let h = 0; h < k; h++) {
				const own = g === h ? shares[g]! : 0;
				products[g * k + h]! += spread * (own - shares[g]! * shares[h]!);
			}
		}
	}
	const covariance = Matrix.zeros(Math.max(1, k), Math.max(1, k));
	products.forEach((sum, at) => covariance.set(Math.floor(at / k), at % k, sum));
	return { observed, expected, covariance };
}
