/** The upper tail of chi-square with whole degrees of freedom, which keeps its digits when it is small. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/**
 * The chance of a chi-square above the value: the finite sums of Abramowitz & Stegun 26.4.4 and
 * 26.4.5. For comparisons of a few groups; no use is made of the gamma function.
 */
export function chiSquareTail(value: number, degreesOfFreedom: number): number {
	if (!(value >= 0 && degreesOfFreedom >= 1 && Number.isInteger(degreesOfFreedom))) {
		throw new RangeError(`no chi-square tail at ${value} with ${degreesOfFreedom} df`);
	}
	const odd = degreesOfFreedom % 2 === 1;
	const root = Math.sqrt(value);
	let term = odd ? root * Math.sqrt(2 / Math.PI) * Math.exp(-value / 2) : Math.exp(-value / 2);
	let tail = odd ? 2 * normalCdf(-root, 0, 1) : 0;
	for (let step = odd ? 3 : 2; step <= degreesOfFreedom; step += 2) {
		tail += term;
		term *= value / step;
	}
	return Math.min(1, tail);
}
