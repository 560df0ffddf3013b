/** Places along a scale in per cent of its length, for drawings that stretch without a script. */
import { decimal } from '#lib/domain/format.ts';
import type { Scale } from '../figure.ts';

/** How far along the scale a value lies, 0 to 100; beyond the scale it stays at its end. */
export function along({ min, max }: Scale, value: number): number {
	if (max <= min) return 0;
	const percent = (100 * (value - min)) / (max - min);
	return Number(Math.min(100, Math.max(0, percent)).toFixed(3));
}

export type Tick = { value: number; label: string; at: number };

/** The labelled places of a scale, first to last. */
export function ticks(scale: Scale): Tick[] {
	const steps = Math.max(0, Math.round((scale.max - scale.min) / scale.step));
	return Array.from({ length: steps + 1 }, (_, i) => {
		const value = scale.min + i * scale.step;
		return { value, label: decimal(value, scale.decimals), at: along(scale, value) };
	});
}

/** Width of a sign and least gap between two labels, in px, at 13 px of IBM Plex Sans. */
const SIGN = 7.6;
const GAP = 6;

/** Which of these labels have room on a line of this many px, the first one first. */
export function fitting(labels: readonly { at: number; label: string }[], px: number): Set<number> {
	const shown = new Set<number>();
	let end = -Infinity;
	labels.forEach(({ at, label }, index) => {
		const half = (label.length * SIGN) / 2;
		const middle = (at * px) / 100;
		if (middle - half < end) return;
		shown.add(index);
		end = middle + half + GAP;
	});
	return shown;
}

/** The first of these scales that reaches from 0 to this value; the last one where none does. */
export function scaleUpTo(most: number, scales: readonly Scale[]): Scale {
	const fits = scales.find(({ max }) => most <= max) ?? scales.at(-1);
	return fits ?? { min: 0, max: 1, step: 0.25, decimals: 2 };
}
