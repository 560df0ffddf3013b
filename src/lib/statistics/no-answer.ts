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
	'no variation'
] as const;

export type NoAnswer = (typeof noAnswers)[number];
