/** How far one patient's score moves without the patient changing: the floor below which change is noise. */
import { decimal } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { intraclassCorrelation } from '#lib/statistics/index.ts';
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
	const pairs = (repeats?.records ?? []).map(({ one, two }) => [
		Number(one) / HUNDREDTHS,
		Number(two) / HUNDREDTHS
	]);
	if (pairs.length < FROM_PATIENTS) {
		return {
			mdc95: null,
			words: `not published for ${measure.shortName}, and fewer than ${FROM_PATIENTS} patients were read twice on one day`
		};
	}
	const { mdc95, reason } = intraclassCorrelation(pairs, { minimumSubjects: FROM_PATIENTS });
	if (mdc95.agreement === null) {
		const why = reason === 'no variation' ? 'all readings are the same' : 'readings do not vary';
		return { mdc95: null, words: `not known: ${why}` };
	}
	const shaky = pairs.length < SHAKY_BELOW ? ', few and so only roughly' : '';
	return {
		mdc95: mdc95.agreement,
		words: `from ${pairs.length} patients read twice on one day, by two raters or again${shaky}`
	};
}

/** "One patient’s change is told from noise beyond 0.88 grades". */
export const noiseWords = ({ mdc95, words }: Noise, measure: Measure): string =>
	mdc95 === null
		? `One patient’s noise on ${measure.shortName} is not known: ${words.replace(/^not known: /, '')}.`
		: `One patient’s change is more than noise beyond ${decimal(mdc95, measure.decimals)} ${measure.unit.many} on ${measure.shortName} (${words}).`;
