/**
 * J(m), by which a standardised difference with m degrees of freedom is too large on average:
 * G(m/2) / (sqrt(m/2) G((m-1)/2)), exact (Hedges 1981). The quotient of the two gammas grows by m/(m-1)
 * with every second m, from its values at 2 and 3. Null below 2, where it does not exist.
 */
export function smallSampleCorrection(degreesOfFreedom: number): number | null {
	if (degreesOfFreedom < 2) return null;
	const odd = degreesOfFreedom % 2 === 1;
	let quotient = odd ? Math.sqrt(Math.PI) / 2 : 1 / Math.sqrt(Math.PI);
	for (let m = odd ? 3 : 2; m < degreesOfFreedom; m += 2) quotient *= m / (m - 1);
	return quotient / Math.sqrt(degreesOfFreedom / 2);
}
