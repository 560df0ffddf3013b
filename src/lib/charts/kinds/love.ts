/** Standardised differences without their sign, along a scale from 0. */
import { decimal } from '#lib/domain/format.ts';
import type { Scale } from '../figure.ts';
import type { LovePanel } from '../panels.ts';
import { along } from './axis.ts';

/** From 0 to the highest difference, in steps that leave at most six ticks. */
export function loveScale({ max }: Pick<LovePanel, 'max'>): Scale {
	const step = max > 1 ? 0.5 : max > 0.5 ? 0.2 : 0.1;
	const steps = Math.max(2, Math.ceil(max / step - 1e-9));
	return { min: 0, max: steps * step, step, decimals: 1 };
}

export type LoveRow = {
	before: number | null;
	after: number | null;
	/** "0.31 → 0.02"; a dash where one of them is not known. */
	words: string;
	/** Still beyond the limit when weighted. */
	unlike: boolean;
};

export function loveRow(
	{ before, after }: LovePanel['rows'][number],
	{ limit, scale }: { limit: number; scale: Scale }
): LoveRow {
	const at = (value: number | null) => (value === null ? null : along(scale, Math.abs(value)));
	const said = (value: number | null) => (value === null ? '–' : decimal(Math.abs(value), 2));
	return {
		before: at(before),
		after: at(after),
		words: before === null && after === null ? '–' : `${said(before)} → ${said(after)}`,
		unlike: after !== null && Math.abs(after) > limit
	};
}
