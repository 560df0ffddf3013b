/** Predicted against seen on one scale both ways. */
import type { CalibrationPanel } from '../panels.ts';
import { along } from './axis.ts';
import { HEIGHT, down, upright } from './plane.ts';

type Mark = CalibrationPanel['marks'][number];

export type CalibrationMark = Mark & {
	/** Null where it may not be shown: then the list alone names it. */
	place: { x: number; y: number } | null;
	upright: { top: number; bottom: number } | null;
};

/** From the lowest prediction to the highest; those that are not drawn last. */
export function calibrationMarks({ marks, scale }: CalibrationPanel): CalibrationMark[] {
	const order = ({ predicted, seen }: Mark) => (predicted === null || !seen ? Infinity : predicted);
	return marks
		.toSorted((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b)))
		.map((mark) => {
			const { predicted, seen } = mark;
			const drawn = predicted !== null && seen !== null;
			return {
				...mark,
				place: drawn ? { x: along(scale, predicted), y: down(scale, seen.value) } : null,
				upright: drawn ? upright(scale, seen) : null
			};
		});
}

/** Where prediction and answer are alike, from corner to corner. */
export const DIAGONAL = `M0 ${HEIGHT}L100 0`;
