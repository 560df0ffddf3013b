import { tailOf } from '#lib/statistics/critical-value.ts';

/**
 * The highest chance that still fits with no event in n patients: 1 - (1 - confidence)^(1/n), about
 * 3/n at 95 % (the rule of three; Hanley & Lippman-Hand 1983). One-sided: all of the doubt is above.
 *
 * Assumes independent patients with the same chance; with several sessions a patient it counts
 * patients, as if the sessions of one all went the same way. Null without patients.
 */
export function zeroEventsUpperBound(patients: number, confidence = 0.95): number | null {
	if (!(patients >= 0)) throw new RangeError(`${patients} patients cannot be`);
	const outside = 2 * tailOf(confidence);
	return patients === 0 ? null : -Math.expm1(Math.log(outside) / patients);
}
