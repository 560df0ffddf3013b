/** The next question to try when groups are hidden. */
import type { Phrase } from '#lib/charts/figure.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { list } from '#lib/domain/format.ts';
import type { Context } from '../analysis.ts';
import { lineLabel, lineOrder } from './lines.ts';

export const NOTHING_HIDDEN = 'Nothing: no group of the answer is too small.';
export const SINGLE_CELLS =
	'Single figures of too few patients, and figures beside them from which they would follow; the table marks them.';

/** "Under 0.5 mm and over 2.5 mm: fewer than 5 patients. Try all depths together." */
export function hiddenLinesWords({
	hidden,
	hiddenCells,
	filters,
	known,
	viewer
}: Context): Phrase[] {
	const cells = hiddenCells ? SINGLE_CELLS : '';
	if (hidden.length === 0) return [{ text: cells || NOTHING_HIDDEN }];
	const values = hidden.map((group) => group.key.line ?? null);
	const names = values
		.toSorted(lineOrder(filters.by, known))
		.map((value) => lineLabel(filters.by, value, known));
	const second = hidden.some((group) => group.why === 'second')
		? ' A group beside them is hidden too, so that they do not follow from the total.'
		: '';
	const step = filters.by
		? ` Try ${DIMENSION_FACTS[filters.by].all} together.`
		: ' Take a filter away.';
	return [
		{
			text: `${list(names)}: fewer than ${viewer.threshold} patients.${second}${step}${cells ? ` ${cells}` : ''}`
		}
	];
}
