/** Stacked shares as geometry. Hidden parts share what the shown ones leave, so none can be measured. */
import type { BarsPanel } from '../figure.ts';

type Share = BarsPanel['rows'][number]['shares'][number];
export type BarPart = {
	partId: string;
	/** Left edge and width in per cent of the bar. */
	from: number;
	width: number;
	hidden: boolean;
	/** "38 %" where there is room for it. */
	label: string | null;
};

/** Narrower parts carry no words. */
const LABEL_FROM_PERCENT = 8;

/** The parts of one bar. Hidden ones divide the remainder equally, whatever they are. */
export function barParts(shares: readonly Share[]): BarPart[] {
	const shown = shares.reduce((sum, share) => sum + (share.percent ?? 0), 0);
	const hiddenCount = shares.filter((share) => share.percent === null).length;
	const each = hiddenCount === 0 ? 0 : Math.max(0, 100 - shown) / hiddenCount;
	let from = 0;
	return shares.map(({ partId, percent }) => {
		const hidden = percent === null;
		const width = percent ?? each;
		const part = {
			partId,
			from,
			width,
			hidden,
			label: !hidden && width >= LABEL_FROM_PERCENT ? `${Math.round(width)}\u2009%` : null
		};
		from += width;
		return part;
	});
}
