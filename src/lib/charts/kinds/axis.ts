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
