/** How far one patient's score moves without the patient changing: the floor below which change is noise. */
import { decimal } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { minimalDetectableChange, readingError } from '#lib/statistics/index.ts';
import type { Cell } from '../analysis.ts';
import { whyHidden } from './widen.ts';
import { HUNDREDTHS } from './hundredths.ts';

/** Reliability is worked out from so many patients, and said to be shaky below so many. */
const FROM_PATIENTS = 10;
const SHAKY_BELOW = 30;

export type Noise = {
	/** The smallest detectable change (MDC95) of one patient, in the measure's unit; null: not known. */
	mdc95: number | null;
	/** Where it is from, or why it is not known. */
	words: string;
};

/**
 * The measure's own where it was published; else from the clinic's patients who were read twice on one
 * day: 1.96 √2 times the standard error of one reading, differences between raters included.
 */
export function noiseOf(measure: Measure, repeats: Cell | undefined): Noise {
	if (measure.mdc95 !== null) {
		return { mdc95: measure.mdc95, words: 'as published for the scale' };
	}
	if (repeats && !repeats.sums) return { mdc95: null, words: whyHidden(repeats) };
	const sums = repeats?.sums ?? {};
	const patients = sums.n ?? 0;
	if (patients < FROM_PATIENTS) {
		return {
			mdc95: null,
			words: `not published for ${measure.shortName}, and fewer than ${FROM_PATIENTS} patients were read twice on one day`
		};
	}
	const { difference = 0, difference_squares: differenceSquares = 0 } = sums;
	const error = readingError({ patients, difference, differenceSquares }, HUNDREDTHS);
	if (error === null || (error === 0 && sums.readings_differ === 0)) {
		return { mdc95: null, words: 'not known: all readings are the same' };
	}
	const shaky = patients < SHAKY_BELOW ? ', few and so only roughly' : '';
	return {
		mdc95: minimalDetectableChange(error),
		words: `from ${patients} patients read twice on one day, by two raters or again${shaky}`
	};
}

/** "One patient’s change is told from noise beyond 0.88 grades". */
export const noiseWords = ({ mdc95, words }: Noise, measure: Measure): string =>
	mdc95 === null
		? `One patient’s noise on ${measure.shortName} is not known: ${words.replace(/^not known: /, '')}.`
		: `One patient’s change is more than noise beyond ${decimal(mdc95, measure.decimals)} ${measure.unit.many} on ${measure.shortName} (${words}).`;
