/**
 * Lines and bands on a plane that stretches without a script: x in per cent of its width, y in px from
 * its top. Paths stand in a view box of 100 by the height, stretched sideways only.
 */
import type { Estimate, Scale } from '../figure.ts';
import { along } from './axis.ts';

/** Px of the plot of a plane, from its highest value to its lowest. */
export const HEIGHT = 224;

export type Corner = { x: number; y: number };

/** Px from the top of the plot to a value of its scale; beyond the scale it stays at its edge. */
export function down(scale: Scale, value: number, height = HEIGHT): number {
	return tidy(height * (1 - along(scale, value) / 100));
}

/** "M0 12L50 30"; empty without corners. */
export function line(corners: readonly Corner[]): string {
	return corners.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${tidy(x)} ${tidy(y)}`).join('');
}

/** The area between an upper and a lower line of the same corners; empty with fewer than two. */
export function area(bounds: readonly { x: number; top: number; bottom: number }[]): string {
	if (bounds.length < 2) return '';
	const upper = bounds.map(({ x, top }) => ({ x, y: top }));
	const lower = bounds.toReversed().map(({ x, bottom }) => ({ x, y: bottom }));
	return `${line([...upper, ...lower])}Z`;
}

/** Corners drawn level from one to the next, as shares are that hold until they are asked again. */
export function level(corners: readonly Corner[]): Corner[] {
	return corners.flatMap((corner, i) => {
		const next = corners[i + 1];
		return next ? [corner, { x: next.x, y: corner.y }] : [corner];
	});
}

/** What lies together without a break: a null between two of them parts them. */
export function unbroken<T>(list: readonly (T | null)[]): T[][] {
	const runs: T[][] = [[]];
	for (const one of list) {
		if (one === null) runs.push([]);
		else runs.at(-1)?.push(one);
	}
	return runs.filter((run) => run.length > 0);
}

/** Top and bottom of an upright interval; null where the estimate has none. */
export function upright(
	scale: Scale,
	estimate: Estimate,
	height = HEIGHT
): { top: number; bottom: number } | null {
	if (estimate.low === null || estimate.high === null) return null;
	return { top: down(scale, estimate.high, height), bottom: down(scale, estimate.low, height) };
}

const tidy = (value: number) => Number(value.toFixed(3));
