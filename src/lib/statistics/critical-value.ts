/** How many standard errors a two-sided interval reaches, and the one place that checks its confidence. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/** The probability left out on each side. A confidence that is not between 0 and 1 is a mistake in the code. */
export function tailOf(confidence: number): number {
	if (!(confidence > 0 && confidence < 1)) {
		throw new RangeError(`confidence must lie between 0 and 1, not ${confidence}`);
	}
	return (1 - confidence) / 2;
}

// Both take the lower tail and turn the sign, so that a tail near zero keeps its digits.
export function criticalT(confidence: number, degreesOfFreedom: number): number {
	return -tQuantile(tailOf(confidence), degreesOfFreedom);
}

export function criticalNormal(confidence: number): number {
	return -normalQuantile(tailOf(confidence), 0, 1);
}
