/** An interval, and the t interval that most estimates with a standard error share. */
import { criticalT } from '#lib/statistics/critical-value.ts';

export type Interval = { low: number; high: number };

/** estimate -/+ t(df) x standard error. Of zero width when the standard error is zero. */
export function tInterval(
	estimate: number,
	standardError: number,
	degreesOfFreedom: number,
	confidence: number
): Interval {
	const halfWidth = criticalT(confidence, degreesOfFreedom) * standardError;
	return { low: estimate - halfWidth, high: estimate + halfWidth };
}
