/** Where the marks of a forest stand: px down a row, per cent along the scale. Draws nothing. */
import type { Estimate, ForestRow, Scale } from '../figure.ts';
import { along } from './axis.ts';

/** Px between the marks of one row: small enough to be read as one row, apart enough to be hit. */
const PITCH = 12;
/** Px above the first mark and below the last. */
const MARGIN = 11;
/** Px of the lowest row, which still holds a label of two lines. */
const LEAST = 44;

/** Px of a row: 58 with four marks, more with more. */
export function rowHeight(marks: number): number {
	return Math.max(LEAST, 2 * MARGIN + Math.max(0, marks - 1) * PITCH);
}

/** Px from the row's top to the mark at this index: the marks stand around the middle. */
export function markY(index: number, marks: number): number {
	return rowHeight(marks) / 2 + (index - (marks - 1) / 2) * PITCH;
}

/** The mark nearest to this many px below the row's top. */
export function markAt(y: number, marks: number): number {
	const index = Math.round((y - markY(0, marks)) / PITCH);
	return Math.min(marks - 1, Math.max(0, index));
}

export type Place = {
	/** The estimate itself. */
	at: number;
	from: number;
	to: number;
	/** The interval goes on beyond this end of the scale: drawn with an arrow. */
	before: boolean;
	beyond: boolean;
};

/** Where an estimate and its interval lie along the scale; without an interval, the mark alone. */
export function placed(scale: Scale, { value, low, high }: Estimate): Place {
	return {
		at: along(scale, value),
		from: along(scale, low ?? value),
		to: along(scale, high ?? value),
		before: low !== null && low < scale.min,
		beyond: high !== null && high > scale.max
	};
}

/** What stands in the place of a mark that is not there: the reason up to its first sign. */
export function shortReason(why: string | null): string {
	return why?.split(/[:;,]/)[0]?.trim() || 'no value';
}

/** The total of a row in its two columns: the strong number, and what follows it. */
export function totalColumns(total: ForestRow['total']): { lead: string; rest: string } {
	const lead = total.find((phrase) => phrase.strong)?.text ?? '';
	const rest = total
		.filter((phrase) => !phrase.strong)
		.map((phrase) => phrase.text)
		.join('')
		.trim();
	return { lead, rest };
}
