/** What a control chart says in two signs: whether something changed, and whether the target is met. */
import type { ControlPoint } from '#lib/statistics/control-chart.ts';

export type Direction = 'higher better' | 'lower better' | 'neither';

export type Variation =
	{ kind: 'chance'; side: null } | { kind: 'better' | 'worse' | 'changed'; side: 'high' | 'low' };

export type Assurance = 'always met' | 'never met' | 'met or not by chance';

/**
 * The sign of the latest point with a value: chance, or a signal, better or worse by the direction of
 * the scale; only 'changed' where neither direction is better. Null without limits (NHS Making Data Count).
 */
export function variationIcon(
	points: readonly ControlPoint[],
	direction: Direction
): Variation | null {
	const last = latest(points);
	if (last === null) return null;
	const { side } = last.signal;
	if (side === null) return { kind: 'chance', side };
	if (direction === 'neither') return { kind: 'changed', side };
	const better = (side === 'high') === (direction === 'higher better');
	return { kind: better ? 'better' : 'worse', side };
}

/**
 * Whether the target will be met if nothing changes, from the limits at the latest point, which are
 * those of the last rebase: always when both limits lie on the better side of it, never when both lie on
 * the worse side, and by chance while it lies between them. A target exactly on a limit lies between
 * them. Null without limits, without a target, or where no direction is better (NHS Making Data Count).
 */
export function assuranceIcon(
	points: readonly ControlPoint[],
	direction: Direction,
	target: number | null
): Assurance | null {
	const last = latest(points);
	if (last === null || target === null || direction === 'neither') return null;
	const above = last.low > target;
	const below = last.high < target;
	if (!above && !below) return 'met or not by chance';
	return above === (direction === 'higher better') ? 'always met' : 'never met';
}

function latest(points: readonly ControlPoint[]) {
	const last = points.findLast(({ value }) => value !== null);
	if (!last || last.low === null || last.high === null) return null;
	return { signal: last.signal, low: last.low, high: last.high };
}
