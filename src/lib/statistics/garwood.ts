import { tailOf } from '#lib/statistics/critical-value.ts';
import { gammaQuantile } from '#lib/statistics/gamma-quantile.ts';
import type { Interval } from '#lib/statistics/interval.ts';

/**
 * Exact Poisson interval for a rate (Garwood 1936): the gamma quantiles with shapes x and x + 1
 * over the exposure, x being the events.
 *
 * Assumes events that come independently and at the same rate; several events of one patient break
 * that, and then the interval clustered by patient leads. May pass 1 where the rate is a share.
 * Null without exposure.
 */
export function garwoodInterval(
	events: number,
	exposure: number,
	confidence = 0.95
): Interval | null {
	if (!(events >= 0 && exposure >= 0)) {
		throw new RangeError(`${events} events in ${exposure} cannot be`);
	}
	const tail = tailOf(confidence);
	if (exposure === 0) return null;
	return {
		low: events === 0 ? 0 : gammaQuantile(tail, events) / exposure,
		high: gammaQuantile(1 - tail, events + 1) / exposure
	};
}
