/** Lines across estimates that stand below each other, in per cent along their scale. */
import type { IntervalsPanel } from '../panels.ts';
import { along } from './axis.ts';

export type Guide = { at: number; label: string };

/** The smallest worthwhile difference, where there is one and the scale reaches it. */
export function worthwhileAt({
	scale,
	worthwhile
}: Pick<IntervalsPanel, 'scale' | 'worthwhile'>): Guide[] {
	if (!worthwhile || worthwhile.value < scale.min || worthwhile.value > scale.max) return [];
	return [{ at: along(scale, worthwhile.value), label: worthwhile.label }];
}
