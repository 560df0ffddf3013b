/**
 * Why a statistic, or its interval, has no answer. A code, not a sentence: the page has the words.
 */
export const noAnswers = [
	/** Nobody was observed: there is no estimate. */
	'no data',
	/** Several values of one patient: an estimate, but nothing to judge its uncertainty by. */
	'one patient',
	/** A single value: the value only. */
	'one value',
	/** Nothing happened, so patients do not vary; `zeroEventsUpperBound` is the answer to show. */
	'no events',
	/** It happened every time, so patients do not vary. */
	'only events',
	/** A percentage of a baseline that is zero or negative has no meaning. */
	'baseline not positive',
	/** Every difference is zero: there is no direction to test. */
	'no change',
	/** All values are equal, so nothing tells chance from more: an estimate, no t and no p. */
	'no variation',
	/** Too few values for what is to be estimated: no degree of freedom is left. */
	'too few values',
	/** All patients stand at one level of what is to explain them, so it explains nothing. */
	'one level',
	/** Too few different levels for the shape that is to be drawn through them. */
	'too few levels',
	/** Patients are no better at the last visit: there is no gain to take a share of. */
	'no gain',
	/** Patients may be no better at the last visit, so where most of the gain lies cannot be bounded. */
	'gain not clear',
	/** Baselines are equal within the groups: there is nothing to adjust by. */
	'baseline does not vary',
	/** Fewer patients than the method asks for: only the raw numbers are shown. */
	'too few patients',
	/** The model's numbers cannot be found from these data, or not told apart. */
	'no fit',
	/** So many patients do not come to it within the time they were followed. */
	'not reached',
	/** The horizon lies later than anyone was followed, and some are still without the event. */
	'beyond follow-up',
	/** Before the first or after the last visit that enough patients came to. */
	'outside the visits',
	/** There is nothing to compare with. */
	'one group',
	/** No time at which patients of both groups were followed, so they cannot be compared. */
	'never at risk together',
	/** Too few patients in the smaller group for so many covariates. */
	'too few for covariates',
	/** The covariates tell the groups apart: some patients have nobody to be compared with. */
	'groups separated',
	/** Fewer clinics than limits can be drawn for. */
	'too few units',
	/** Fewer points than limits can be worked out from. */
	'too few points',
	/** Fewer patients rated than reliability can be judged by. */
	'too few subjects',
	/** Nobody else rated: there is no agreement to speak of. */
	'one rater'
] as const;

export type NoAnswer = (typeof noAnswers)[number];
