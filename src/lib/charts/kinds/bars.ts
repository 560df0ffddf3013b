/** How the shares of a row lie along its bar, in per cent. What is hidden is pooled at its end. */
import type { BarsPanel } from '../figure.ts';

export type Segment = {
	id: string;
	/** Step of the ramp, 0 (faint) to 4 (strong); null where the shares are hidden. */
	step: number | null;
	from: number;
	width: number;
	/** The share as written inside; empty where it has no room at all. */
	text: string;
	/** Too narrow for its text on a phone. */
	tight: boolean;
	sentence: string;
};

/** Steps of the ramp. */
const STEPS = 5;
/** Per cent of a bar that hold a number of two digits: on a phone, and on a wide page. */
const ROOM = { phone: 8, wide: 4 };

/** The step of the ramp of the part at this index: first faintest, last strongest. */
export function stepOf(index: number, parts: number): number {
	return parts < 2 ? STEPS - 1 : Math.round((index * (STEPS - 1)) / (parts - 1));
}

/**
 * The segments of a row in the order of its parts. Hidden shares become one segment that fills the
 * bar: drawn each in its place, their borders would give away what is hidden.
 */
export function segments(row: BarsPanel['rows'][number], parts: BarsPanel['parts']): Segment[] {
	const shares = parts.flatMap((part, index) => {
		const share = row.shares.find(({ partId }) => partId === part.id);
		return share ? [{ ...share, step: stepOf(index, parts.length) }] : [];
	});
	let from = 0;
	const drawn: Segment[] = [];
	for (const { partId, percent, step, sentence } of shares) {
		if (percent === null || percent <= 0) continue;
		const width = Math.min(percent, 100 - from);
		drawn.push({
			id: partId,
			step,
			from: tidy(from),
			width: tidy(width),
			text: percent >= ROOM.wide ? percent.toFixed(0) : '',
			tight: percent < ROOM.phone,
			sentence
		});
		from += width;
	}
	const hidden = shares.filter(({ percent }) => percent === null);
	if (hidden.length > 0) {
		drawn.push({
			id: 'hidden',
			step: null,
			from: tidy(from),
			width: tidy(100 - from),
			text: '',
			tight: true,
			sentence: hidden.map(({ sentence }) => sentence).join(' ')
		});
	}
	return drawn;
}

const tidy = (percent: number) => Number(percent.toFixed(3));
