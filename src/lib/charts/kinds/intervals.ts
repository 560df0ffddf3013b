/** Where the lines across estimates stand, and what is said at their foot. */
import type { IntervalsPanel } from '../panels.ts';
import { along, ticks, type Tick } from './axis.ts';

export type Guide = { at: number; label: string };

/** The smallest worthwhile difference, where the scale reaches it. */
export function worthwhileAt({ scale, worthwhile }: IntervalsPanel): Guide | null {
	if (!worthwhile || worthwhile.value < scale.min || worthwhile.value > scale.max) return null;
	return { at: along(scale, worthwhile.value), label: worthwhile.label };
}

/** The ticks of the scale; the zero among them is drawn stronger where it means no difference. */
export function crossTicks({ scale, zero }: IntervalsPanel): (Tick & { none: boolean })[] {
	return ticks(scale).map((tick) => ({ ...tick, none: zero && Math.abs(tick.value) < 1e-9 }));
}
