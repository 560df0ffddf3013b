/** Series of a few patients, and the totals of each patient that the ratio methods are given. */
import fc from './seeded.ts';

export type Value = { patient: string; value: number };

/** One patient's totals, for instance events and sessions. */
export type Totals = { numerator: number; denominator: number };

/** Values in hundredths: 2 to 30 series of up to 6 patients, at least two of whom have one. */
export const someValues: fc.Arbitrary<Value[]> = fc
	.array(
		fc.record({
			patient: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
			value: fc.integer({ min: -500, max: 500 }).map((hundredths) => hundredths / 100)
		}),
		{ minLength: 2, maxLength: 30 }
	)
	.filter((values) => new Set(values.map(({ patient }) => patient)).size > 1);

export function ratioSums(patients: readonly Totals[]) {
	const total = (of: (patient: Totals) => number) => patients.reduce((sum, p) => sum + of(p), 0);
	return {
		patients: patients.length,
		numerator: total((p) => p.numerator),
		denominator: total((p) => p.denominator),
		numeratorSquares: total((p) => p.numerator ** 2),
		denominatorSquares: total((p) => p.denominator ** 2),
		crossProducts: total((p) => p.numerator * p.denominator)
	};
}
